import { type Sql, sql } from '../../lake/sql.ts'
import type { TimeFormat } from './time-format.ts'

/** How many of a unit are a millisecond, and from which size on a number is of the next finer unit. */
interface Unit {
  readonly name: string
  readonly example: string
  readonly perMillisecond: number
  readonly limit: number
}

/** Whole numbers exactly, digits behind the point as far as a millisecond goes. */
export function epoch({ name, example, perMillisecond, limit }: Unit): TimeFormat {
  const scale = number(perMillisecond)
  return {
    label: `${name} since 1970`,
    examples: [{ text: example, instant: '2024-01-02T03:04:05.678Z' }],
    pattern: '^[-+]?\\d+(?:\\.\\d*)?(?:[eE]\\+?\\d+)?$',
    fits: (text) => sql`abs(toFloat64OrNull(${text})) < ${number(limit)}`,
    read: (text) => {
      const whole = sql`toInt64OrNull(extract(${text}, '^([-+]?\\\\d+)(?:[.]\\\\d*)?$'))`
      const digits = sql`toInt64OrZero(substring(rpad(extract(${text}, '[.](\\\\d*)$'), 3, '0'), 1, 3))`
      const signed = sql`if(startsWith(${text}, '-'), -${digits}, ${digits})`
      const exact =
        perMillisecond < 1
          ? sql`${whole} * 1000 + ${signed}`
          : sql`intDiv(${whole}, ${scale}) - if(${whole} < 0 AND ${whole} % ${scale} != 0, 1, 0)`
      const rounded = sql`toInt64(floor(toFloat64OrNull(${text}) / ${scale}))`
      return sql`fromUnixTimestamp64Milli(if(isNull(${whole}), ${rounded}, ${exact}), 'UTC')`
    },
  }
}

const number = (each: number): Sql => ({ kind: 'sql', parts: [String(each)] })
