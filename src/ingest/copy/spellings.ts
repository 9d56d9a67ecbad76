import type { DatasetRecord } from '../../lake/datasets/index.ts'
import type { Decimal } from '../../model/import-options.ts'
import { isTimeFormat } from '../times/index.ts'
import { plainTimes, type TimeSpelling, type TimesOfColumn } from '../times/parse-time.ts'
import { getOwn } from '../../model/own.ts'

/** How the values of fields are written, by the path of the field. */
export interface Spellings {
  /** Of times without one. */
  readonly zone: string
  readonly times: Readonly<Record<string, TimeSpelling>>
  readonly decimals: Readonly<Record<string, Decimal>>
}

/** The same of one field. */
export interface Spelling extends TimesOfColumn {
  /** Undefined of numbers as every format writes them. */
  readonly decimal?: Decimal | undefined
}

/** What a dataset knows of how its values are written. */
export function readSpellings({ timeZone, times = {}, decimals = {} }: DatasetRecord): Spellings {
  const known = Object.entries(times).map(([path, { formats, zones = [] }]) => {
    return [path, { formats: formats.filter(isTimeFormat), zones }]
  })
  return { zone: timeZone, times: Object.fromEntries(known), decimals }
}

export const spellingOf = ({ zone, times, decimals }: Spellings, path: string): Spelling => ({
  zone,
  spelling: getOwn(times, path) ?? plainTimes,
  decimal: getOwn(decimals, path),
})

/** Those of the fields in the objects of a list, by their paths in it. */
export const withinList = ({ zone, times, decimals }: Spellings, list: string): Spellings => ({
  zone,
  times: below(times, list),
  decimals: below(decimals, list),
})

function below<T>(byPath: Readonly<Record<string, T>>, list: string): Readonly<Record<string, T>> {
  const inside = Object.entries(byPath).filter(([path]) => path.startsWith(`${list}.`))
  return Object.fromEntries(inside.map(([path, value]) => [path.slice(list.length + 1), value]))
}
