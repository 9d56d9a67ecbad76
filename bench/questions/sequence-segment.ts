import { columns, common, eventIs, type Question, tableRows } from '../question.ts'

const callsAfterViewing = {
  container: 'person',
  where: {
    sequence: [eventIs('product_view'), { step: eventIs('call_start'), within: { days: 7 } }],
  },
}

export const sequenceSegment: Question = {
  id: 'sequence-segment',
  title: 'sequence segment, then events and people by channel',
  request: {
    kind: 'freeform',
    ...common,
    segments: [callsAfterViewing],
    rows: { dimension: 'channel' },
    columns: columns('events', 'people'),
  },
  rows: tableRows,
  isInC: true,
}
