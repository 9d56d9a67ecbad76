import type { Field } from '../../model/answers/datasets.ts'
import type { FileLayout } from '../../model/answers/imports.ts'
import type { FileOptions } from '../../model/import-options.ts'

/** Where the rows of a JSON document are, and where else they might be: `.` is the document itself. */
export function listRowPlaces({ rowsAt }: FileLayout, fields: readonly Field[]): readonly string[] {
  if (rowsAt === undefined) return []
  if (rowsAt !== '.') return ['.', rowsAt]
  const lists = fields.filter((field) => 'children' in field)
  return ['.', ...lists.map(({ path }) => path)]
}

/** What was guessed of the place of a document's rows, and how to say otherwise. */
export function warnOfPlace(
  layout: FileLayout,
  fields: readonly Field[],
  { rowsAt: told }: FileOptions,
): readonly string[] {
  const others = listRowPlaces(layout, fields).filter((place) => place !== layout.rowsAt)
  if (told !== undefined || layout.rowsAt === undefined || others.length === 0) return []
  const said =
    layout.rowsAt === '.'
      ? 'it is one JSON document, and was taken for one row'
      : `its rows were taken from the list ${layout.rowsAt} of one JSON document`
  const advice = others.map((place) => `--rows-at ${place}`).join(' or ')
  return [`${said}; if that is wrong, say ${advice}`]
}
