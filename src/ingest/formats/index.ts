import type { SourceFormat } from '../source.ts'
import { arrow } from './arrow.ts'
import { avro } from './avro.ts'
import { csv } from './csv.ts'
import { json } from './json.ts'
import { parquet } from './parquet.ts'
import { tsv } from './tsv.ts'

/** The file formats that can be imported, in the order that messages list them. */
export const formats: readonly SourceFormat[] = [csv, tsv, json, parquet, avro, arrow]

const compressions = /\.(gz|zst)$/

/** The format that a file's name says: `events.csv.gz` → CSV. */
export function formatOf(name: string): SourceFormat | undefined {
  const path = (name.split(/[?#]/, 1)[0] ?? name).toLowerCase().replace(compressions, '')
  const extension = /\.([a-z]+)$/.exec(path)?.[1]
  return formats.find((format) => extension !== undefined && format.extensions.includes(extension))
}

export function knownExtensions(): readonly string[] {
  return formats.flatMap((format) => format.extensions)
}
