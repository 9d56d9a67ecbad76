import type { LakeClient } from '../../lake/client.ts'
import { nameGraphs, readTexts } from './people.ts'
import type { Relinked } from './relink.ts'
import { HELD } from './tables.ts'
import type { Tables } from './state.ts'

/** What became of people when their graphs were made anew. Identities and persons are `namespace:id`. */
export type Difference =
  | {
      readonly kind: 'merged'
      readonly person: string
      readonly from: readonly string[]
      readonly ids: readonly string[]
    }
  | {
      readonly kind: 'split'
      readonly person: string
      readonly into: readonly string[]
      readonly ids: readonly string[]
    }
  | {
      readonly kind: 'renamed'
      readonly person: string
      readonly from: string
      readonly ids: readonly string[]
    }
  | {
      readonly kind: 'link-lost'
      readonly link: readonly [string, string]
      readonly to: readonly [string, string] | null
      readonly reason: string
      readonly at: number | null
    }
  | {
      readonly kind: 'quarantined'
      readonly id: string
      readonly people: number
      readonly neighbours: number
      readonly idsPerMinute: number
    }
  | { readonly kind: 'released'; readonly id: string }

/** An identity that is another person's now. One that nothing links is a person of its own. */
export interface Moved {
  readonly from: string
  readonly to: string
}

export interface Differences {
  readonly people: { readonly before: number; readonly after: number }
  readonly moved: Readonly<Record<string, Moved>>
  readonly list: readonly Difference[]
}

/** What differs between the graphs before and after. Links that were lost before are in `known`. */
export async function describeDifferences(
  lake: LakeClient,
  tables: Tables,
  relinked: Relinked,
  known: ReadonlySet<string>,
): Promise<Differences> {
  const { world, before, after, held, heldBefore, graphs } = relinked
  const { codes } = world
  const names = { before: nameGraphs(world, before), after: nameGraphs(world, after) }
  const lost = graphs.lost.filter(({ a, b }) => !known.has(`${codes[a]},${codes[b]}`))
  const merged = listMerged(before, after)
  const split = listMerged(after, before)
  const moved = listMoved(relinked, names)
  const renamed = listRenamed(relinked, moved, merged, split)
  const quarantined = graphs.quarantined.filter(
    ({ index }) => heldBefore[index] !== HELD.quarantined,
  )
  const released = [...held.keys()].filter(
    (index) => heldBefore[index] !== HELD.no && held[index] === HELD.no,
  )
  const wanted = [
    ...listPersons({ before, after }, names, { merged, split, renamed, moved }),
    ...moved,
    ...lost.flatMap(({ a, b, to }) => [a, b, ...(to ?? [])]),
    ...quarantined.map(({ index }) => index),
    ...released,
  ]
  const texts = await readTexts(
    lake,
    tables,
    wanted.map((index) => codes[index]!),
  )
  const textOf = (index: number) => texts.get(codes[index]!) ?? ''
  const personOf = (side: 'before' | 'after', graph: number) => textOf(names[side].get(graph)!)
  const idsOf = (graph: number, of: Uint32Array) =>
    moved.filter((index) => of[index] === graph).map(textOf)
  return {
    people: {
      before: names.before.size + countAlone(before, after),
      after: names.after.size + countAlone(after, before),
    },
    moved: Object.fromEntries(
      moved.map((index) => [
        textOf(index),
        {
          from: before[index] === 0 ? textOf(index) : personOf('before', before[index]!),
          to: after[index] === 0 ? textOf(index) : personOf('after', after[index]!),
        },
      ]),
    ),
    list: [
      ...[...merged].map(([graph, from]) => ({
        kind: 'merged' as const,
        person: personOf('after', graph),
        from: [...from].map((each) => personOf('before', each)).toSorted(),
        ids: idsOf(graph, after),
      })),
      ...[...split].map(([graph, into]) => ({
        kind: 'split' as const,
        person: personOf('before', graph),
        into: [...into].map((each) => personOf('after', each)).toSorted(),
        ids: idsOf(graph, before),
      })),
      ...[...renamed].map(([graph, from]) => ({
        kind: 'renamed' as const,
        person: personOf('after', graph),
        from: personOf('before', from),
        ids: idsOf(graph, after),
      })),
      ...lost.map(({ a, b, to, reason, time }) => ({
        kind: 'link-lost' as const,
        link: [textOf(a), textOf(b)] as const,
        to: to === null ? null : ([textOf(to[0]), textOf(to[1])] as const),
        reason,
        at: time,
      })),
      ...quarantined.map(({ index, people, neighbours, idsPerMinute }) => ({
        kind: 'quarantined' as const,
        id: textOf(index),
        people,
        neighbours,
        idsPerMinute,
      })),
      ...released.map((index) => ({ kind: 'released' as const, id: textOf(index) })),
    ],
  }
}

interface Changes {
  readonly merged: ReadonlyMap<number, ReadonlySet<number>>
  readonly split: ReadonlyMap<number, ReadonlySet<number>>
  readonly renamed: ReadonlyMap<number, number>
  readonly moved: readonly number[]
}

type Names = Record<'before' | 'after', ReadonlyMap<number, number>>

/** The identities that name the graphs of which something changed; of the others nobody tells. */
function listPersons(
  { before, after }: Pick<Relinked, 'before' | 'after'>,
  names: Names,
  { merged, split, renamed, moved }: Changes,
): readonly number[] {
  const earlier = [
    ...[...merged.values()].flatMap((from) => [...from]),
    ...split.keys(),
    ...renamed.values(),
    ...moved.map((index) => before[index]!),
  ]
  const later = [
    ...merged.keys(),
    ...[...split.values()].flatMap((into) => [...into]),
    ...renamed.keys(),
    ...moved.map((index) => after[index]!),
  ]
  return [
    ...earlier.flatMap((graph) => names.before.get(graph) ?? []),
    ...later.flatMap((graph) => names.after.get(graph) ?? []),
  ]
}

/** Graphs of `to` that have identities of more than one graph of `from`, with these. */
function listMerged(from: Uint32Array, to: Uint32Array): ReadonlyMap<number, ReadonlySet<number>> {
  const first = new Map<number, number>()
  const merged = new Map<number, Set<number>>()
  for (let index = 0; index < to.length; index++) {
    const [old, own] = [from[index]!, to[index]!]
    if (old === 0 || own === 0) continue
    const known = first.get(own)
    if (known === undefined) first.set(own, old)
    else if (known !== old) merged.set(own, (merged.get(own) ?? new Set([known])).add(old))
  }
  return merged
}

/** Identities that are in a graph on the other side only. */
function countAlone(own: Uint32Array, other: Uint32Array): number {
  let alone = 0
  for (let index = 0; index < own.length; index++) {
    if (own[index] === 0 && other[index] !== 0) alone++
  }
  return alone
}

/** Identities that are another person's, not counting those that are new. */
function listMoved({ before, after }: Relinked, names: Names): readonly number[] {
  const moved: number[] = []
  for (let index = 0; index < before.length; index++) {
    if (before[index] === 0) continue
    const isSame = names.before.get(before[index]!) === names.after.get(after[index]!)
    if (!isSame) moved.push(index)
  }
  return moved
}

/** Graphs that neither merged nor split and go by another identity, with what they were before. */
function listRenamed(
  { before, after }: Relinked,
  moved: readonly number[],
  merged: ReadonlyMap<number, unknown>,
  split: ReadonlyMap<number, unknown>,
): ReadonlyMap<number, number> {
  const whole = moved.filter(
    (index) => after[index] !== 0 && !merged.has(after[index]!) && !split.has(before[index]!),
  )
  return new Map(whole.map((index) => [after[index]!, before[index]!]))
}
