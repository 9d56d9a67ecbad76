import type { DatasetRecord } from '../lake/datasets/index.ts'
import type { FileLayout, UsedOptions } from '../model/answers/imports.ts'
import type { FileOptions } from '../model/import-options.ts'
import { getOwn } from '../model/own.ts'

/** What a file is read by: its layout, and what the dataset and the options say of its columns. */
export function describeUse(
  layout: FileLayout,
  { timestamp, timeZone, rowId, personId: known, times, decimals = {} }: DatasetRecord,
  { personId = known }: FileOptions,
): UsedOptions {
  const timestampFormat = getOwn(times ?? {}, timestamp ?? '')?.formats.join()
  return {
    ...layout,
    timeZone,
    ...(timestamp !== undefined && { timestamp }),
    ...(timestampFormat !== undefined && { timestampFormat }),
    ...(personId !== undefined && { personId }),
    ...(rowId !== undefined && { rowId }),
    ...(Object.keys(decimals).length > 0 && { decimals }),
  }
}
