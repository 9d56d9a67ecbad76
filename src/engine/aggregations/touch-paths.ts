import { toNode, toNodes } from '../links.ts'
import { Growing } from '../operators/growing.ts'
import type { Scope } from '../scope.ts'
import type { AggregationKind, Collector } from './aggregation.ts'
import type { CreditAggregation } from './credit-aggregation.ts'
import { findConversions } from './credit-conversions.ts'
import { type Touches, findTouches } from './credit-touches.ts'
import { GroupIds } from './group-ids.ts'

/** What led to conversions: their touched items, as sets or as sequences (§7.6). */
export interface TouchPathsAggregation
  extends Pick<
    CreditAggregation,
    | 'keys'
    | 'sizes'
    | 'lists'
    | 'touches'
    | 'conversions'
    | 'amount'
    | 'runs'
    | 'lookbackMs'
    | 'earliest'
  > {
  readonly kind: 'touch-paths'
  /** `set`: ascending and distinct; `sequence`: in order, repeats in a row once. */
  readonly shape: 'set' | 'sequence'
  /** Only the last so many items of a sequence are kept. */
  readonly length: number
}

/** Path p has the codes from `offsets[p]` to `offsets[p + 1]`; an empty one had no touchpoint. */
export interface TouchPathsPartial {
  readonly offsets: Uint32Array
  readonly codes: Uint32Array
  /** How many conversions took each path, and what they were worth. */
  readonly conversions: Float64Array
  readonly amounts: Float64Array
}

export const touchPaths: AggregationKind<TouchPathsAggregation, TouchPathsPartial> = {
  links: {
    keys: toNodes,
    touches: toNode,
    conversions: toNode,
    amount: toNode,
    runs: toNode,
    earliest: toNode,
  },
  start: startPaths,
  merge(_aggregation, all) {
    const paths = new Paths()
    for (const { offsets, codes, conversions, amounts } of all) {
      for (let p = 0; p < conversions.length; p++) {
        paths.add([...codes.subarray(offsets[p], offsets[p + 1])], conversions[p]!, amounts[p]!)
      }
    }
    return paths.partial()
  },
}

class Paths {
  readonly #ids = new Map<string, number>()
  readonly #codes = new Growing()
  readonly #offsets: number[] = [0]
  readonly #conversions: number[] = []
  readonly #amounts: number[] = []

  add(path: readonly number[], conversions: number, amount: number): void {
    const name = path.join()
    const id = this.#ids.get(name) ?? this.#append(name, path)
    this.#conversions[id]! += conversions
    this.#amounts[id]! += amount
  }

  #append(name: string, path: readonly number[]): number {
    for (const code of path) this.#codes.push(code)
    this.#offsets.push(this.#codes.length)
    this.#conversions.push(0)
    this.#amounts.push(0)
    this.#ids.set(name, this.#ids.size)
    return this.#ids.size - 1
  }

  partial(): TouchPathsPartial {
    return {
      offsets: Uint32Array.from(this.#offsets),
      codes: this.#codes.values().slice(),
      conversions: Float64Array.from(this.#conversions),
      amounts: Float64Array.from(this.#amounts),
    }
  }
}

function startPaths(aggregation: TouchPathsAggregation): Collector<TouchPathsPartial> {
  const { sizes } = aggregation
  const ids = new GroupIds(sizes)
  const paths = new Paths()
  return {
    consume(scope) {
      const conversions = findConversions(aggregation.conversions, scope)
      if (conversions.length === 0) return
      const touches = findTouches(aggregation, conversions, { ids, sizes }, scope)
      addAll(aggregation, conversions, touches, { ids, paths }, scope)
    },
    partial: () => paths.partial(),
  }
}

function addAll(
  aggregation: TouchPathsAggregation,
  conversions: Uint32Array,
  touches: Touches,
  { ids, paths }: { readonly ids: GroupIds; readonly paths: Paths },
  scope: Scope,
): void {
  const amounts = aggregation.amount === null ? null : scope.numbers(aggregation.amount)
  const { starts, groups, firsts, ends } = touches
  conversions.forEach((event, c) => {
    const [from, to] = [firsts[c]!, ends[c]!]
    const [first, last] = starts ? [starts[from]!, starts[to]!] : [from, to]
    const codes = Array.from(groups.subarray(first, last), (group) => ids.code(group, 0))
    const path = aggregation.shape === 'set' ? distinct(codes) : steps(codes, aggregation.length)
    paths.add(path, 1, amounts ? amounts[event]! || 0 : 1)
  })
}

const distinct = (codes: readonly number[]) => [...new Set(codes)].sort((a, b) => a - b)

const steps = (codes: readonly number[], length: number) =>
  codes.filter((code, i) => code !== codes[i - 1]).slice(-length)
