/** One person's pages in order, null where there is none. */
export type Pages = readonly (string | null)[]

export interface PathRules {
  readonly steps: number
  readonly repeats: boolean
  readonly loops: 'keep' | 'drop'
  readonly to: string
  readonly from: string | null
}

export interface TakenPath {
  readonly items: readonly string[]
  readonly isConverted: boolean
}

/** The path of one person, by the letter of the rules; null for who has none. */
export function pathOf(
  pages: Pages,
  { steps, repeats, loops, to, from }: PathRules,
): TakenPath | null {
  const begin = from === null ? 0 : pages.indexOf(from)
  if (begin < 0 || pages.length === 0) return null
  const conversion = pages.indexOf(to, from === null ? 0 : begin + 1)
  const part = pages.slice(begin, conversion < 0 ? pages.length : conversion)
  let items = part.filter((page) => page !== null)
  if (!repeats) items = items.filter((page, i) => page !== items[i - 1])
  if (loops === 'drop') items = withoutLoops(items)
  return { items: items.slice(-steps), isConverted: conversion >= 0 }
}

/** Cuts the first loop until there is none. */
function withoutLoops(items: readonly string[]): string[] {
  for (let end = 0; end < items.length; end++) {
    const start = items.indexOf(items[end]!)
    if (start < end) return withoutLoops([...items.slice(0, start), ...items.slice(end)])
  }
  return [...items]
}
