import type { FileFormat } from '../source.ts'
import { arrow } from './arrow.ts'
import { avro } from './avro.ts'
import { csv } from './csv.ts'
import { json } from './json/json.ts'
import { parquet } from './parquet.ts'
import { tsv } from './tsv.ts'

/** The file formats that can be imported, in the order that messages list them. */
export const formats: readonly FileFormat[] = [csv, tsv, json, parquet, avro, arrow]
