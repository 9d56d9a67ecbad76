const LOW_BITS = 0x7f7f7f7f

/** 1 where words have an odd number of a byte in them, four bytes at a time. */
export function byteParity(words: Int32Array, byte: number): number {
  const same = byte * 0x01010101
  let parities = 0
  for (let i = 0; i < words.length; i++) {
    // The high bit of each byte that is another one.
    const x = words[i]! ^ same
    parities ^= ((x & LOW_BITS) + LOW_BITS) | x
  }
  return bitParity((parities >>> 7) & 0x01010101)
}

/** The bytes’ lowest bits added without carry: of evenly many bytes an odd number are the byte when an odd number are not. */
const bitParity = (bits: number): number =>
  (bits ^ (bits >>> 8) ^ (bits >>> 16) ^ (bits >>> 24)) & 1
