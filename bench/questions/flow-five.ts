import { common, type Question } from '../question.ts'
import { linkRows, mostPaths } from './flow.ts'

export const flowFive: Question = {
  id: 'flow-five',
  title: 'the five pages after /p/0, repeats collapsed',
  request: {
    kind: 'flow',
    ...common,
    container: 'person',
    dimension: 'page',
    anchor: { 'starts-with': { item: '/p/0' } },
    columns: 5,
    itemsPerColumn: 100,
  },
  rows: (result) =>
    mostPaths(
      linkRows(result).filter(([, , to]) => to !== ''),
      50,
    ),
  // A column shows 100 pages, so rarer links are part of “more” in ours but not in SQL.
  top: { limit: 20, by: 3 },
}
