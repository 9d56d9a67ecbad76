import { At } from './address'

/** out[i] = src[i]. Both have 16 bytes of slack behind them. */
export function widen<C>(src: At<C>, out: At<u32>, n: i32): void {
  if (sizeof<C>() == 1) widenBytes(src, out, n)
  else if (sizeof<C>() == 2) widenShorts(src, out, n)
  else memory.copy(out, src, <usize>n << 2)
}

@inline
function widenBytes(src: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i += 8) {
    const half = v128.load_ext<u8>(src + i)
    v128.store(out + (i << 2), v128.extend_low<u16>(half))
    v128.store(out + (i << 2) + 16, v128.extend_high<u16>(half))
  }
}

@inline
function widenShorts(src: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i += 4) {
    v128.store(out + (i << 2), v128.load_ext<u16>(src + (i << 1)))
  }
}

/** out[i] = table[codes[i]]. Every code is below the table's length. */
export function mapCodes<C>(codes: At<C>, table: At<u32>, out: At<u32>, n: i32): void {
  lookUp<C, u32>(codes, table, out, n)
}

/**
 * out[i] = table[codes[i]]; `size` entries in the table. Every code is below the size. All have 16 bytes
 * of slack.
 */
export function testCodes<C>(codes: At<C>, table: At<u8>, size: i32, out: At<u8>, n: i32): void {
  if (sizeof<C>() > 1 || size > 128) lookUp<C, u8>(codes, table, out, n)
  else if (size <= 16) testFew(codes, table, out, n)
  else testBytes(codes, table, size, out, n)
}

@inline
function testFew(codes: usize, table: usize, out: usize, n: i32): void {
  const entries = v128.load(table)
  for (let i = 0; i < n; i += 16) v128.store(out + i, i8x16.swizzle(entries, v128.load(codes + i)))
}

@inline
function testBytes(codes: usize, table: usize, size: i32, out: usize, n: i32): void {
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
function lookUp<C, V>(codes: usize, table: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const code = <usize>load<C>(codes + <usize>i * sizeof<C>())
    store<V>(out + <usize>i * sizeof<V>(), load<V>(table + code * sizeof<V>()))
  }
}

/** out[i] = a[i] * size + b[i]; n values. All have 32 bytes of slack. */
export function combineBytes(a: At<u8>, b: At<u8>, size: u32, out: At<u16>, n: i32): void {
  const factor = i16x8.splat(<i16>size)
  for (let i = 0; i < n; i += 8) {
    const product = i16x8.mul(v128.load_ext<u8>(a + i), factor)
    v128.store(out + (i << 1), i16x8.add(product, v128.load_ext<u8>(b + i)))
  }
}

/** out[i] = a[i] * size + b[i]; without overflow by the caller's choice. */
export function combineCodes(a: At<u32>, b: At<u32>, size: u32, out: At<u32>, n: i32): void {
  const factor = i32x4.splat(size)
  for (let i = 0; i < n; i += 4) {
    const at: usize = i << 2
    v128.store(out + at, i32x4.add(i32x4.mul(v128.load(a + at), factor), v128.load(b + at)))
  }
}

/** out[i] = mask[i] ? codes[i] : 0. */
export function keepCodes(codes: At<u32>, mask: At<u8>, out: At<u32>, n: i32): void {
  for (let i = 0; i < n; i++) {
    store<u32>(out + (i << 2), load<u8>(mask + i) ? load<u32>(codes + (i << 2)) : 0)
  }
}

/** bits[i] |= mask[i] << step. Both have 16 bytes of slack. */
export function addBit<C>(mask: At<u8>, step: i32, bits: At<C>, n: i32): void {
  if (sizeof<C>() == 1) return addBitOfBytes(mask, step, bits, n)
  for (let i = 0; i < n; i++) {
    const at = bits + <usize>i * sizeof<C>()
    store<C>(at, load<C>(at) | ((<C>load<u8>(mask + i)) << <C>step))
  }
}

@inline
function addBitOfBytes(mask: usize, step: i32, bits: usize, n: i32): void {
  for (let i = 0; i < n; i += 16) {
    const shifted = i8x16.shl(v128.load(mask + i), step)
    v128.store(bits + i, v128.or(v128.load(bits + i), shifted))
  }
}

/** out[i] = codes[i] != 0. Both have 16 bytes of slack. */
export function hasCode<C>(codes: At<C>, out: At<u8>, n: i32): void {
  if (sizeof<C>() == 1) return areSet(codes, out, n)
  for (let i = 0; i < n; i++) {
    store<u8>(out + i, <u8>(load<C>(codes + <usize>i * sizeof<C>()) != 0))
  }
}

@inline
function areSet(bytes: usize, out: usize, n: i32): void {
  const one = i8x16.splat(1)
  for (let i = 0; i < n; i += 16) v128.store(out + i, i8x16.min_u(v128.load(bytes + i), one))
}

/** out[i] = codes[i], all below 256. Both have 64 bytes of slack. */
export function toBytes(codes: At<u32>, out: At<u8>, n: i32): void {
  for (let i = 0; i < n; i += 16) {
    const at = codes + (<usize>i << 2)
    const low = i16x8.narrow_i32x4_u(v128.load(at), v128.load(at, 16))
    const high = i16x8.narrow_i32x4_u(v128.load(at, 32), v128.load(at, 48))
    v128.store(out + i, i8x16.narrow_i16x8_u(low, high))
  }
}
