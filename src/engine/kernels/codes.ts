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

/** out[i] = table[codes[i]]; codes u8, table and out u32. Every code is below the table's length. */
export function mapCodes8(codes: usize, table: usize, out: usize, n: i32): void {
  lookUp<u8, u32>(codes, table, out, n)
}

/** mapCodes8 for codes of u16. */
export function mapCodes16(codes: usize, table: usize, out: usize, n: i32): void {
  lookUp<u16, u32>(codes, table, out, n)
}

/** mapCodes8 for codes of u32. */
export function mapCodes32(codes: usize, table: usize, out: usize, n: i32): void {
  lookUp<u32, u32>(codes, table, out, n)
}

/**
 * out[i] = table[codes[i]]; codes, table and out u8, `size` entries in the table. Every code is below
 * the size. All have 16 bytes of slack.
 */
export function testCodes8(codes: usize, table: usize, size: i32, out: usize, n: i32): void {
  if (size > 128) return lookUp<u8, u8>(codes, table, out, n)
  if (size <= 16) return testFew(codes, table, out, n)
  for (let i = 0; i < n; i += 16) {
    const x = v128.load(codes + i)
    let found = i8x16.splat(0)
    // A code outside of these 16 entries lands outside of 0 … 15, where swizzle gives 0.
    for (let c = 0; c < size; c += 16) {
      const place = i8x16.sub(x, i8x16.splat(<i8>c))
      found = v128.or(found, i8x16.swizzle(v128.load(table + c), place))
    }
    v128.store(out + i, found)
  }
}

@inline
function testFew(codes: usize, table: usize, out: usize, n: i32): void {
  const entries = v128.load(table)
  for (let i = 0; i < n; i += 16) v128.store(out + i, i8x16.swizzle(entries, v128.load(codes + i)))
}

/** testCodes8 for codes of u16. */
export function testCodes16(codes: usize, table: usize, _size: i32, out: usize, n: i32): void {
  lookUp<u16, u8>(codes, table, out, n)
}

/** testCodes8 for codes of u32. */
export function testCodes32(codes: usize, table: usize, _size: i32, out: usize, n: i32): void {
  lookUp<u32, u8>(codes, table, out, n)
}

@inline
function lookUp<C, V>(codes: usize, table: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const code = <usize>load<C>(codes + <usize>i * sizeof<C>())
    store<V>(out + <usize>i * sizeof<V>(), load<V>(table + code * sizeof<V>()))
  }
}

/** out[i] = a[i] * size + b[i]; a and b u8, out u16, n values. All have 32 bytes of slack. */
export function combineCodes8(a: usize, b: usize, size: u32, out: usize, n: i32): void {
  const factor = i16x8.splat(<i16>size)
  for (let i = 0; i < n; i += 8) {
    const product = i16x8.mul(v128.load_ext<u8>(a + i), factor)
    v128.store(out + (i << 1), i16x8.add(product, v128.load_ext<u8>(b + i)))
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

/** bits[i] |= mask[i] << step; bits and mask u8. Both have 16 bytes of slack. */
export function addBit8(mask: usize, step: i32, bits: usize, n: i32): void {
  for (let i = 0; i < n; i += 16) {
    const shifted = i8x16.shl(v128.load(mask + i), step)
    v128.store(bits + i, v128.or(v128.load(bits + i), shifted))
  }
}

/** addBit8 for bits of u32. */
export function addBit32(mask: usize, step: i32, bits: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const at = bits + (i << 2)
    store<u32>(at, load<u32>(at) | ((<u32>load<u8>(mask + i)) << step))
  }
}

/** out[i] = codes[i] != 0; codes and out u8. Both have 16 bytes of slack. */
export function hasCode8(codes: usize, out: usize, n: i32): void {
  const one = i8x16.splat(1)
  for (let i = 0; i < n; i += 16) v128.store(out + i, i8x16.min_u(v128.load(codes + i), one))
}

/** hasCode8 for codes of u16. */
export function hasCode16(codes: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) store<u8>(out + i, <u8>(load<u16>(codes + (i << 1)) != 0))
}

/** hasCode8 for codes of u32. */
export function hasCode32(codes: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) store<u8>(out + i, <u8>(load<u32>(codes + (i << 2)) != 0))
}

/** out[i] = codes[i], all below 256; codes u32, out u8. Both have 64 bytes of slack. */
export function toBytes(codes: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i += 16) {
    const at = codes + (<usize>i << 2)
    const low = i16x8.narrow_i32x4_u(v128.load(at), v128.load(at, 16))
    const high = i16x8.narrow_i32x4_u(v128.load(at, 32), v128.load(at, 48))
    v128.store(out + i, i8x16.narrow_i16x8_u(low, high))
  }
}
