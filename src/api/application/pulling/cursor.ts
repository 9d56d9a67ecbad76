import type { LakeClient } from '../../../lake/client.ts'
import { type Sql, sql, value } from '../../../lake/sql.ts'
import { type ShortDuration, toMilliseconds } from '../../../model/duration.ts'
import { ThroughlineError } from '../../../model/errors.ts'

/** How values of a cursor are ordered, and what lies a little before one: texts have no such place. */
export interface CursorKind {
  /** As ClickHouse has it. */
  readonly type: string
  readonly compare: (one: string, other: string) => number
  /** The value that lies an overlap before another one; nothing where none can be told. */
  readonly before: (lake: LakeClient, cursor: string) => Promise<string | undefined>
}

type Overlap = ShortDuration | number | undefined

const TIME_OVERLAP_MS = 10 * 60_000

const NUMBER_OVERLAP = 1000

const DAY_MS = 86_400_000

/** Errors: source/wrong-overlap. */
export function findCursorKind(type: string, overlap: Overlap): CursorKind {
  if (/^Date/.test(type)) return ofTimes(type, overlap)
  if (/^U?Int\d+$/.test(type)) return ofWholeNumbers(type, overlap)
  if (/^(Float|Decimal)/.test(type)) return ofNumbers(type, overlap)
  if (overlap !== undefined && overlap !== 0) {
    throw wrongOverlap(`a cursor of type ${type} has no overlap`)
  }
  return { type, compare: byText, before: async () => undefined }
}

const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

function ofTimes(type: string, overlap: Overlap): CursorKind {
  if (typeof overlap === 'number' && overlap !== 0) {
    throw wrongOverlap('that of a cursor of times is a duration, such as 10m')
  }
  const ms = overlap === undefined ? TIME_OVERLAP_MS : overlap === 0 ? 0 : toMilliseconds(overlap)
  return {
    type,
    compare: byText,
    before: (lake, cursor) => readText(lake, earlier(sql`${value(cursor, type)}`, type, ms)),
  }
}

const earlier = (at: Sql, type: string, ms: number): Sql =>
  /^Date(32)?$/.test(type)
    ? sql`${at} - toIntervalDay(${value(Math.ceil(ms / DAY_MS), 'UInt32')})`
    : sql`${at} - toIntervalSecond(${value(Math.ceil(ms / 1000), 'UInt32')})`

async function readText(lake: LakeClient, expression: Sql): Promise<string> {
  const [row] = await lake.query<{ text: string }>(
    sql`SELECT toString(${expression}) AS text SETTINGS session_timezone = 'UTC'`,
  )
  return row!.text
}

function ofWholeNumbers(type: string, overlap: Overlap): CursorKind {
  const steps = BigInt(readSteps(type, overlap))
  const compare = (one: string, other: string) => {
    const difference = BigInt(one) - BigInt(other)
    return difference < 0n ? -1 : Number(difference > 0n)
  }
  return {
    type,
    compare,
    async before(_, cursor) {
      const earliest = BigInt(cursor) - steps
      return String(type.startsWith('U') && earliest < 0n ? 0n : earliest)
    },
  }
}

function ofNumbers(type: string, overlap: Overlap): CursorKind {
  const steps = readSteps(type, overlap)
  return {
    type,
    compare: (one, other) => Number(one) - Number(other),
    before: async (_, cursor) => String(Number(cursor) - steps),
  }
}

function readSteps(type: string, overlap: Overlap): number {
  if (overlap === undefined) return NUMBER_OVERLAP
  if (typeof overlap === 'number') return overlap
  throw wrongOverlap(`that of a cursor of type ${type} is a number`)
}

const wrongOverlap = (reason: string) => new ThroughlineError('source/wrong-overlap', { reason })
