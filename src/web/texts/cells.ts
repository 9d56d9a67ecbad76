import { counted } from './counted.ts'

export const cells = {
  title: 'Chart of cells',
  description: 'Cells of a table, as they are selected there or locked',
  shape: 'Drawn as',
  shapes: { auto: 'What fits', bars: 'Bars', lines: 'Lines' },
  noRows: 'None of these rows are there now',
  noRowsHint: 'Select others in the table, or other dates.',
  notShown: (rows: number) =>
    `${counted(rows, 'selected row is', 'selected rows are')} not there now, or ${rows === 1 ? 'stands' : 'stand'} below other rows.`,
  chart: 'Chart these',
  chartOf: (table: string) => `Cells of ${table}`,
  linked: (table: string) => `Follows the selection in ${table}`,
  locked: (table: string) => `Locked to cells of ${table}`,
  gone: 'Its table is not in this panel any more',
  lock: 'Lock to these cells',
  unlock: 'Follow the selection of its table',
  follow: (table: string) => `Follow the selection in ${table}`,
}
