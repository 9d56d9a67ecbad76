import { letOthersIn } from '../model/let-others-in.ts'
import type { StoredMember } from '../store/index.ts'
import type { Difference } from './difference.ts'
import { joinSteps, type Step } from './journal.ts'
import { writeEntries } from './write-entries.ts'
import type { ExitReason, Writing } from './writing.ts'

/**
 * Writes what is different, some persons at a time, each time all or nothing: who was killed in between compares
 * again, finds what is left, and goes on there.
 */
export async function writeDifference(writing: Writing, difference: Difference): Promise<void> {
  const { journal } = writing
  const { stays, heldOut, leaving, redrawn, redrawnOutside } = difference
  journal.note({ stays, heldOut })
  const moved = await writeEntries(writing, difference)
  const left = leaving.filter(({ person }) => !moved.has(person))
  await inChunks(writing, left, async (some) => {
    const reasons = await writing.reasons(some.map(({ person }) => person))
    return some.map((member) => leave(member, writing.at, reasons.get(member.person)!))
  })
  await inChunks(writing, redrawn, async (some) => some.map(redraw))
  await inChunks(writing, redrawnOutside, async (some) => [
    { members: some.map((member) => ({ ...member, isHeldOut: !member.isHeldOut })) },
  ])
}

async function inChunks(
  { journal, destinations, atOnce }: Writing,
  all: readonly StoredMember[],
  stepsOf: (some: readonly StoredMember[]) => Promise<readonly Step[]>,
): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce) {
    const steps = await stepsOf(all.slice(from, from + atOnce))
    await journal.write({ ...joinSteps(steps), destinations })
    await letOthersIn()
  }
}

/** Somebody who leaves. */
export function leave(member: StoredMember, at: string, reason: ExitReason): Step {
  const { person } = member
  const epoch = member.epoch + 1
  return {
    members: [{ ...member, isMember: false, epoch, since: at }],
    changes: [{ person, status: 'left', epoch, reason }],
    wishes: [{ person, wanted: 'out', epoch }],
    counts: { left: 1 },
  }
}

/** A member who is drawn anew: destinations are told, and they stay what they are. */
function redraw(member: StoredMember): Step {
  const { person } = member
  const isHeldOut = !member.isHeldOut
  const epoch = member.epoch + 1
  const reason = { reason: 'hold-out' as const }
  return {
    members: [{ ...member, isHeldOut, epoch }],
    changes: [{ person, status: isHeldOut ? 'left' : 'entered', epoch, reason }],
    wishes: [{ person, wanted: isHeldOut ? 'out' : 'in', epoch }],
  }
}
