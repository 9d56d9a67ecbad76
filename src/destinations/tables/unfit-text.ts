import type { DeliveredChange, RejectedChange } from '../destination.ts'

/** Changes with texts that databases cannot keep, and why. */
export const findUnfit = (changes: readonly DeliveredChange[]): readonly RejectedChange[] =>
  changes.flatMap((change, index) => {
    const reason = unfitReason(change)
    return reason === undefined ? [] : [{ index, reason }]
  })

function unfitReason({ person, identities, attributes }: DeliveredChange): string | undefined {
  const all = [person, JSON.stringify(identities), JSON.stringify(attributes)]
  // JSON writes half of a pair, and the character 0, as an escape behind an odd number of backslashes.
  const escaped = (pattern: string) => new RegExp(`(?<!\\\\)(?:\\\\\\\\)*\\\\u(?:${pattern})`, 'i')
  if (person.includes('\0') || all.some((text) => escaped('0000').test(text))) {
    return 'a text has the character 0, which a database cannot keep'
  }
  const isHalf = !person.isWellFormed() || all.some((text) => escaped('d[89a-f]..').test(text))
  return isHalf ? 'a text has half of a character, which a database cannot keep' : undefined
}
