import type { ReportInput } from '../api/index.ts'
import { texts } from '../texts/index.ts'
import { downloadSvg, findDrawing } from './download-picture.ts'
import { downloadTable } from './download-table.ts'

/** A file that a visualization can be had as. */
export interface Download {
  readonly id: string
  readonly label: string
  readonly run: () => Promise<void>
}

interface Source {
  readonly name: string
  /** Null where it asks nothing. */
  readonly request: ReportInput | null
  /** What is drawn of it; null where nothing is. */
  readonly element: Element | null
  /** Makes a picture of the whole of it, as it is on paper; absent where that is not offered. */
  readonly takePicture: (() => void) | undefined
}

/** The files that a visualization can be had as: every row of its table, its drawing where it has one, a picture of all. */
export function listDownloads({
  name,
  request,
  element,
  takePicture,
}: Source): readonly Download[] {
  const drawing = element === null ? undefined : findDrawing(element)
  const tables = request === null ? [] : (['csv', 'parquet'] as const)
  return [
    ...tables.map((format) => ({
      id: format,
      label: texts.download[format],
      run: () => downloadTable(name, request!, format),
    })),
    ...(drawing === undefined
      ? []
      : [
          {
            id: 'svg',
            label: texts.download.svg,
            run: async () => downloadSvg(name, drawing),
          },
        ]),
    ...(takePicture === undefined
      ? []
      : [
          {
            id: 'png',
            label: texts.download.png,
            run: async () => takePicture(),
          },
        ]),
  ]
}
