import type { MaskRef } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { FreeformRequest, FreeformSearch } from '../../model/requests/freeform.ts'
import type { Compilation, Kept } from '../compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import { elementsThatPass, keptByAll } from '../components/kept-elements.ts'
import { testValues } from '../domain-table.ts'
import { testText } from '../segments/string-operators.ts'
import type { Item } from '../value.ts'

/** Which codes of each row dimension are shown; `null` shows all of them. */
export interface RowFilter {
  readonly isEmpty: boolean
  /** Whether a row with these codes, one per dimension, is shown. */
  shows(codes: readonly number[]): boolean
  /** The events that belong to a shown row. */
  mask(c: Compilation): MaskRef
  /** The elements that belong to a shown row, where rows are about lists. */
  kept?(c: Compilation): Kept
}

type Test = { readonly k: number; readonly key: string; readonly passes: (item: Item) => boolean }

/** Search and “No value” settings of a table; they hide rows and change no figure (§8.2). */
export function rowFilter(
  request: Pick<FreeformRequest, 'search' | 'noValue'>,
  dimensions: readonly CompiledDimension[],
  path: string,
): RowFilter {
  const searches = [request.search ?? []].flat()
  const tests = [
    ...searches.map((search, index) => searchTest(search, dimensions, `${path}search[${index}]`)),
    ...dimensions.flatMap((dimension, k) => hiddenNoValue(request, dimension, k)),
  ]
  const tables = tests.map(() => new Map<number, boolean>())
  return {
    isEmpty: tests.length === 0,
    shows: (codes) =>
      tests.every(({ k, passes }, t) => {
        const code = codes[k]!
        const known = tables[t]!.get(code)
        if (known !== undefined) return known
        const shown = passes(dimensions[k]!.value.domain.item(code))
        tables[t]!.set(code, shown)
        return shown
      }),
    kept: (c) =>
      keptByAll(
        c,
        tests.map(({ k, key, passes }) => {
          const { value } = dimensions[k]!
          return elementsThatPass(c, value, testValues(c, value, key, passes))
        }),
      ),
    mask: (c) =>
      c.plan.and(
        ...tests.map(({ k, key, passes }) => testValues(c, dimensions[k]!.value, key, passes)),
      ),
  }
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
  path: string,
): Test {
  const k = search.dimension ? dimensions.findIndex(({ id }) => id === search.dimension) : 0
  if (k < 0) {
    const allowed = dimensions.map(({ id }) => id)
    const params = { type: 'row dimension', id: search.dimension, allowed }
    throw new ThroughlineError('request/unknown-component', params, `${path}.dimension`)
  }
  const label = dimensions[k]!.noValue.label
  const fold = (text: string) => (search.caseSensitive ? text : text.toLowerCase())
  const values = (search.values ?? [search.value ?? '']).map(fold)
  const holds = (text: string | null) => (value: string) => testText(search.op, text, value)
  return {
    k,
    key: `search ${JSON.stringify(search)}`,
    passes(item) {
      const isMissing = item === null && !['exists', 'not-exists'].includes(search.op)
      const text = isMissing ? fold(label) : item === null ? null : fold(String(item))
      return search.match === 'any' ? values.some(holds(text)) : values.every(holds(text))
    },
  }
}
