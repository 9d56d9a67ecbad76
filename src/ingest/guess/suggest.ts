import type { FileLayout, FilePreview } from '../../model/answers/imports.ts'
import type { DatasetRecord } from '../../lake/datasets/index.ts'
import type { FileOptions } from '../../model/import-options.ts'
import { joinDays } from '../times/joined-time.ts'
import type { Sampled } from '../sample.ts'
import { listJson } from './column-writing.ts'
import { listRowPlaces } from './row-places.ts'

/** Options that would read more of a file than those it is read by; undefined when there is none. */
export function suggest(
  { timestamp }: DatasetRecord,
  { writings, fields }: Sampled,
  layout: FileLayout,
  { parseJson = [] }: FileOptions,
): FilePreview['suggested'] {
  const joined = timestamp === undefined ? undefined : joinDays(timestamp, writings)
  const json = [...parseJson, ...listJson(writings).map(({ path }) => path)]
  const rowsAt = listRowPlaces(layout, fields)
  if (joined === undefined && json.length === 0 && rowsAt.length < 2) return undefined
  return {
    ...(joined && { timestamp: joined.path }),
    ...(json.length > 0 && { parseJson: json }),
    ...(rowsAt.length > 1 && { rowsAt }),
  }
}
