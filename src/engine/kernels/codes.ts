/** out[i] = src[i]; src u8, out u32, n values. Both have 16 bytes of slack behind them. */
export function widen8(src: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i += 8) {
    const half = v128.load_ext<u8>(src + i)
    v128.store(out + (i << 2), v128.extend_low<u16>(half))
    v128.store(out + (i << 2) + 16, v128.extend_high<u16>(half))
  }
}

/** out[i] = src[i]; src u16, out u32, n values. Both have 16 bytes of slack behind them. */
export function widen16(src: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i += 4) {
    v128.store(out + (i << 2), v128.load_ext<u16>(src + (i << 1)))
  }
}

/** out[i] = table[codes[i]]; all u32. Every code is below the table's length. */
export function mapCodes(codes: usize, table: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    store<u32>(out + (i << 2), load<u32>(table + ((<usize>load<u32>(codes + (i << 2))) << 2)))
  }
}

/** out[i] = table[codes[i]]; codes u32, table and out u8. Every code is below the table's length. */
export function testCodes(codes: usize, table: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    store<u8>(out + i, load<u8>(table + <usize>load<u32>(codes + (i << 2))))
  }
}

/** out[i] = a[i] * size + b[i]; all u32, without overflow by the caller's choice. */
export function combineCodes(a: usize, b: usize, size: u32, out: usize, n: i32): void {
  const factor = i32x4.splat(size)
  for (let i = 0; i < n; i += 4) {
    const at: usize = i << 2
    v128.store(out + at, i32x4.add(i32x4.mul(v128.load(a + at), factor), v128.load(b + at)))
  }
}

/** out[i] = mask[i] ? codes[i] : 0; codes and out u32, mask u8. */
export function keepCodes(codes: usize, mask: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    store<u32>(out + (i << 2), load<u8>(mask + i) ? load<u32>(codes + (i << 2)) : 0)
  }
}

/** bits[i] |= mask[i] << step; bits u32, mask u8. */
export function addBit(mask: usize, step: i32, bits: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const at = bits + (i << 2)
    store<u32>(at, load<u32>(at) | ((<u32>load<u8>(mask + i)) << step))
  }
}

/** out[i] = codes[i] != 0; codes u32, out u8. */
export function hasCode(codes: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) store<u8>(out + i, <u8>(load<u32>(codes + (i << 2)) != 0))
}
