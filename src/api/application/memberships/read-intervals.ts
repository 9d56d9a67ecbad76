import type { Dictionary } from '../../../model/dictionary.ts'
import { membershipCodes, type PersonIntervals } from '../../../model/journey.ts'
import { letOthersIn } from '../../../model/let-others-in.ts'
import type { MembershipHistory } from '../../../store/index.ts'

const ROWS_AT_ONCE = 5000

interface Step {
  readonly at: number
  readonly isIn: boolean
}

/** Who of the persons of a journey is in an audience when. Persons who are not on the journey are left out. */
export async function readIntervals(
  history: MembershipHistory,
  audience: string,
  persons: Dictionary,
): Promise<PersonIntervals> {
  const steps = await readSteps(history, audience, persons)
  const heldOut = await readHeldOut(history, audience, persons)
  const isHeldOut = (person: number) => heldOut.has(person)
  return toIntervals(steps, persons.size, isHeldOut)
}

/** The first entry of each only: from then on they belong to the treated, or to those held out. */
export function onlyEntries({ offsets, starts, codes }: PersonIntervals): PersonIntervals {
  const first = Uint32Array.from({ length: offsets.length }, (_, person) => person)
  const entered = [...first.subarray(0, -1)].filter(
    (person) => offsets[person]! < offsets[person + 1]!,
  )
  const own = new Uint32Array(offsets.length)
  for (const person of entered) own[person + 1] = 1
  for (let person = 1; person < own.length; person++) own[person]! += own[person - 1]!
  return {
    offsets: own,
    starts: Float64Array.from(entered, (person) => starts[offsets[person]!]!),
    codes: Uint32Array.from(entered, (person) => codes[offsets[person]!]!),
  }
}

async function readSteps(
  history: MembershipHistory,
  audience: string,
  persons: Dictionary,
): Promise<ReadonlyMap<number, readonly Step[]>> {
  const steps = new Map<number, Step[]>()
  for (let after = 0; ; ) {
    const rows = await history.changes(audience, after, ROWS_AT_ONCE)
    for (const { person, at, status } of rows) {
      const code = persons.find(person)
      if (code === 0) continue
      const own = steps.get(code) ?? []
      own.push({ at: Date.parse(at), isIn: status === 'entered' })
      steps.set(code, own)
    }
    if (rows.length < ROWS_AT_ONCE) return steps
    after = rows.at(-1)!.number
    await letOthersIn()
  }
}

async function readHeldOut(
  history: MembershipHistory,
  audience: string,
  persons: Dictionary,
): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  for (let after = ''; ; ) {
    const rows = await history.heldOut(audience, after, ROWS_AT_ONCE)
    for (const person of rows) found.add(persons.find(person))
    if (rows.length < ROWS_AT_ONCE) return found
    after = rows.at(-1)!
    await letOthersIn()
  }
}

function toIntervals(
  steps: ReadonlyMap<number, readonly Step[]>,
  size: number,
  isHeldOut: (person: number) => boolean,
): PersonIntervals {
  const count = [...steps.values()].reduce((sum, own) => sum + own.length, 0)
  const offsets = new Uint32Array(size + 1)
  const starts = new Float64Array(count)
  const codes = new Uint32Array(count)
  let at = 0
  for (let person = 0; person < size; person++) {
    offsets[person] = at
    const code = isHeldOut(person) ? membershipCodes.heldOut : membershipCodes.member
    for (const step of steps.get(person) ?? []) {
      starts[at] = step.at
      codes[at++] = step.isIn ? code : 0
    }
  }
  offsets[size] = at
  return { offsets, starts, codes }
}
