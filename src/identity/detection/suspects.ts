/** What is known of an id, without its graph. */
export interface IdFigures {
  readonly namespace: string
  readonly id: string
  /** Ids of the most important namespace, or separate graphs, that rows bring it together with. */
  readonly people: number
  /** Its events in the month in which it had most. */
  readonly eventsInMonth: number
}

/** An id that is proposed for blocking, and why. */
export interface Suspect extends IdFigures {
  readonly reasons: readonly ('people' | 'events')[]
  /** The people that all but a few ids of its namespace have at most. */
  readonly usualPeople: number
}

/** A family, a shared counter: no reason to block an id by itself. */
const SOME_PEOPLE = 10

/** How many times the usual is more than chance. */
const FAR_ABOVE = 5

/** An event every ten seconds, ten hours a day, all month long. */
const EVENTS_OF_A_PERSON = 100_000

/**
 * Ids that are probably nobody’s: on far more people than all but a few of their namespace (three, or
 * one in a thousand), or on more events in a month than a person can make. The worst come first. identity §3
 */
export function findSuspects(figures: readonly IdFigures[]): readonly Suspect[] {
  const usual = new Map<string, number>()
  for (const [namespace, people] of peopleByNamespace(figures)) {
    usual.set(namespace, findUsual(people))
  }
  return figures
    .map((each) => judge(each, usual.get(each.namespace)!))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((x, y) => y.people - x.people || y.eventsInMonth - x.eventsInMonth)
}

function judge(figures: IdFigures, usualPeople: number): Suspect {
  const reasons: ('people' | 'events')[] = []
  if (figures.people > Math.max(SOME_PEOPLE, FAR_ABOVE * usualPeople)) reasons.push('people')
  if (figures.eventsInMonth > EVENTS_OF_A_PERSON) reasons.push('events')
  return { ...figures, reasons, usualPeople }
}

function peopleByNamespace(figures: readonly IdFigures[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  for (const { namespace, people } of figures) {
    const known = found.get(namespace)
    if (known) known.push(people)
    else found.set(namespace, [people])
  }
  return found
}

function findUsual(people: readonly number[]): number {
  const few = Math.max(3, Math.ceil(people.length / 1000))
  const sorted = Float64Array.from(people).sort()
  return sorted[sorted.length - 1 - few] ?? 1
}
