import { fromWallTime } from './zone.ts'

const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * The instant of an ISO 8601 text, in local time of the zone when it has no offset; undefined for
 * another text and for dates and times that do not exist.
 */
export function parseInstant(text: string, timeZone: string): number | undefined {
  const parts = shape.exec(text)
  const wall = parts === null ? undefined : wallOfParts(parts)
  if (parts === null || wall === undefined) return undefined
  const offset = parts[8]
  return offset === undefined ? fromWallTime(wall, timeZone) : wall - offsetMs(offset)
}

function wallOfParts(parts: RegExpExecArray): number | undefined {
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = ''] = parts
  const date = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const wall = Date.parse(`${date}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  if (Number.isNaN(wall)) return undefined
  return new Date(wall).toISOString().startsWith(date) ? wall : undefined
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0
  const sign = offset.startsWith('-') ? -1 : 1
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000
}
