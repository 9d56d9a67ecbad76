import { type DatasetRecord, hasTime } from '../../lake/datasets/index.ts'
import { literal, type Sql, sql } from '../../lake/sql.ts'
import { asText } from '../copy/convert.ts'
import { type ColumnWriting, listClocks, midnight } from '../guess/column-writing.ts'
import { guessTime } from '../guess/guess-time.ts'
import type { Sampled } from '../sample.ts'
import type { OpenFile, Reading } from '../source.ts'
import { clock, half } from './pattern.ts'

/** A time whose day and time of day stand in two fields. */
interface JoinedTime {
  /** Of the field that it becomes: the two paths with a plus between them, `Date+Time`. */
  readonly path: string
  readonly day: string
  readonly clock: string
}

/** A source, its sample and its dataset, with a joined time where the dataset has, or seems to have, one. */
export function joinTimes<F extends OpenFile>(source: F, sampled: Sampled, record: DatasetRecord) {
  const joined = findJoinedTime(record, sampled)
  if (joined === undefined) return { source, sampled, record }
  return {
    source: withJoinedTime(source, joined),
    sampled: {
      ...sampled,
      fields: [...sampled.fields, { path: joined.path, type: 'string' } as const],
    },
    record: { ...record, timestamp: joined.path },
  }
}

/** What a dataset's time is joined from, or seems to be where nobody has said which field its time is. */
function findJoinedTime(record: DatasetRecord, sampled: Sampled): JoinedTime | undefined {
  if (!hasTime(record)) return undefined
  const names = new Set(sampled.fields.map(({ path }) => path))
  if (record.timestamp !== undefined) return splitPath(record.timestamp, names)
  const clocks = new Set(listClocks(sampled.writings).map(({ path }) => path))
  const time = guessTime(sampled.fields.filter(({ path }) => !clocks.has(path)))
  return time === undefined ? undefined : joinDays(time, sampled.writings)
}

/** The joined time of a field of days, where times of a day stand in another. */
export function joinDays(path: string, writings: readonly ColumnWriting[]): JoinedTime | undefined {
  const day = writings.find((each) => each.path === path)
  if (day === undefined || day.filled === 0 || day.instants > 0) return undefined
  const found = guessTime(listClocks(writings))
  return found === undefined ? undefined : { path: `${path}+${found}`, day: path, clock: found }
}

/** A field may have a plus in its own name. */
function splitPath(path: string, names: ReadonlySet<string>): JoinedTime | undefined {
  if (names.has(path)) return undefined
  const parts = path.split('+')
  const splits = parts.slice(1).map((_, index) => ({
    path,
    day: parts.slice(0, index + 1).join('+'),
    clock: parts.slice(index + 1).join('+'),
  }))
  return splits.find((split) => names.has(split.day) && names.has(split.clock))
}

/** What a row's joined time and its position are called: written once, where the rows come from. */
const time = sql`joined_time`
const position = sql`joined_position`

/** A source with a joined time as a field of its own. */
function withJoinedTime<F extends OpenFile>(source: F, { path, day, clock: by }: JoinedTime): F {
  return {
    ...source,
    rows: (fields) => {
      const rows = source.rows(fields)
      const joined = joinReadings(rows.reading(day), rows.reading(by))
      if (joined === undefined) return rows
      return {
        ...rows,
        from: sql`(SELECT *, ${rows.position} AS ${position}, ${joined} AS ${time} FROM ${rows.from})`,
        position,
        reading: (asked) =>
          asked === path ? { expression: time, shape: { kind: 'text' } } : rows.reading(asked),
      }
    },
  }
}

function joinReadings(day: Reading | undefined, hour: Reading | undefined): Sql | undefined {
  if (day === undefined || hour === undefined) return undefined
  const text = ({ expression, shape }: Reading) =>
    sql`trimBoth(ifNull(${asText(expression, shape)}, ''))`
  const date = sql`replaceRegexpOne(${text(day)}, ${literal(midnight)}, '')`
  return sql`multiIf(${date} = '', NULL, ${text(hour)} = '', ${date},
    concat(${date}, if(match(${date}, '^\\\\d{8}$'), 'T', ' '), ${writeClock(text(hour))}))`
}

const timeOfDay = `^${clock}(?:${half}| Uhr)(Z|[-+]\\d{2}:?\\d{2})?$`

/** A time of day by 24 hours, with its offset; any other text as it is. */
function writeClock(text: Sql): Sql {
  const hour = sql`toUInt16OrZero(g[1])`
  const of24 = sql`if(g[5] = '', ${hour}, ${hour} % 12 + if(upper(g[5]) = 'P', 12, 0))`
  const rest = sql`if(g[3] = '', '', concat(':', g[3], if(g[4] = '', '', concat('.', g[4]))))`
  const written = sql`concat(leftPad(toString(${of24}), 2, '0'), ':', g[2], ${rest}, g[6])`
  const isNone = sql`empty(g) OR (g[5] != '' AND ${hour} NOT BETWEEN 1 AND 12)`
  return sql`arrayMap(g -> if(${isNone}, ${text}, ${written}), [extractGroups(${text}, ${literal(timeOfDay)})])[1]`
}
