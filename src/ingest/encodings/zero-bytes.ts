/**
 * UTF-16 without a byte order mark, by its zero bytes: of Latin text every other byte is one, the
 * second of a pair in little endian order.
 */
export function guessUtf16(head: Uint8Array): string | undefined {
  let [first, second] = [0, 0]
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue
    if (i % 2 === 0) first += 1
    else second += 1
  }
  const pairs = head.length / 2
  if (second > pairs * MOST && first < pairs * FEW) return 'utf-16le'
  return first > pairs * MOST && second < pairs * FEW ? 'utf-16be' : undefined
}

const MOST = 0.4
const FEW = 0.05
