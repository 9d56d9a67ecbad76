import type { Path } from '../../model/path.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { warnOfAbsentItem, warnOfUnmatchedSearch } from '../compilation/unmatched.ts'
import type { FreeformRequest, FreeformSearch } from '../reports/freeform/request.ts'
import { type OperandValue, takesList } from '../../model/operators.ts'
import { type Compilation, everything, type Selection } from '../compilation/compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import { intersectSelections, selectByTest } from '../components/selections.ts'
import { buildPredicateTable } from '../compilation/domain-table.ts'
import { testText } from '../operators/string-operators.ts'
import type { Item } from '../../model/result.ts'
import { listEveryRow } from './every-row.ts'

/** Which codes of each row dimension are shown; `null` shows all of them. */
export interface RowFilter {
  readonly isEmpty: boolean
  /** Indexes of the rows that are shown, ascending; one array of codes per dimension. */
  shown(codes: readonly Uint32Array[]): Uint32Array
  /** The same but for the search: table functions see rows that it hides. */
  seen(codes: readonly Uint32Array[]): Uint32Array
  /** The events that belong to a shown row, and where rows are about lists the elements that do. */
  select(c: Compilation): Selection
}

/** Shows every row. */
export const noFilter: RowFilter = {
  isEmpty: true,
  shown: ([codes]) => listEveryRow(codes?.length ?? 0),
  seen: ([codes]) => listEveryRow(codes?.length ?? 0),
  select: () => everything,
}

type Test = { readonly k: number; readonly key: string; readonly passes: (item: Item) => boolean }

/** Search and “No value” settings of a table; they hide rows and change no figure (§8.2). */
export function compileRowFilter(
  c: Compilation,
  request: Pick<FreeformRequest, 'search' | 'noValue'>,
  dimensions: readonly CompiledDimension[],
  path: Path,
): RowFilter {
  const searches = [request.search ?? []].flat()
  const found = searches.map((search, index) =>
    searchTest(search, dimensions, [...path, 'search', index]),
  )
  for (const [index, { k, key, passes }] of found.entries()) {
    const { id, value } = dimensions[k]!
    const table = buildPredicateTable(c, value.domain, key, passes)
    warnOfUnmatchedSearch(c, searches[index]!, id, value.domain, table)
  }
  const visible = dimensions.flatMap((dimension, k) => hiddenNoValue(request, dimension, k))
  const tests = [...found, ...visible]
  const passAll = (all: readonly Test[], codes: readonly Uint32Array[]) =>
    all.reduce((rows, { k, key, passes }) => {
      const table = buildPredicateTable(c, dimensions[k]!.value.domain, key, passes)
      return passing(rows, codes[k]!, table)
    }, listEveryRow(codes[0]!.length))
  return {
    isEmpty: tests.length === 0,
    shown: (codes) => passAll(tests, codes),
    seen: (codes) => passAll(visible, codes),
    select: (on) =>
      intersectSelections(
        on,
        tests.map(({ k, key, passes }) => {
          const { value } = dimensions[k]!
          return selectByTest(on, value, buildPredicateTable(on, value.domain, key, passes))
        }),
      ),
  }
}

/** Shows the rows of given items of one dimension. */
export function filterItems(
  c: Compilation,
  { id, value }: CompiledDimension,
  items: readonly Item[],
): RowFilter {
  const { domain } = value
  for (const item of items) warnOfAbsentItem(c, id, domain, item)
  const listed = new Set(items.map((item) => domain.codeOf(item)))
  const passes = (item: Item) => listed.has(domain.codeOf(item))
  const key = `items ${JSON.stringify(items)}`
  return {
    ...noFilter,
    isEmpty: false,
    select: (on) => selectByTest(on, value, buildPredicateTable(on, value.domain, key, passes)),
  }
}

function passing(rows: Uint32Array, codes: Uint32Array, table: Uint8Array): Uint32Array {
  const passed = new Uint32Array(rows.length)
  let count = 0
  for (let i = 0; i < rows.length; i++) {
    passed[count] = rows[i]!
    count += table[codes[rows[i]!]!]!
  }
  return passed.subarray(0, count)
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
  const isOne = search.values !== undefined && takesList(search.op)
  const operands: readonly OperandValue[] = isOne ? [values] : values
  const holds = (text: string | null) => (value: OperandValue) => testText(search.op, text, value)
  return {
    k,
    key: `search ${JSON.stringify([search, label])}`,
    passes(item) {
      const isMissing = item === null && !['exists', 'not-exists'].includes(search.op)
      const text = isMissing ? fold(label) : item === null ? null : fold(String(item))
      return search.match === 'any' ? operands.some(holds(text)) : operands.every(holds(text))
    },
  }
}
