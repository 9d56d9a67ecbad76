import type {
  Condition,
  SegmentContainer,
  SequenceCondition,
  Step,
  StepDistance,
} from '../../src/model/conditions.ts'
import { toMilliseconds } from '../../src/model/duration.ts'
import type { WorldEvent } from '../support/selected-events.ts'

/**
 * Segments read straight from their definition, event by event and by trying every choice of events.
 * Knows the dimension `page`, the metrics `revenue`, `events` and `sessions`, and fixed date ranges.
 */

export type Scope = 'event' | 'session' | 'person'

/** Events by their index in time order of their person. */
export type Instance = readonly number[]

interface Answer {
  readonly value: boolean
  readonly looked: ReadonlySet<number>
}

export interface World {
  readonly events: readonly WorldEvent[]
  readonly persons: readonly Instance[]
  readonly sessions: readonly Instance[]
}

const TIMEOUT_MS = 30 * 60_000
export const width = { event: 0, session: 1, person: 2 }

/** Indices of the events in `[start, end)` that a segment keeps. */
export function referenceKept(
  events: readonly WorldEvent[],
  segment: SegmentContainer,
  [start, end]: readonly [number, number],
): readonly number[] {
  const world = worldOf(events)
  const inRange = inTime(world, start, end)
  const look = segment.window === 'all' ? everything(world) : wholeSessions(world, inRange)
  const scope = segment.container as Scope
  const kept = new Set<number>()
  for (const instance of instancesOf(world, scope)) {
    const { value } = answer(world, segment.where, scope, instance, look)
    const part = keptPart(world, segment, scope, instance, look)
    if (segment.exclude ? !value : value) for (const event of part) kept.add(event)
  }
  return events.flatMap((_, i) => (kept.has(i) && inRange.has(i) ? [i] : []))
}

/** What the root container keeps of an instance. */
export function keptPart(
  world: World,
  { where, exclude }: SegmentContainer,
  scope: Scope,
  instance: Instance,
  look: ReadonlySet<number>,
): Instance {
  if (exclude || !('sequence' in where) || !where.keep) return instance
  const ways = waysOf(world, where, scope, instance, look)
  if (where.keep === 'everyone' || ways.length === 0) return instance
  const starts = ways.map((way) => instance.indexOf(way[0]!))
  const ends = ways.map((way) => instance.indexOf(way[1]!))
  if (where.keep === 'before') return instance.slice(0, Math.max(...starts) + 1)
  return instance.slice(Math.min(...ends))
}

export function worldOf(events: readonly WorldEvent[]): World {
  const people = [...new Set(events.map(({ person }) => person))]
  const persons = people.map((person) =>
    events
      .flatMap((event, i) => (event.person === person ? [i] : []))
      .sort((a, b) => events[a]!.time - events[b]!.time || a - b),
  )
  return { events, persons, sessions: persons.flatMap((person) => sessionsOf(events, person)) }
}

function sessionsOf(events: readonly WorldEvent[], person: Instance): Instance[] {
  const sessions: number[][] = []
  let before = Number.NEGATIVE_INFINITY
  for (const i of person) {
    if (events[i]!.time - before > TIMEOUT_MS) sessions.push([])
    sessions.at(-1)!.push(i)
    before = events[i]!.time
  }
  return sessions
}

export function instancesOf(
  { events, sessions, persons }: World,
  scope: Scope,
): readonly Instance[] {
  if (scope === 'event') return events.map((_, i) => [i])
  return scope === 'session' ? sessions : persons
}

export const everything = ({ events }: World) => new Set(events.keys())

export const inTime = ({ events }: World, start: number, end: number): ReadonlySet<number> =>
  new Set(events.flatMap(({ time }, i) => (time >= start && time < end ? [i] : [])))

export const wholeSessions = (
  { sessions }: World,
  events: ReadonlySet<number>,
): ReadonlySet<number> =>
  new Set(sessions.filter((session) => session.some((i) => events.has(i))).flat())

export const union = (sets: readonly ReadonlySet<number>[]): ReadonlySet<number> =>
  new Set(sets.flatMap((set) => [...set]))

const part = (instance: Instance, look: ReadonlySet<number>): ReadonlySet<number> =>
  new Set(instance.filter((i) => look.has(i)))

export function rangeOf({ dateRange }: { dateRange: unknown }): [number, number] {
  const { start, end } = dateRange as { start: string; end: string }
  return [Date.parse(start), Date.parse(end)]
}

export function answer(
  world: World,
  condition: Condition,
  scope: Scope,
  instance: Instance,
  look: ReadonlySet<number>,
): Answer {
  const ask = (inner: Condition, wider = look) => answer(world, inner, scope, instance, wider)
  const looked = part(instance, look)
  const some = (test: (i: number) => boolean, over = looked) =>
    scope === 'event' ? test(instance[0]!) : [...over].some(test)
  if ('and' in condition) {
    const ranges = condition.and.filter((inner) => 'dateRange' in inner).map(rangeOf)
    const added = ranges.map(([start, end]) => wholeSessions(world, inTime(world, start, end)))
    const wider = union([look, ...added])
    return joined(
      scope,
      condition.and.map((inner) => ask(inner, wider)),
      (values) => values.every(Boolean),
    )
  }
  if ('or' in condition) {
    return joined(
      scope,
      condition.or.map((inner) => ask(inner)),
      (values) => values.some(Boolean),
    )
  }
  if ('not' in condition) {
    const inner = ask(condition.not)
    return { ...inner, value: !inner.value }
  }
  if ('distinctCount' in condition) {
    const values = [...looked].map((i) => pageOf(world, i)).filter((page) => page !== null)
    const { op, value } = condition.distinctCount
    return { value: compare(op, new Set(values).size, value), looked }
  }
  if ('dimension' in condition) {
    return { value: some((i) => passesPage(world, condition, scope, i)), looked }
  }
  if ('metric' in condition) {
    return {
      value: passesMetric(world, condition, scope === 'event' ? instance : [...looked]),
      looked,
    }
  }
  if ('dateRange' in condition) {
    const [start, end] = rangeOf(condition)
    const range = inTime(world, start, end)
    const both = part(instance, union([look, wholeSessions(world, range)]))
    return { value: some((i) => range.has(i), both), looked: both }
  }
  if ('sequence' in condition) {
    const { looked: all } = occurrencesOf(world, condition, scope, instance, look)
    return { value: waysOf(world, condition, scope, instance, look).length > 0, looked: all }
  }
  if ('container' in condition) return nested(world, condition, scope, instance, look)
  throw new Error('the reference knows no references to segments')
}

function joined(
  scope: Scope,
  answers: readonly Answer[],
  decide: (values: readonly boolean[]) => boolean,
): Answer {
  const values = answers.map(
    ({ value, looked }) => value && (scope === 'person' || looked.size > 0),
  )
  return { value: decide(values), looked: union(answers.map(({ looked }) => looked)) }
}

function own(
  world: World,
  { exclude, where }: Extract<Condition, { container: string }>,
  scope: Scope,
  instance: Instance,
  look: ReadonlySet<number>,
): Answer {
  const inner = answer(world, where, scope, instance, look)
  return exclude ? { ...inner, value: !inner.value } : inner
}

function nested(
  world: World,
  condition: Extract<Condition, { container: string }>,
  scope: Scope,
  instance: Instance,
  look: ReadonlySet<number>,
): Answer {
  const inner = condition.container as Scope
  const touching = instancesOf(world, inner).filter((each) =>
    each.some((i) => instance.includes(i)),
  )
  const answers = touching.map((each) => own(world, condition, inner, each, look))
  if (width[inner] > width[scope]) return { ...answers[0]!, looked: part(instance, look) }
  if (inner === scope) return answers[0]!
  return {
    value: answers.some(({ value, looked }) => value && looked.size > 0),
    looked: union(answers.map(({ looked }) => looked)),
  }
}

function pageOf({ events }: World, i: number): string | null {
  return (events[i]!.fields['page'] as string | null) || null
}

function passesPage(
  world: World,
  { op, value, match = 'repeating' }: Extract<Condition, { op: unknown; dimension: string }>,
  scope: Scope,
  i: number,
): boolean {
  const page = pageOf(world, i)
  const isNegated = op.startsWith('not-')
  const test = (isNegated ? op.slice(4) : op) as string
  const text = String(value)
  const holds =
    page !== null &&
    (test === 'exists' ||
      (test === 'equals' && page === text) ||
      (test === 'equals-any' && text.split(',').includes(page)) ||
      (test === 'contains' && page.includes(text)))
  if ((isNegated ? !holds : holds) === false) return false
  if (match === 'repeating' || op === 'not-exists') return true
  if (match === 'instance') return page !== null
  const container = instancesOf(world, scope === 'session' ? 'session' : 'person')
  const events = container.find((each) => each.includes(i))!
  const before = events.slice(0, events.indexOf(i)).map((j) => pageOf(world, j))
  return page !== null && before.filter((other) => other !== null).at(-1) !== page
}

function passesMetric(
  world: World,
  { metric, op, value = 0 }: Extract<Condition, { metric: string }>,
  events: Instance,
): boolean {
  const amounts = events.map((i) => world.events[i]!.fields['revenue'] as number | null)
  const present = amounts.filter((amount) => amount !== null)
  const sessions = world.sessions.filter((each) => each.some((i) => events.includes(i))).length
  const totals: Readonly<Record<string, number>> = {
    revenue: present.reduce((sum, amount) => sum + amount, 0),
    events: events.length,
    sessions,
  }
  const occurs = metric === 'revenue' ? present.length > 0 : events.length > 0
  if (op === 'exists') return occurs
  return op === 'not-exists' ? !occurs : compare(op, totals[metric]!, value)
}

function compare(op: string, a: number, b: number): boolean {
  if (op === 'eq') return a === b
  if (op === 'neq') return a !== b
  if (op === 'lt') return a < b
  if (op === 'lte') return a <= b
  return op === 'gt' ? a > b : a >= b
}

/** Positions `[first, last]`. */
type Occurrence = readonly [number, number]

interface Member {
  readonly occurrences: readonly Occurrence[]
}

interface Sought {
  readonly members: readonly Member[]
  readonly within?: StepDistance | undefined
  readonly after?: StepDistance | undefined
  readonly isExcluded: boolean
}

function occurrencesOf(
  world: World,
  { sequence }: SequenceCondition,
  scope: Scope,
  instance: Instance,
  look: ReadonlySet<number>,
): {
  readonly steps: readonly Sought[]
  readonly order: Instance
  readonly looked: ReadonlySet<number>
} {
  const raw = sequence.map((step) => ({
    step,
    answers: membersOf(step).map((condition) =>
      memberAnswers(world, condition, scope, instance, look),
    ),
  }))
  const looked = union(raw.flatMap(({ answers }) => answers.flat().map((each) => each.looked)))
  const order = instance.filter((i) => looked.has(i))
  const steps = raw.map(({ step, answers }) => ({
    ...limitsOf(step),
    members: answers.map((each) => ({
      occurrences: each.flatMap(({ value, looked: seen, events }): Occurrence[] => {
        const positions = events.filter((i) => looked.has(i)).map((i) => order.indexOf(i))
        return value && seen.size > 0 ? [[Math.min(...positions), Math.max(...positions)]] : []
      }),
    })),
  }))
  return { steps, order, looked }
}

function memberAnswers(
  world: World,
  condition: Condition,
  scope: Scope,
  instance: Instance,
  look: ReadonlySet<number>,
): readonly (Answer & { readonly events: Instance })[] {
  const inner = 'container' in condition ? (condition.container as Scope) : 'event'
  if ('container' in condition && inner !== 'event' && width[inner] <= width[scope]) {
    return instancesOf(world, inner)
      .filter((each) => each.some((i) => instance.includes(i)))
      .map((each) => ({
        ...own(world, condition, inner, each, look),
        events: each.filter((i) => instance.includes(i)),
      }))
  }
  return instance.map((i) => ({ ...answer(world, condition, 'event', [i], look), events: [i] }))
}

export const membersOf = (step: Step): readonly Condition[] => {
  if ('group' in step) return step.group
  return ['step' in step ? step.step : step]
}

function limitsOf(step: Step): Omit<Sought, 'members'> {
  if (!('group' in step) && !('step' in step)) return { isExcluded: false }
  return { within: step.within, after: step.after, isExcluded: step.exclude === true }
}

/** Every way to fulfil a sequence: the event it begins with, the one it ends with, and all that fulfil its steps. */
export function waysOf(
  world: World,
  condition: SequenceCondition,
  scope: Scope,
  instance: Instance,
  look: ReadonlySet<number>,
): readonly (readonly [number, number, readonly number[]])[] {
  const { steps, order } = occurrencesOf(world, condition, scope, instance, look)
  const ways: [number, number, readonly number[]][] = []
  const go = (
    s: number,
    end: number,
    first: number,
    pending: readonly Sought[],
    taken: readonly Occurrence[] = [],
  ): void => {
    const step = steps[s]
    if (step?.isExcluded) return go(s + 1, end, first, [...pending, step], taken)
    if (!step) {
      if (isFree(pending, end, order.length)) {
        const events = taken.flatMap(([from, to]) => order.slice(from, to + 1))
        ways.push([order[first]!, order[end]!, events])
      }
      return
    }
    for (const choice of choices(step.members)) {
      const start = Math.min(...choice.map(([from]) => from))
      if (start <= end || !choice.every(([from]) => isReached(step, end, from))) continue
      if (!isFree(pending, end, start)) continue
      go(
        s + 1,
        Math.max(...choice.map(([, to]) => to)),
        first < 0 ? start : first,
        [],
        [...taken, ...choice],
      )
    }
  }
  const isReached = ({ within, after }: Sought, p: number, e: number): boolean => {
    if (p < 0) return true
    if (within && distance(within, p, e) > amountOf(within)) return false
    return !after || distance(after, p, e) >= amountOf(after)
  }
  const isFree = (excluded: readonly Sought[], from: number, to: number): boolean =>
    excluded.every((step) =>
      choices(step.members).every((choice) =>
        choice.some(([start, end]) => start <= from || end >= to || !isReached(step, from, start)),
      ),
    )
  const distance = (of: StepDistance, p: number, e: number): number => {
    const between = order.slice(p + 1, e + 1)
    if ('events' in of) return between.length
    if ('dimension' in of) return between.filter((i) => pageOf(world, i) !== null).length
    if ('sessions' in of) {
      const had = world.sessions.find((each) => each.includes(order[p]!))
      const all = world.sessions.filter((each) => each.some((i) => between.includes(i)))
      return all.filter((each) => each !== had).length
    }
    return world.events[order[e]!]!.time - world.events[order[p]!]!.time
  }
  go(0, -1, -1, [])
  return ways
}

function choices(members: readonly Member[]): readonly (readonly Occurrence[])[] {
  return members.reduce<readonly (readonly Occurrence[])[]>(
    (all, { occurrences }) =>
      all.flatMap((choice) => occurrences.map((occurrence) => [...choice, occurrence])),
    [[]],
  )
}

function amountOf(of: StepDistance): number {
  if ('dimension' in of) return of.count
  const counts = of as { readonly events?: number; readonly sessions?: number }
  return (
    counts.events ?? counts.sessions ?? toMilliseconds(of as Parameters<typeof toMilliseconds>[0])
  )
}
