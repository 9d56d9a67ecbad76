import { common, type Question, type Row } from '../question.ts'

export interface Flow {
  readonly columns: readonly {
    readonly column: number
    readonly nodes: readonly {
      readonly id: string
      readonly item: string | null
      readonly special?: string
    }[]
  }[]
  readonly links: readonly { readonly from: string; readonly to: string; readonly paths: number }[]
}

/** Column, from, to, paths of each link between items; an exit is an empty text. */
export function linkRows({ columns, links }: Flow): Row[] {
  const nodes = columns.flatMap(({ column, nodes: own }) =>
    own.map((node) => [node.id, { ...node, column }] as const),
  )
  const byId = new Map(nodes)
  return links.flatMap(({ from, to, paths }): Row[] => {
    const [a, b] = [byId.get(from)!, byId.get(to)!]
    if (a.special === 'more' || b.special === 'more') return []
    const name = (node: typeof a) => (node.special === undefined ? node.item : '')
    return [[b.column, name(a), name(b), paths]]
  })
}

/** The rows with most paths first. */
export const mostPaths = (rows: readonly Row[], limit: number): Row[] =>
  [...rows].sort((a, b) => Number(b.at(-1)) - Number(a.at(-1))).slice(0, limit)

export const flow: Question = {
  id: 'flow',
  title: 'the two pages after /p/0',
  request: {
    kind: 'flow',
    ...common,
    container: 'person',
    dimension: 'page',
    anchor: { 'starts-with': { item: '/p/0' } },
    columns: 2,
    itemsPerColumn: 100,
    repeats: true,
  },
  rows: (result) => {
    const links = linkRows(result)
    const second = links.filter(([column]) => column === 2)
    const atOnce = links.filter(([column, , to]) => column === 1 && to === '')
    const gone = atOnce.map(([, , , paths]): Row => ['', '', paths!])
    return mostPaths([...gone, ...second.map((row) => row.slice(1))], 50)
  },
  normalise: ([p1, p2, paths]) => [p1 ?? '', p2 ?? '', paths!],
  // A column shows 100 pages, so rarer pairs are part of “more” in ours but not in SQL.
  top: { limit: 20, by: 2 },
}
