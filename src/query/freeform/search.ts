import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { FreeformRequest, FreeformSearch } from '../reports/freeform/request.ts'
import type { Compilation, Kept } from '../compilation/compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import { elementsThatPass, keptByAll } from '../components/kept-elements.ts'
import { predicateTable, testValues } from '../compilation/domain-table.ts'
import { testText } from '../operators/string-operators.ts'
import type { Item } from '../compilation/value.ts'
import { everyRow } from './every-row.ts'

/** Which codes of each row dimension are shown; `null` shows all of them. */
export interface RowFilter {
  readonly isEmpty: boolean
  /** Indexes of the rows that are shown, ascending; one array of codes per dimension. */
  shown(codes: readonly Uint32Array[]): Uint32Array
  /** The events that belong to a shown row. */
  mask(c: Compilation): MaskRef
  /** The elements that belong to a shown row, where rows are about lists. */
  kept?(c: Compilation): Kept
}

/** Shows every row. */
export const noFilter: RowFilter = {
  isEmpty: true,
  shown: ([codes]) => everyRow(codes?.length ?? 0),
  mask: () => null,
}

type Test = { readonly k: number; readonly key: string; readonly passes: (item: Item) => boolean }

/** Search and “No value” settings of a table; they hide rows and change no figure (§8.2). */
export function rowFilter(
  c: Compilation,
  request: Pick<FreeformRequest, 'search' | 'noValue'>,
  dimensions: readonly CompiledDimension[],
  path: Path,
): RowFilter {
  const searches = [request.search ?? []].flat()
  const tests = [
    ...searches.map((search, index) => searchTest(search, dimensions, [...path, 'search', index])),
    ...dimensions.flatMap((dimension, k) => hiddenNoValue(request, dimension, k)),
  ]
  return {
    isEmpty: tests.length === 0,
    shown: (codes) =>
      tests.reduce((rows, { k, key, passes }) => {
        const table = predicateTable(c, dimensions[k]!.value.domain, key, passes)
        return passing(rows, codes[k]!, table)
      }, everyRow(codes[0]!.length)),
    kept: (on) =>
      keptByAll(
        on,
        tests.map(({ k, key, passes }) => {
          const { value } = dimensions[k]!
          return elementsThatPass(on, value, testValues(on, value, key, passes))
        }),
      ),
    mask: (on) =>
      on.plan.and(
        ...tests.map(({ k, key, passes }) => testValues(on, dimensions[k]!.value, key, passes)),
      ),
  }
}

function passing(rows: Uint32Array, codes: Uint32Array, table: Uint8Array): Uint32Array {
  const kept = new Uint32Array(rows.length)
  let count = 0
  for (let i = 0; i < rows.length; i++) {
    kept[count] = rows[i]!
    count += table[codes[rows[i]!]!]!
  }
  return kept.subarray(0, count)
}

function hiddenNoValue(
  request: Pick<FreeformRequest, 'noValue'>,
  dimension: CompiledDimension,
  k: number,
): Test[] {
  if (request.noValue && dimension.noValue.isShown) return []
  return [{ k, key: 'has a value', passes: (item) => item !== null }]
}

function searchTest(
  search: FreeformSearch,
  dimensions: readonly CompiledDimension[],
  path: Path,
): Test {
  const k = search.dimension ? dimensions.findIndex(({ id }) => id === search.dimension) : 0
  if (k < 0) {
    const allowed = dimensions.map(({ id }) => id)
    const params = { type: 'row dimension', id: search.dimension, allowed }
    throw new ThroughlineError('request/unknown-component', params, [...path, 'dimension'])
  }
  const label = dimensions[k]!.noValue.label
  const fold = (text: string) => (search.caseSensitive ? text : text.toLowerCase())
  const values = (search.values ?? [search.value ?? '']).map(fold)
  const holds = (text: string | null) => (value: string) => testText(search.op, text, value)
  return {
    k,
    key: `search ${JSON.stringify([search, label])}`,
    passes(item) {
      const isMissing = item === null && !['exists', 'not-exists'].includes(search.op)
      const text = isMissing ? fold(label) : item === null ? null : fold(String(item))
      return search.match === 'any' ? values.some(holds(text)) : values.every(holds(text))
    },
  }
}
