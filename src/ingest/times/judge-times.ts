import type { Assumption } from '../../model/import-options.ts'
import type { LakeClient } from '../../lake/client.ts'
import { isTimeZone } from '../../model/time-zone.ts'
import { ident, join, literal, type Sql, sql, value } from '../../lake/sql.ts'
import { chooseFormats, type TimeCounts } from './choose-formats.ts'
import { type TimeFormatName, timeFormats } from './index.ts'
import { readIn, type TimeSpelling } from './parse-time.ts'
import { zoneName } from './pattern.ts'
import type { Zones } from './time-format.ts'

/** A column of texts, in a source. */
export interface TimeColumn {
  /** Those of a row: an array. */
  readonly texts: Sql
  readonly from: Sql
  readonly settings: Sql
  /** Texts to look at; all unless told. */
  readonly limit?: number | undefined
}

/** How the times of a column are written, as all its values tell. */
export interface TimeJudgement extends TimeSpelling {
  readonly counts: TimeCounts
  /** A text that can be read in two ways, and these, where nothing decides between them. */
  readonly open?: { readonly text: string; readonly readings: readonly string[] } | undefined
}

const names = Object.keys(timeFormats) as TimeFormatName[]

/** Judges a column by its values; null when it has none. */
export async function judgeTimes(
  lake: LakeClient,
  column: TimeColumn,
  timeZone: string,
  assumed: readonly Assumption[],
): Promise<TimeJudgement | null> {
  const { values, matches, zones } = await matchPatterns(lake, column)
  if (values === 0) return null
  const possible = names.filter((name) => matches[name] > 0)
  const { example, ...counts } =
    possible.length < 2
      ? { ...unordered, read: matches, first: matches }
      : await countTimes(lake, column, possible, { local: timeZone, named: zones })
  const { formats, isOpen } = chooseFormats({ ...counts, values }, assumed)
  const open = isOpen ? { text: example[0] ?? '', readings: example.slice(1) } : undefined
  return { formats, ...(zones.length > 0 && { zones }), counts: { ...counts, values }, open }
}

const unordered = { apart: 0, starts: 0, ends: 0, example: [] }

/** The texts `t` of a column that are not empty. */
function textsOf({ texts, from, limit }: TimeColumn): Sql {
  const first = limit === undefined ? sql`` : sql`LIMIT ${value(limit, 'UInt32')}`
  return sql`(SELECT t FROM (SELECT trimBoth(ifNull(arrayJoin(${texts}), '')) AS t FROM ${from} ${first}) WHERE t != '')`
}

/** Rows that cannot be read are none to judge by: those who copy them write them down. */
const settingsOf = ({ settings }: TimeColumn): Sql =>
  sql`${settings}, session_timezone = 'UTC', input_format_record_errors_file_path = ''`

/** Patterns alone are quick; what few formats are left is then read. */
async function matchPatterns(lake: LakeClient, column: TimeColumn) {
  const matches = names.map((name) => sql`match(t, ${literal(timeFormats[name].pattern)})`)
  const isNamed = sql`match(t, ${literal(zoneName)})`
  const [row] = await lake.query<{
    values: number
    matches: readonly string[]
    zones: readonly string[]
  }>(sql`
    SELECT toFloat64(count()) AS values, sumForEach([${join(matches)}]) AS matches,
      groupUniqArrayIf(50)(extract(t, ${literal(zoneName)}), ${isNamed}) AS zones
    FROM ${textsOf(column)} SETTINGS ${settingsOf(column)}`)
  const { values, matches: counts = [], zones } = row!
  return { values, matches: byName(counts, names), zones: zones.filter(isTimeZone) }
}

function byName(counts: readonly string[], listed: readonly TimeFormatName[]) {
  const count = (name: TimeFormatName) => Number(counts[listed.indexOf(name)] ?? 0)
  return Object.fromEntries(names.map((name) => [name, count(name)])) as TimeCounts['read']
}

type Counts = Omit<TimeCounts, 'values'> & {
  /** A text, and when it is day first and month first. */
  readonly example: readonly string[]
}

/** What the formats that are possible make of the texts. */
async function countTimes(
  lake: LakeClient,
  column: TimeColumn,
  possible: readonly TimeFormatName[],
  zones: Zones,
): Promise<Counts> {
  const none = sql`NULL::Nullable(DateTime64(3, 'UTC'))`
  const times = possible.map(
    (name) => sql`, ${readIn(name, sql`t`, zones, none)} AS ${ident(name)}`,
  )
  const flags = join(possible.map((name) => sql`toUInt8(isNotNull(${ident(name)}))`))
  const [row] = await lake.query<Record<'read' | 'first', readonly string[]> & Orders>(sql`
    SELECT sumForEach(flags) AS read, ${countOrders(possible)},
      sumForEach(arrayMap((flag, index) -> toUInt8(index = indexOf(flags, 1)), flags, arrayEnumerate(flags))) AS first
    FROM (SELECT *, [${flags}]::Array(UInt8) AS flags FROM (SELECT t ${join(times, sql` `)} FROM ${textsOf(column)}))
    SETTINGS ${settingsOf(column)}`)
  return { ...row!, read: byName(row!.read, possible), first: byName(row!.first, possible) }
}

type Orders = Pick<Counts, 'apart' | 'starts' | 'ends' | 'example'>

function countOrders(possible: readonly TimeFormatName[]): Sql {
  const has = (name: TimeFormatName) => possible.includes(name)
  if (!has('day-first'))
    return sql`0 AS apart, 0 AS starts, 0 AS ends, []::Array(String) AS example`
  const month = has('month-first') ? ident('month-first') : sql`NULL`
  const isApart = sql`(${ident('day-first')} IS DISTINCT FROM ${month})`
  const shown = (time: Sql) => sql`ifNull(toString(${time}), '')`
  const isShort = has('short-year-first') ? sql`isNotNull(${ident('short-year-first')})` : sql`0`
  return sql`toFloat64(countIf(${isApart})) AS apart,
    anyIf([t, ${shown(ident('day-first'))}, ${shown(month)}], ${isApart}) AS example,
    toFloat64(uniqExactIf(substring(t, 1, 2), ${isShort})) AS starts,
    toFloat64(uniqExactIf(substring(t, 7, 2), ${isShort})) AS ends`
}
