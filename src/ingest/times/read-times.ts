import type { DatasetRecord } from '../../lake/datasets/index.ts'
import { type TimeFormatName, timeFormats } from './index.ts'
import type { Times } from './parse-time.ts'

/** What a dataset knows of its times. */
export function readTimes({ timeZone, times = {} }: DatasetRecord): Times {
  const known = Object.entries(times).map(([path, { formats, zones = [] }]) => {
    return [path, { formats: formats.filter(isTimeFormat), zones }]
  })
  return { zone: timeZone, spellings: Object.fromEntries(known) }
}

export const isTimeFormat = (name: string): name is TimeFormatName =>
  Object.hasOwn(timeFormats, name)
