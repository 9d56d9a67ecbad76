import { ThroughlineError } from '../../model/errors.ts'
import { cutText, show } from '../../model/show.ts'
import { nearestNames } from '../../model/nearest.ts'
import type { OperandValue, OperatorName } from '../../model/operators.ts'
import type { Path } from '../../model/path.ts'
import type { Item } from '../../model/result.ts'
import type { Compilation } from './compilation.ts'
import { passingPart } from './domain-table.ts'
import type { Domain } from './value.ts'

/** Of the values of one rule that match nothing this many are named. */
const MOST_NAMED = 5

/** `; the nearest: Home, Hose` of the items that there are. */
function sayNearestItems(item: unknown, domain: Domain): string {
  const names = nearestNames(item, listItems(domain))
  return names.length === 0
    ? ''
    : `; the nearest: ${names.map((name) => cutText(name, 80)).join(', ')}`
}

function* listItems({ size, item }: Domain): Generator<Item> {
  for (let code = 1; code < size; code++) yield item(code)
}

const nameDimension = ({ view }: Compilation, id: string): string =>
  view.dimensions.get(id)?.name ?? id

/** Warns where an item is none of a dimension's. */
export function warnOfAbsentItem(
  c: Compilation,
  dimension: string,
  domain: Domain,
  item: Item,
): void {
  if (domain.codeOf(item) !== undefined) return
  c.warnings.add(
    `${nameDimension(c, dimension)} never is ${show(item)}${sayNearestItems(item, domain)}`,
  )
}

/**
 * The code of the item that a report is about; where it does not occur, a code that no event has, and a
 * warning.
 *
 * @throws ThroughlineError `request/impossible` for no value, which is no item
 */
export function codeOfSubject(
  c: Compilation,
  dimension: string,
  domain: Domain,
  item: Item,
  path: Path,
): number {
  if (item === null) {
    const reason = `no value is no item of ${dimension}`
    throw new ThroughlineError('request/impossible', { reason }, path)
  }
  warnOfAbsentItem(c, dimension, domain, item)
  return domain.codeOf(item) ?? domain.size
}

interface WrittenRule {
  readonly dimension: string
  readonly op: OperatorName
  readonly value?: OperandValue | undefined
}

const exact = new Set<OperatorName>([
  'eq',
  'neq',
  'equals',
  'not-equals',
  'equals-any',
  'not-equals-any',
])
const ordered = new Set<OperatorName>(['lt', 'lte', 'gt', 'gte'])

/** Warns where the values of a rule are none of a dimension's; `table` says which items pass it. */
export function warnOfUnmatchedRule(
  c: Compilation,
  { dimension, op, value }: WrittenRule,
  domain: Domain,
  table: Uint8Array,
): void {
  if (value === undefined || ordered.has(op)) return
  const values = [value].flat()
  const isNone = passingPart(table) === 'none'
  if (!isNone && (values.length === 1 || !exact.has(op) || domain.itemType === 'time')) return
  const unmatched = isNone ? values : values.filter((each) => !occurs(domain, each))
  const words = exact.has(op) ? 'never is' : `has nothing that ${op.replace(/^not-/, '')}`
  for (const each of unmatched.slice(0, MOST_NAMED)) {
    c.warnings.add(
      `${nameDimension(c, dimension)} ${words} ${show(each)}${sayNearestItems(each, domain)}`,
    )
  }
}

/** Numbers may be written as texts, and texts as numbers. */
const occurs = (domain: Domain, value: string | number | boolean): boolean =>
  [value, String(value), Number(value)].some((each) => domain.codeOf(each) !== undefined)

interface WrittenSearch {
  readonly op: OperatorName
  readonly value?: string | undefined
  readonly values?: readonly string[] | undefined
}

/** Warns where a search shows no item, nor no value by its label. */
export function warnOfUnmatchedSearch(
  c: Compilation,
  { op, value, values = [value ?? ''] }: WrittenSearch,
  dimension: string,
  domain: Domain,
  table: Uint8Array,
): void {
  if (op === 'exists' || op === 'not-exists' || passingPart(table) !== 'none') return
  const named = values.slice(0, MOST_NAMED).map(show).join(', ')
  c.warnings.add(
    `the search ${op} ${named} finds nothing in ${nameDimension(c, dimension)}${sayNearestItems(values[0], domain)}`,
  )
}

/** The codes of items, with a warning for each that does not occur. */
export function listCodes(
  c: Compilation,
  dimension: string,
  domain: Domain,
  items: readonly Item[],
): number[] {
  for (const item of items) warnOfAbsentItem(c, dimension, domain, item)
  return items.flatMap((item) => domain.codeOf(item) ?? [])
}
