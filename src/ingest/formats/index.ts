import type { FileFormat } from '../source.ts'
import { adobeFeed } from './adobe-feed/adobe-feed.ts'
import { arrow } from './arrow.ts'
import { avro } from './avro.ts'
import { csv } from './csv.ts'
import { json } from './json/json.ts'
import { accessLog } from './logs/access-log.ts'
import { w3cLog } from './logs/w3c-log.ts'
import { parquet } from './parquet.ts'
import { tsv } from './tsv.ts'
import { xes } from './xes.ts'
import { xlsx } from './xlsx/xlsx.ts'

/** The file formats that can be imported, in the order that messages list them. */
export const formats: readonly FileFormat[] = [
  csv,
  tsv,
  json,
  parquet,
  avro,
  arrow,
  xlsx,
  accessLog,
  w3cLog,
  xes,
  adobeFeed,
]
