import type { LakeClient } from '../../lake/client.ts'
import { ident, join, type Sql, sql, value } from '../../lake/sql.ts'
import type { Field } from '../../model/answers/datasets.ts'
import { type AmountLocale, amountPatterns, plainNumber } from '../amounts/locales.ts'
import { asText } from '../copy/convert.ts'
import type { OpenFile } from '../source.ts'

/** How a column's values are written in the first rows of a source: how many are of which kind. */
export interface ColumnWriting extends Pick<Field, 'path' | 'type'> {
  readonly filled: number
  /** Times of a day, without the day. */
  readonly clocks: number
  /** Those with a time of day other than midnight. */
  readonly instants: number
  /** Milliseconds or finer since 1970, from 2014 on. */
  readonly epochs: number
  /** JSON of objects that are not empty. */
  readonly objects: number
  /** JSON of lists that are not empty. */
  readonly lists: number
  readonly amounts: Readonly<Record<AmountLocale, number>>
  /** The longest amount that is no plain number; empty when there is none. */
  readonly amount: string
}

/** How many rows are looked at. */
const SEEN_ROWS = 2_000
/** Of the values. */
const NEARLY_ALL = 0.95

const clock =
  '^(?:2[0-3]|[01]?\\d):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d+)?)?(?: ?[AaPp]\\.?[Mm]\\.?| Uhr)?(?:Z|[-+]\\d\\d:?\\d\\d)?$'
export const midnight = '[T ]00:00(:00([.,]0+)?)?(Z|[+-]00:?00)?$'
const epoch = '^1[4-9]\\d{11}(\\d{3}){0,2}$'
/** A colon, or the digits or the exponent of an epoch or of a day with its time. */
const instant = ':|T\\d|\\d{9}|e\\+?\\d'

/** Columns that hold times of a day. */
export const listClocks = (writings: readonly ColumnWriting[]): readonly ColumnWriting[] =>
  writings.filter(({ filled, clocks }) => isNearlyAll(clocks, filled))

/** The only column that holds nothing but milliseconds or finer since 1970, whatever it is called. */
export function findEpochs(writings: readonly ColumnWriting[]): string | undefined {
  const found = writings.filter(({ filled, epochs }) => filled > 0 && epochs === filled)
  return found.length === 1 ? found[0]!.path : undefined
}

export const isNearlyAll = (count: number, filled: number): boolean =>
  filled > 0 && count >= filled * NEARLY_ALL

/** Columns of texts that hold JSON of objects or lists; empty ones may be among them. */
export const listJson = (writings: readonly ColumnWriting[]): readonly ColumnWriting[] =>
  writings.filter(
    ({ type, filled, objects, lists }) => type === 'string' && (objects + lists) * 2 > filled,
  )

/** How the texts, numbers and times of a source are written. */
export async function readWritings(
  lake: LakeClient,
  source: OpenFile,
  fields: readonly Field[],
): Promise<readonly ColumnWriting[]> {
  const { from, settings, reading } = source.rows(fields)
  const columns = fields.flatMap((field) => {
    const read = written.has(field.type) ? reading(field.path) : undefined
    return read === undefined ? [] : [{ field, text: asText(read.expression, read.shape) }]
  })
  if (columns.length === 0) return []
  const cells = join(columns.map(({ text }) => sql`trimBoth(ifNull(${text}, ''))`))
  const [counts] = await lake.query<Counts>(sql`
    SELECT ${countKinds()}, maxForEach(arrayMap(c -> if(${isMarked}, (lengthUTF8(c), c), (0, '')), cells)) AS longest
    FROM (SELECT [${cells}] AS cells FROM ${from} LIMIT ${value(SEEN_ROWS, 'UInt32')})
    SETTINGS ${settings}, session_timezone = 'UTC', input_format_record_errors_file_path = ''`)
  if (counts === undefined) return []
  const writings = columns.map(({ field }, at) => describe(field, counts, at))
  return source.hasPlainNumbers ? writings.map(withoutAmounts) : writings
}

const withoutAmounts = (writing: ColumnWriting): ColumnWriting => ({ ...writing, amount: '' })

const written: ReadonlySet<Field['type']> = new Set(['string', 'timestamp', 'date', 'number'])
const locales = Object.keys(amountPatterns) as AmountLocale[]

const matches = (pattern: string): Sql => sql`match(c, ${value(pattern, 'String')})`

const isMarked: Sql = sql`(NOT ${matches(plainNumber)} AND ${matches(
  Object.values(amountPatterns).join('|'),
)})`

function countKinds(): Sql {
  const day = sql`replaceRegexpOne(c, ${value(midnight, 'String')}, '')`
  const kinds: Readonly<Record<string, Sql>> = {
    filled: sql`c != ''`,
    clocks: matches(clock),
    epochs: matches(epoch),
    instants: sql`match(${day}, ${value(instant, 'String')})`,
    objects: sql`(startsWith(c, '{') AND JSONType(c) = 'Object' AND JSONLength(c) > 0)`,
    lists: sql`(startsWith(c, '[') AND JSONType(c) = 'Array' AND JSONLength(c) > 0)`,
    ...Object.fromEntries(
      locales.map((locale) => [locale, matches(amountPatterns[locale])] as const),
    ),
  }
  return join(
    Object.entries(kinds).map(
      ([name, test]) =>
        sql`arrayMap(n -> toFloat64(n), sumForEach(arrayMap(c -> ${test}, cells))) AS ${ident(name)}`,
    ),
  )
}

type Counts = Readonly<
  Record<
    'filled' | 'clocks' | 'instants' | 'epochs' | 'objects' | 'lists' | AmountLocale,
    readonly number[]
  >
> & {
  readonly longest: readonly (readonly [length: number, text: string])[]
}

function describe(field: Field, counts: Counts, at: number): ColumnWriting {
  const countOf = (kind: Exclude<keyof Counts, 'longest'>) => counts[kind][at] ?? 0
  const { path, type } = field
  return {
    path,
    type,
    filled: countOf('filled'),
    clocks: countOf('clocks'),
    instants: countOf('instants'),
    epochs: countOf('epochs'),
    objects: countOf('objects'),
    lists: countOf('lists'),
    amounts: {
      en: countOf('en'),
      de: countOf('de'),
      fr: countOf('fr'),
      'de-CH': countOf('de-CH'),
    },
    amount: counts.longest[at]?.[1] ?? '',
  }
}
