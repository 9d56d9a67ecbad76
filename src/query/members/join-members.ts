import type { LastEventsPartial } from '../../engine/index.ts'

/** Those who were found before, and instead of some persons what was found of these anew. */
export function joinMembers(
  before: LastEventsPartial,
  anew: LastEventsPartial,
  persons: Uint32Array,
): LastEventsPartial {
  const isAnew = new Uint8Array((persons.at(-1) ?? 0) + 1)
  for (const code of persons) isAnew[code] = 1
  const stays = (_: number, place: number): boolean => isAnew[before.codes[place]!] !== 1
  const join = (key: keyof LastEventsPartial): Float64Array => {
    const kept = before[key].filter(stays)
    const joined = new Float64Array(kept.length + anew[key].length)
    joined.set(kept)
    joined.set(anew[key], kept.length)
    return joined
  }
  return { codes: join('codes'), times: join('times'), datasets: join('datasets') }
}
