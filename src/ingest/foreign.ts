import { startsWith } from './formats/starts-with.ts'

/** Files that people take for tables, by their first bytes, and what they are. */
const binary: readonly (readonly [string, string])[] = [
  ['%PDF-', 'it is a PDF document'],
  ['\x89PNG', 'it is an image'],
  ['\xff\xd8\xff', 'it is an image'],
  ['GIF8', 'it is an image'],
  ['RIFF', 'it is a picture or sound'],
  ['\xd0\xcf\x11\xe0', 'it is a workbook of Excel 2003 or before; save it as .xlsx or .csv'],
  ['SQLite format 3\0', 'it is an SQLite database; export its tables as CSV'],
  ['ORC', 'it is an ORC file; write it as Parquet'],
  ['7z\xbc\xaf\x27\x1c', 'it is a 7z archive; pack it as zip or tar.gz'],
  ['Rar!', 'it is a RAR archive; pack it as zip or tar.gz'],
  ['\x7fELF', 'it is a program'],
  ['MZ\x90', 'it is a program'],
]

/** What a file is that is no data, or undefined. */
export function findForeign(bytes: Uint8Array, text: string): string | undefined {
  const found = binary.find(([magic]) => startsWith(bytes, magic))
  if (found !== undefined) return found[1]
  if (/^\s*(<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])/i.test(text)) {
    return 'it is a web page: perhaps an error, or a login, in the place of the file'
  }
  return undefined
}
