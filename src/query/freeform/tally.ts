import type { GroupPartial, Measure, NodeRef, PartialResult } from '../../engine/index.ts'
import type { Compilation, SelectedElements } from '../compilation/compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'

/** The row dimensions of an aggregation: nodes, number of codes and shape of each. */
export interface Keys {
  readonly refs: readonly NodeRef[]
  readonly sizes: readonly number[]
  readonly lists: readonly boolean[]
  /** Lists of 0 and 1: the elements that have rows. */
  readonly elements?: readonly NodeRef[]
}

export const noKeys: Keys = { refs: [], sizes: [], lists: [] }

/** `elements` are those of lists to which the rows are limited. */
export function readKeys(
  dimensions: readonly CompiledDimension[],
  elements: readonly SelectedElements[] = [],
): Keys {
  const isOfList = dimensions.some(({ value }) => value.list !== undefined)
  return {
    ...(isOfList && elements.length > 0 ? { elements: elements.map(({ ref }) => ref) } : {}),
    refs: dimensions.map(({ value }) => value.ref),
    sizes: dimensions.map(({ value }) => value.domain.size),
    lists: dimensions.map(({ value }) => value.isList),
  }
}

/** Where a figure is found among the partials of a run. */
export interface FigurePlace {
  readonly aggregation: number
  readonly measure: number
  /** Found already, and not by the run. */
  readonly given?: GroupPartial
}

interface Group {
  readonly keys: Keys
  readonly measures: Measure[]
  readonly places: Map<string, FigurePlace>
}

/** Collects measures by their keys, so that figures over the same keys are one aggregation of the plan. */
export class Tally {
  readonly #c: Compilation
  readonly #groups = new Map<string, Group>()

  constructor(c: Compilation) {
    this.#c = c
  }

  /** The place is filled in by `settle`. */
  add(keys: Keys, measure: Measure): FigurePlace {
    const name = JSON.stringify(keys)
    const group: Group = this.#groups.get(name) ?? { keys, measures: [], places: new Map() }
    this.#groups.set(name, group)
    const known = group.places.get(JSON.stringify(measure))
    if (known !== undefined) return known
    const place = { aggregation: -1, measure: group.measures.length }
    group.measures.push(measure)
    group.places.set(JSON.stringify(measure), place)
    return place
  }

  /** Adds the collected aggregations to the plan. */
  settle(): void {
    for (const { keys, measures, places } of this.#groups.values()) {
      const { refs, sizes, lists, elements } = keys
      const aggregation = this.#c.plan.aggregate({
        kind: 'group',
        keys: refs,
        sizes,
        lists,
        ...(elements === undefined ? {} : { elements }),
        mask: null,
        measures,
      })
      for (const place of places.values()) Object.assign(place, { aggregation })
    }
  }
}

export function groupPartial(partials: readonly PartialResult[], place: FigurePlace): GroupPartial {
  return place.given ?? (partials[place.aggregation] as GroupPartial)
}

/** The one figure of an aggregation without keys. */
export function readFigure(partials: readonly PartialResult[], place: FigurePlace): number {
  return groupPartial(partials, place).values[place.measure]?.[0] ?? 0
}
