import type { FilePreview } from '../../model/answers/imports.ts'
import type { DatasetRecord } from '../../lake/datasets/index.ts'
import type { FileOptions } from '../../model/import-options.ts'
import { joinDays } from '../times/joined-time.ts'
import { type ColumnWriting, listJson } from './column-writing.ts'

/** Options that would read more of a file than those it is read by; undefined when there is none. */
export function suggest(
  { timestamp }: DatasetRecord,
  writings: readonly ColumnWriting[],
  { parseJson = [] }: FileOptions,
): FilePreview['suggested'] {
  const joined = timestamp === undefined ? undefined : joinDays(timestamp, writings)
  const json = [...parseJson, ...listJson(writings).map(({ path }) => path)]
  if (joined === undefined && json.length === 0) return undefined
  return {
    ...(joined && { timestamp: joined.path }),
    ...(json.length > 0 && { parseJson: json }),
  }
}
