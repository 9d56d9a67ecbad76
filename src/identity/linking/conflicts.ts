import type { Ledger } from './graphs.ts'
import type { PairRule } from './rules.ts'

/**
 * Which parts cannot stand as they are linked, by their lowest identity: 1 where the rules are broken.
 * Where they are not, they never were on the way there, since a part only grows. What rows say of the
 * held identities is left out.
 */
export function findConflicts(
  ledger: Ledger,
  held: ReadonlySet<number>,
  parts: Uint32Array,
): Uint8Array {
  const broken = new Uint8Array(parts.length)
  markUnique(ledger, parts, broken)
  for (const rule of ledger.rules.pairs) markPairs(ledger, held, parts, rule, broken)
  for (const [i, j] of ledger.hand.never) {
    if (parts[i] === parts[j]) broken[parts[i]!] = 1
  }
  return broken
}

/** Unique namespaces are looked at in groups of as many as a number has bits. */
const BITS = 32

function markUnique({ rules, namespaceOf }: Ledger, parts: Uint32Array, broken: Uint8Array): void {
  const unique = rules.namespaces.flatMap((namespace, index) => (namespace.unique ? [index] : []))
  for (let start = 0; start < unique.length; start += BITS) {
    const bits = new Int32Array(rules.namespaces.length)
    for (const [i, index] of unique.slice(start, start + BITS).entries()) bits[index] = 1 << i
    const seen = new Int32Array(parts.length)
    for (let i = 0; i < parts.length; i++) {
      const bit = bits[namespaceOf[i]!]!
      if (bit === 0) continue
      const part = parts[i]!
      if ((seen[part]! & bit) !== 0) broken[part] = 1
      seen[part]! |= bit
    }
  }
}

function markPairs(
  { namespaceOf, links, hand }: Ledger,
  held: ReadonlySet<number>,
  parts: Uint32Array,
  { from, to, max }: PairRule,
  broken: Uint8Array,
): void {
  const partners = new Uint32Array(parts.length)
  const count = (i: number, j: number) => {
    if (namespaceOf[i] === from && namespaceOf[j] === to && ++partners[i]! > max) {
      broken[parts[i]!] = 1
    }
  }
  const countBoth = (i: number, j: number) => {
    count(i, j)
    count(j, i)
  }
  for (let link = 0; link < links.a.length; link++) {
    const a = links.a[link]!
    const b = links.b[link]!
    if (!held.has(a) && !held.has(b)) countBoth(a, b)
  }
  for (const [i, j] of hand.together) countBoth(i, j)
}
