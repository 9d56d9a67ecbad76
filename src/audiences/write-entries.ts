import type { ChangeReason } from '../model/answers/audiences.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import type { StoredMember } from '../store/index.ts'
import type { Difference, Entering } from './difference.ts'
import { isoOf, joinSteps, type Step } from './journal.ts'
import type { Writing } from './writing.ts'

/** Writes who enters; gives those who leave only because they go by another id now, who are written with them. */
export async function writeEntries(
  writing: Writing,
  { entering, leaving, isFirst }: Difference,
): Promise<ReadonlySet<string>> {
  const left = new Map(leaving.map((member) => [member.person, member]))
  const moved = new Set<string>()
  const { atOnce } = writing
  // Of nobody who was there before, the next ones are prepared while some are written.
  let written: Promise<void> = Promise.resolve()
  for (let from = 0; from < entering.length; from += atOnce) {
    const some = entering.slice(from, from + atOnce)
    const before = isFirst
      ? new Map<string, readonly StoredMember[]>()
      : await writing.moves.before(some.map(({ person }) => person))
    const steps = some.map((each) => {
      const earlier = before.get(each.person) ?? []
      const gone = earlier.filter(({ person }) => left.has(person) && !moved.has(person))
      for (const { person } of gone) moved.add(person)
      return enter(writing, each, { gone, exited: earlier.filter(({ isMember }) => !isMember) })
    })
    const step = { ...joinSteps(steps), destinations: writing.destinations }
    await written
    written = writing.journal.write(step)
    written.catch(() => undefined)
    if (!isFirst) await written
    await letOthersIn()
  }
  await written
  return moved
}

/** By which other ids a person was known here: those who leave now, and those who left earlier. */
export interface Earlier {
  readonly gone: readonly StoredMember[]
  readonly exited: readonly StoredMember[]
}

/** Somebody who enters, or is in under another id by now. */
export function enter(
  { at, holdOut, isDrawn }: Pick<Writing, 'at' | 'holdOut' | 'isDrawn'>,
  entry: Entering,
  earlier: Earlier,
  because: ChangeReason = {},
): Step {
  const { person, before, dataset } = entry
  const { gone, exited } = earlier
  const moved = gone.toSorted((a, b) => (a.since < b.since ? -1 : 1))[0]
  const inherited = moved ?? exited.toSorted((a, b) => b.epoch - a.epoch)[0]
  const epoch = Math.max(before?.epoch ?? 0, inherited?.epoch ?? 0) + 1
  const known = (inherited ?? before)?.isHeldOut
  const isHeldOut = known === undefined || isDrawn ? holdOut.has(person) : known
  const since = moved?.since ?? at
  const reason = {
    ...(entry.at !== undefined && { at: isoOf(entry.at) }),
    ...(dataset !== undefined && { dataset }),
    ...because,
    ...(moved && { from: moved.person }),
  }
  const exits = gone.map((member) => ({ ...member, isMember: false, epoch: member.epoch + 1 }))
  return {
    members: [
      ...exits.map((exit) => ({ ...exit, since: at })),
      { person, isMember: true, isHeldOut, epoch, since },
    ],
    changes: [
      ...exits.map((exit) => ({
        person: exit.person,
        status: 'left' as const,
        epoch: exit.epoch,
        reason: { reason: 'merged' as const, to: person },
      })),
      { person, status: 'entered', epoch, reason },
    ],
    wishes: [
      ...exits.map((exit) => ({ person: exit.person, wanted: 'out' as const, epoch: exit.epoch })),
      ...(isHeldOut ? [] : [{ person, wanted: 'in' as const, epoch }]),
    ],
    counts: {
      entered: moved ? 0 : 1,
      stays: moved ? 1 : 0,
      moved: moved ? 1 : 0,
      left: Math.max(0, gone.length - 1),
      heldOut: isHeldOut ? 1 : 0,
    },
  }
}
