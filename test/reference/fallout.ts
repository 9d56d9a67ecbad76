/** One event of a container. */
export interface Happened {
  readonly minute: number
  readonly page: string
  readonly color: string | null
  readonly tags: readonly string[]
}

export interface FalloutRules {
  /** The pages that are the step. */
  readonly steps: readonly {
    readonly pages: readonly string[]
    readonly optional: boolean
    readonly within: number | null
  }[]
  readonly between: readonly ('eventual' | 'next')[]
  readonly window: number | null
  readonly exclude: readonly {
    readonly page: string
    readonly between: readonly [number, number] | null
  }[]
  readonly order: 'listed' | 'any'
  readonly entry: 'any' | 'first'
  readonly count: 'containers' | 'attempts'
  readonly hold: readonly ('color' | 'tags')[]
}

/** Places of the events taken, one per step, null where it is not done. */
type Choice = readonly (number | null)[]
type Container = readonly Happened[]

/** How often each step is reached in one container: tries every choice of events. */
export function reachedSteps(container: Container, rules: FalloutRules): number[] {
  const counts = rules.steps.map(() => 0)
  const isBarred = rules.exclude.some(
    ({ page, between }) => between === null && container.some((event) => event.page === page),
  )
  if (isBarred) return counts
  for (const choices of attempts(container, rules)) {
    const reached = rules.order === 'any' ? byNumber(choices, rules) : byWay(choices, rules)
    reached.forEach((isReached, s) => {
      counts[s]! += Number(isReached)
    })
  }
  return counts
}

/** All choices as one, or those of each first event. */
function attempts(container: Container, rules: FalloutRules): Choice[][] {
  const choices = heldPlaces(container, rules).flatMap((places) => {
    const all =
      rules.order === 'any' ? anyOrder(places, container, rules) : listed(places, container, rules)
    return all.filter((choice) => isAllowed(choice, places, container, rules))
  })
  if (rules.count === 'containers') return [choices]
  const starts = new Set(choices.flatMap((choice) => firstOf(choice) ?? []))
  return [...starts].map((start) => choices.filter((choice) => firstOf(choice) === start))
}

/** The places of the events that have a choice of held items, one list per choice. */
function heldPlaces(container: Container, { hold }: FalloutRules): number[][] {
  let groups = [container.map((_, place) => place)]
  for (const dimension of hold) {
    const itemsAt = (place: number): readonly (string | null)[] =>
      dimension === 'tags' ? container[place]!.tags : [container[place]!.color]
    const items = new Set(container.flatMap((_, place) => itemsAt(place)))
    items.delete(null)
    groups = groups.flatMap((places) =>
      [...items].map((item) => places.filter((place) => itemsAt(place).includes(item))),
    )
  }
  return groups
}

/** Every way along the steps, as far as one likes to follow it. */
function listed(places: readonly number[], container: Container, rules: FalloutRules): Choice[] {
  const { steps } = rules
  const ways = (s: number, last: number): (number | null)[][] => {
    const stop = steps.slice(s).map(() => null)
    if (s === steps.length) return [[]]
    const skipped = steps[s]!.optional ? ways(s + 1, last).map((rest) => [null, ...rest]) : []
    const taken = places
      .filter((place) => place > last && steps[s]!.pages.includes(container[place]!.page))
      .flatMap((place) => ways(s + 1, place).map((rest) => [place, ...rest]))
    return [stop, ...skipped, ...taken]
  }
  return ways(0, -1)
}

/** Every set of steps on different events, whatever their order. */
function anyOrder(
  places: readonly number[],
  container: Container,
  { steps }: FalloutRules,
): Choice[] {
  let choices: (number | null)[][] = [[]]
  for (const { pages } of steps) {
    choices = choices.flatMap((choice) => [
      [...choice, null],
      ...places
        .filter((place) => pages.includes(container[place]!.page) && !choice.includes(place))
        .map((place) => [...choice, place]),
    ])
  }
  return choices
}

function isAllowed(
  choice: Choice,
  places: readonly number[],
  container: Container,
  rules: FalloutRules,
): boolean {
  const [first, last] = [firstOf(choice), lastOf(choice)]
  if (first === null || last === null) return true
  const minutes = container[last]!.minute - container[first]!.minute
  if (rules.window !== null && minutes > rules.window) return false
  if (rules.entry === 'first' && first !== firstStart(places, container, rules)) return false
  return rules.order === 'any'
    ? !rules.exclude.some(({ page }) => isBetween(container, page, first, last))
    : linksOf(choice).every((link) => isLink(link, container, rules))
}

const taken = (choice: Choice): number[] => choice.filter((place) => place !== null)
const firstOf = (choice: Choice): number | null =>
  choice.some((place) => place !== null) ? Math.min(...taken(choice)) : null
const lastOf = (choice: Choice): number | null =>
  choice.some((place) => place !== null) ? Math.max(...taken(choice)) : null

const isBetween = (container: Container, page: string, from: number, to: number): boolean =>
  container.slice(from + 1, to).some((event) => event.page === page)

/** The first event on which a path may begin. */
function firstStart(
  places: readonly number[],
  container: Container,
  { steps, order }: FalloutRules,
) {
  const required = steps.findIndex(({ optional }) => !optional)
  const begins = order === 'any' || required < 0 ? steps : steps.slice(0, required + 1)
  return places.find((place) => begins.some(({ pages }) => pages.includes(container[place]!.page)))
}

interface Link {
  readonly p: number
  readonly s: number
  readonly from: number
  readonly to: number
}

function linksOf(choice: Choice): Link[] {
  const done = choice.flatMap((place, s) => (place === null ? [] : [{ place, s }]))
  return done.slice(1).map(({ place, s }, index) => {
    const before = done[index]!
    return { p: before.s, s, from: before.place, to: place }
  })
}

function isLink({ p, s, from, to }: Link, container: Container, rules: FalloutRules): boolean {
  const { within } = rules.steps[s]!
  if (within !== null && container[to]!.minute - container[from]!.minute > within) return false
  if (rules.between[s - 1] === 'next' && to !== from + 1) return false
  return !rules.exclude.some(({ page, between }) => {
    const concerns = between !== null && p < between[1] - 1 && s > between[0] - 1
    return concerns && isBetween(container, page, from, to)
  })
}

/** In any order step n is reached by n different steps. */
function byNumber(choices: readonly Choice[], { steps }: FalloutRules): boolean[] {
  const most = Math.max(0, ...choices.map((choice) => taken(choice).length))
  return steps.map((_, s) => s < most)
}

/** The required steps that some way does, and the optional ones on ways that do all of these. */
function byWay(choices: readonly Choice[], { steps }: FalloutRules): boolean[] {
  const farthest = (choice: Choice) =>
    choice.findLastIndex((place, s) => place !== null && !steps[s]!.optional)
  const last = Math.max(-1, ...choices.map(farthest))
  const reaching = choices.filter((choice) => farthest(choice) === last)
  return steps.map(({ optional }, s) =>
    optional ? reaching.some((choice) => choice[s] !== null) : s <= last,
  )
}
