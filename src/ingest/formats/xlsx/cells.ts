import { writeDate } from './dates.ts'
import { type Parts, readPart } from './parts.ts'
import type { Workbook } from './workbook.ts'

/** A cell as text; of numbers all digits as the workbook has them. */
function writeCell(workbook: Workbook, type: string, style: number, content: string): string {
  switch (type) {
    case 's':
      return workbook.texts[Number(content)] ?? ''
    case 'b':
      return content === '1' ? 'true' : 'false'
    case 'e':
      return ''
    case 'inlineStr':
    case 'str':
    case 'd':
      return content
    default: {
      const isDate = content !== '' && workbook.dateStyles[style] === true
      return isDate ? writeDate(Number(content), workbook.isFrom1904) : content
    }
  }
}

const A = 'A'.charCodeAt(0)
const LETTERS = 26

/** `C5` → 2 */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') {
    column = column * LETTERS + letter.charCodeAt(0) - A + 1
  }
  return column - 1
}

export interface SheetRow {
  /** From 1, as the sheet shows it. */
  readonly number: number
  /** Texts by column. */
  readonly cells: readonly string[]
}

/** The rows of a sheet that have something in them. */
export async function* readRows(parts: Parts, workbook: Workbook): AsyncIterable<SheetRow> {
  let rows: SheetRow[] = []
  let row: string[] = []
  let number = 0
  let cell = { column: -1, type: '', style: 0, content: '' }
  let isContent = false
  const reading = readPart(parts, workbook.sheet.part, {
    open: (tag, { r, t = 'n', s = '0' }) => {
      if (tag === 'row') {
        number = r === undefined ? number + 1 : Number(r)
        row = []
        cell = { ...cell, column: -1 }
      }
      if (tag === 'c') {
        const column = r === undefined ? cell.column + 1 : columnOf(r)
        cell = { column, type: t, style: Number(s), content: '' }
      }
      isContent = tag === 'v' || tag === 't'
    },
    text: (text) => {
      if (isContent) cell.content += text
    },
    close: (tag) => {
      isContent = false
      if (tag === 'c') row[cell.column] = writeCell(workbook, cell.type, cell.style, cell.content)
      if (tag === 'row' && row.some((text) => text !== ''))
        rows.push({ number, cells: Array.from(row, (text) => text ?? '') })
    },
  })
  for await (const _ of reading) {
    yield* rows
    rows = []
  }
}
