/** Weights of touches, from the first to the last, that add up to 1; `agesMs`: from touch to order. */
type Weigh = (agesMs: readonly number[]) => readonly number[]

const weekMs = 7 * 86_400_000

/** The first, all between and the last, of a whole of 1. */
const byPlace =
  (first: number, last: number): Weigh =>
  ({ length }) => {
    if (length === 1) return [1]
    if (length === 2) return [first / (first + last), last / (first + last)]
    const middle = (1 - first - last) / (length - 2)
    return Array.from({ length }, (_, place) =>
      place === 0 ? first : place === length - 1 ? last : middle,
    )
  }

const only =
  (chosen: (length: number) => number): Weigh =>
  (ages) =>
    ages.map((_, place) => (place === chosen(ages.length) ? 1 : 0))

const weights = {
  'first-touch': only(() => 0),
  'last-touch': only((length) => length - 1),
  linear: (ages) => ages.map(() => 1 / ages.length),
  'u-shaped': byPlace(0.4, 0.4),
  'j-curve': byPlace(0.2, 0.6),
  'inverse-j': byPlace(0.6, 0.2),
  'time-decay': (ages) => {
    const decayed = ages.map((age) => 2 ** (-age / weekMs))
    const sum = decayed.reduce((total, weight) => total + weight, 0)
    return decayed.map((weight) => weight / sum)
  },
} as const satisfies Record<string, Weigh>

/** The models of which the credit of every order is known. */
export type CreditModel = keyof typeof weights | 'participation'

export const creditModels = [...Object.keys(weights), 'participation'] as readonly CreditModel[]

/** What each item has of one order: the item '' where nothing was touched. */
export function creditOf(
  model: CreditModel,
  touches: readonly { readonly item: string; readonly ageMs: number }[],
): Readonly<Record<string, number>> {
  if (touches.length === 0) return { '': 1 }
  if (model === 'participation') return Object.fromEntries(touches.map(({ item }) => [item, 1]))
  const shares = weights[model](touches.map(({ ageMs }) => ageMs))
  const credit: Record<string, number> = {}
  for (const [place, { item }] of touches.entries()) {
    credit[item] = (credit[item] ?? 0) + shares[place]!
  }
  return credit
}
