import { counted } from './counted.ts'

export const mend = {
  row: 'Row',
  reason: 'Reason',
  raw: 'As it came',
  surplus: 'Beyond the columns',
  changed: 'changed',
  column: 'Column',
  value: 'Value',
  set: (rows: number) => `Set in ${counted(rows, 'selected row', 'selected rows')}`,
  find: 'Find in this column',
  replacement: 'Replace with',
  replace: (rows: number) => `Replace in ${counted(rows, 'row', 'rows')}`,
  replaySelected: (rows: number) => `Read ${counted(rows, 'selected row', 'selected rows')} again`,
  replayChanged: (rows: number) => `Read ${counted(rows, 'changed row', 'changed rows')} again`,
  newColumn: 'Another column',
  add: 'Add column',
  discard: 'Discard changes',
  noObject: (row: string) =>
    `${row} is no JSON object yet: change the text under “As it came” until it is one.`,
  outcome: (added: string, duplicates: number, aside: string) =>
    [`${added} added`]
      .concat(duplicates === 0 ? [] : [`${duplicates} known already`])
      .concat(aside === '' ? [] : [`still aside: ${aside}`])
      .join(' · '),
}
