import { columns, common, eventIs, type Question, tableRows } from '../question.ts'

const buysWithoutCalling = {
  container: 'person',
  where: {
    sequence: [
      eventIs('product_view'),
      { step: eventIs('add_to_cart'), within: { days: 1 } },
      { step: eventIs('call_start'), exclude: true },
      eventIs('purchase'),
    ],
  },
}

export const threeStep: Question = {
  id: 'three-step',
  title: 'three-step sequence with a time limit and an exclusion',
  request: {
    kind: 'freeform',
    ...common,
    segments: [buysWithoutCalling],
    rows: { dimension: 'channel' },
    columns: columns('events', 'people'),
  },
  rows: tableRows,
}
