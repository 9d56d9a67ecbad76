import { callFile, type ReportInput } from '../api/index.ts'
import { fileName, saveFile } from './save-file.ts'

/** Every row of a report's table as a file. Errors: RequestError. */
export async function downloadTable(
  name: string,
  request: ReportInput,
  format: 'csv' | 'parquet',
): Promise<void> {
  saveFile(fileName(name, format), await callFile(`/reports?format=${format}&rows=all`, request))
}
