import type { ChangeReason } from '../model/answers/audiences.ts'
import type { StoredMember } from '../store/index.ts'
import type { HoldOut } from './hold-out.ts'
import { joinSteps, type Step } from './journal.ts'
import type { NamedMember, RejectedMember } from './read-imported.ts'
import { leave } from './write-difference.ts'
import { enter } from './write-entries.ts'

const because = { reason: 'imported' } satisfies ChangeReason

/** Somebody as they are stored, by the id of now and by those that were merged into it. */
interface Standing {
  readonly own: StoredMember | undefined
  readonly earlier: readonly StoredMember[]
}

/** What becomes of one person by all rows about them. */
interface Folded {
  readonly step: Step
  readonly unchanged: number
  readonly rejected: readonly RejectedMember[]
}

/** Takes rows about one person in the order of time; one that is older than what is known is not taken. */
export function foldRows(holdOut: HoldOut, before: Standing, rows: readonly NamedMember[]): Folded {
  const steps: Step[] = []
  const rejected: RejectedMember[] = []
  let standing = before
  let unchanged = 0
  for (const row of rows.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const since = lastChange(standing)
    if (row.at < since) {
      const reason = `it is older than what is known of this person, of ${since}`
      rejected.push({ index: row.index, reason })
      continue
    }
    const step = takeRow(holdOut, standing, row)
    if (step === undefined) unchanged += 1
    else {
      steps.push(step)
      standing = standAfter(standing, step, row.person)
    }
  }
  return { step: keepLast(joinSteps(steps)), unchanged, rejected }
}

/** Of the last entry or exit, under whatever id. */
const lastChange = ({ own, earlier }: Standing): string =>
  [own, ...earlier].reduce(
    (latest, each) => (each && each.since > latest ? each.since : latest),
    '',
  )

/** Undefined where it is so already. */
function takeRow(
  holdOut: HoldOut,
  { own, earlier }: Standing,
  { person, status, at }: NamedMember,
): Step | undefined {
  const gone = earlier.filter(({ isMember }) => isMember)
  if (status === 'entered') {
    if (own?.isMember) return undefined
    const exited = earlier.filter(({ isMember }) => !isMember)
    const entry = { person, before: own }
    return placeAt(enter({ at, holdOut, isDrawn: false }, entry, { gone, exited }, because), at)
  }
  const leaving = own?.isMember ? [own, ...gone] : gone
  if (leaving.length === 0) return undefined
  return placeAt(joinSteps(leaving.map((member) => leave(member, at, because))), at)
}

const placeAt = (step: Step, at: string): Step => ({
  ...step,
  changes: (step.changes ?? []).map((change) => ({ ...change, at })),
  wishes: (step.wishes ?? []).map((wish) => ({ ...wish, at })),
})

function standAfter({ own, earlier }: Standing, { members = [] }: Step, person: string): Standing {
  const after = new Map(members.map((member) => [member.person, { ...member, run: '' }]))
  return {
    own: after.get(person) ?? own,
    earlier: earlier.map((each) => after.get(each.person) ?? each),
  }
}

/** What is stored of a person, and wanted, is the last of it; changes are all told. */
function keepLast(step: Step): Step {
  const lastOf = <T extends { readonly person: string }>(all: readonly T[] = []) => [
    ...new Map(all.map((each) => [each.person, each])).values(),
  ]
  return { ...step, members: lastOf(step.members), wishes: lastOf(step.wishes) }
}
