import { common, eventIs, type Question, tableRows } from '../question.ts'

const callers = { container: 'person', where: eventIs('call_start') }
const cartSessions = { container: 'session', where: eventIs('add_to_cart') }

export const calculated: Question = {
  id: 'calculated',
  title: 'revenue of callers per person with a cart session, by country',
  request: {
    kind: 'freeform',
    ...common,
    rows: { dimension: 'country' },
    columns: [
      {
        formula: {
          op: '/',
          args: [
            { metric: 'revenue', segments: [callers] },
            { metric: 'people', segments: [cartSessions] },
          ],
        },
      },
    ],
    limit: 100,
  },
  rows: tableRows,
}
