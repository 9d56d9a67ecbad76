import { columns, common, eventIs, type Question, tableRows } from '../question.ts'

const viewsAndAddsInOneSession = {
  container: 'person',
  where: {
    container: 'session',
    where: { and: [eventIs('product_view'), eventIs('add_to_cart')] },
  },
}

export const nested: Question = {
  id: 'nested',
  title: 'segment with a nested session, five figures by device',
  request: {
    kind: 'freeform',
    ...common,
    segments: [viewsAndAddsInOneSession],
    rows: { dimension: 'device' },
    columns: columns('events', 'people', 'sessions', 'revenue', 'orders'),
  },
  rows: tableRows,
}
