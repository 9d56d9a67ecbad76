/**
 * UTF-16 without a byte order mark, by its zero bytes: of Latin text every other byte is one, the
 * second of a pair in little endian order.
 */
export function guessUtf16(head: Uint8Array): string | undefined {
  const zeros = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]! += 1
  })
  const [first = 0, second = 0] = zeros
  const pairs = head.length / 2
  if (second > pairs * MOST && first < pairs * FEW) return 'utf-16le'
  return first > pairs * MOST && second < pairs * FEW ? 'utf-16be' : undefined
}

const MOST = 0.4
const FEW = 0.05
