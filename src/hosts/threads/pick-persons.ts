import type { Block } from '../../engine/index.ts'
import { assembleParts, checkTogether, type ProfileColumn } from './assemble-blocks.ts'
import { ColumnMemory } from './column-memory.ts'
import type { EntryParts } from './entry-parts.ts'
import { planPick } from './overlay.ts'
import { patchPart } from './patch-columns.ts'

/**
 * Copies all events of some persons (codes, ascending) out of columns in memory: a block per bucket in which one of
 * them is. Errors: `StaleColumns`.
 */
export function pickPersons(
  entries: readonly EntryParts[],
  profiles: readonly ProfileColumn[],
  persons: Uint32Array,
): readonly Block[] {
  const [people] = entries
  const blocks: Block[] = []
  let personBase = 0
  for (const [bucket, codes] of shareOut(persons, people!.base.length).entries()) {
    if (codes.length === 0) continue
    const parts = entries.map(({ base, over }) => [base[bucket]!, over[bucket]!] as const)
    checkTogether(parts.map(([base]) => base))
    checkTogether(parts.flatMap(([, over]) => over ?? []))
    const [[base, over]] = parts as [(typeof parts)[number]]
    const patch = planPick(base, over?.people ?? null, codes)
    const room = new ColumnMemory().room()
    const picked = parts.map((sources) => patchPart(sources, patch, room))
    const block = assembleParts(picked, personBase, profiles)
    personBase += block.persons
    blocks.push(block)
  }
  return blocks
}

/** Codes by bucket: each is in that of its remainder. */
export function shareOut(persons: Uint32Array, buckets: number): readonly number[][] {
  const shares = Array.from({ length: buckets }, (): number[] => [])
  for (const code of persons) shares[code % buckets]!.push(code)
  return shares
}
