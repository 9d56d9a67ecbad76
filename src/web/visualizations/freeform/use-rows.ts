import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type {
  FreeformRequestInput,
  FreeformResult,
  FreeformRow,
} from '../../../query/reports/freeform/request.ts'
import { runReport } from '../../api/index.ts'
import type { PanelContext } from '../visualization.ts'
import { AnswerMemory } from './answer-memory.ts'
import { buildBreakdownRequest, buildTableRequest, PAGE } from './requests.ts'
import { isSameKey, keyOfRow } from './row-keys.ts'
import { type Block, locate, makeBlock } from './row-tree.ts'
import type { Breakdown, FreeformSettings, RowKey, RowsSetting } from './settings.ts'

/** What the rows of a block have in common. */
export interface BlockFacts {
  readonly rows: RowsSetting
  readonly request: FreeformRequestInput
  /** The rows above, outermost first. */
  readonly path: readonly RowKey[]
  readonly parents: readonly FreeformRow[]
  readonly result: FreeformResult | undefined
  /** null for the table's own rows. */
  readonly breakdown: Breakdown | null
  readonly error: Error | null
}

export interface TableRows {
  readonly tree: Block<FreeformRow>
  /** Another one whenever answers have come. */
  readonly stamp: string
  readonly factsOf: (block: Block<FreeformRow>) => BlockFacts
  /** The breakdown of a row, and undefined where it has none. */
  readonly breakdownOf: (facts: BlockFacts, key: RowKey, index: number) => Breakdown | undefined
  /** Tells which rows are on the screen. */
  readonly show: (first: number, last: number) => void
  /** Brings rows that are not there yet. */
  readonly load: (first: number, last: number) => Promise<void>
}

/** Of more rows browsers cannot show the last ones. */
const MOST_ROWS = 500_000
const STEP = 50

const queryOf = (request: FreeformRequestInput, dataVersion: number | null) => ({
  queryKey: ['report', dataVersion, request],
  queryFn: ({ signal }: { signal: AbortSignal }) => runReport<FreeformResult>(request, signal),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The rows of a table and of its breakdowns, asked for as they come into view. */
export function useRows(
  settings: FreeformSettings,
  context: PanelContext,
  first: FreeformResult,
): TableRows {
  const client = useQueryClient()
  const [shown, setShown] = useState({ first: 0, last: 0 })
  const memory = useRef(new AnswerMemory())
  const builder = new TreeBuilder(settings, context, first, client, memory.current)
  const tree = builder.build()
  const pages = pagesOf(tree, shown.first, shown.last)
  const requests = [
    ...pages.filter((page) => page > 0).map((page) => builder.pageRequest(page)),
    ...builder.breakdownRequests,
  ]
  const stamp = useQueries({
    queries: requests.map((request) => queryOf(request, context.dataVersion)),
    combine: (answers) =>
      answers.map(({ dataUpdatedAt, status }) => `${dataUpdatedAt}${status}`).join(' '),
  })
  const show = useCallback((from: number, to: number) => {
    const next = { first: Math.floor(from / STEP) * STEP, last: Math.ceil(to / STEP) * STEP }
    setShown((now) => (now.first === next.first && now.last === next.last ? now : next))
  }, [])
  return {
    tree,
    stamp,
    factsOf: (block) => builder.facts.get(block.id)!,
    breakdownOf: (facts, key, index) => builder.findBreakdown(facts, key, index),
    show,
    load: async (from, to) => {
      for (const page of pagesOf(tree, from, to).filter((each) => each > 0)) {
        await client.ensureQueryData(queryOf(builder.pageRequest(page), context.dataVersion))
      }
    },
  }
}

/** The pages of the table's own rows that drawn rows belong to. */
function pagesOf(tree: Block<FreeformRow>, first: number, last: number): readonly number[] {
  const pages = new Set<number>()
  for (let drawn = first; drawn <= Math.min(last, tree.height - 1); drawn++) {
    const found = locate(tree, drawn)
    if (found?.block === tree && found.index !== 'more') pages.add(Math.floor(found.index / PAGE))
  }
  return [...pages]
}

/** Puts together what answers there are, and notes which are missing. */
export class TreeBuilder {
  readonly facts = new Map<string, BlockFacts>()
  readonly breakdownRequests: FreeformRequestInput[] = []
  readonly #settings: FreeformSettings
  readonly #context: PanelContext
  readonly #first: FreeformResult
  readonly #client: QueryClient
  readonly #memory: AnswerMemory

  constructor(
    settings: FreeformSettings,
    context: PanelContext,
    first: FreeformResult,
    client: QueryClient,
    memory = new AnswerMemory(),
  ) {
    this.#settings = settings
    this.#context = context
    this.#first = first
    this.#client = client
    this.#memory = memory
  }

  pageRequest(page: number): FreeformRequestInput {
    return buildTableRequest(this.#settings, this.#context, page * PAGE)
  }

  build(): Block<FreeformRow> {
    const facts: BlockFacts = {
      rows: this.#settings.rows,
      request: this.pageRequest(0),
      path: [],
      parents: [],
      result: this.#first,
      breakdown: null,
      error: null,
    }
    const shown = Math.min(this.#first.rowCount, MOST_ROWS)
    const pages = Math.ceil(shown / PAGE)
    const answers = new Map([[0, this.#first]])
    const answerOf = (page: number) => {
      const found = answers.get(page) ?? this.#answer(this.pageRequest(page))
      if (found !== undefined) answers.set(page, found)
      return found
    }
    const rowAt = (index: number) => answerOf(Math.floor(index / PAGE))?.rows[index % PAGE]
    const isAnyOpen = this.#settings.breakdowns.length > 0
    const opened = []
    for (let page = 0; isAnyOpen && page < pages; page++) {
      opened.push(...this.#opened(facts, answerOf(page)?.rows ?? [], page * PAGE, 'r'))
    }
    this.facts.set('r', facts)
    return makeBlock({ id: 'r', shown, hasMore: false, rowAt, opened })
  }

  findBreakdown({ path, breakdown }: BlockFacts, key: RowKey, index: number) {
    const depth = path.length
    const above = breakdown?.positions
    return this.#settings.breakdowns.find(({ parents, positions }) =>
      positions === undefined
        ? parents.length === depth + 1 &&
          [...path, key].every((k, at) => isSameKey(k, parents[at]!))
        : positions.length === depth + 1 &&
          positions.at(-1) === index &&
          (depth === 0 || JSON.stringify(above) === JSON.stringify(positions.slice(0, -1))),
    )
  }

  #answer(request: FreeformRequestInput): FreeformResult | undefined {
    const { dataVersion } = this.#context
    const found = this.#client.getQueryData<FreeformResult>(['report', dataVersion, request])
    return this.#memory.recall(request, dataVersion, found)
  }

  #opened(facts: BlockFacts, rows: readonly FreeformRow[], offset: number, id: string) {
    const { components } = this.#context
    return rows.flatMap((row, k) => {
      const index = offset + k
      const key = keyOfRow(facts.rows, row, index, components)
      const breakdown = key && this.findBreakdown(facts, key, index)
      if (key === null || breakdown === undefined || breakdown === null) return []
      return [{ index, block: this.#breakdown(facts, row, key, breakdown, `${id} ${index}`) }]
    })
  }

  #breakdown(
    above: BlockFacts,
    row: FreeformRow,
    key: RowKey,
    breakdown: Breakdown,
    id: string,
  ): Block<FreeformRow> {
    const path = [...above.path, key]
    const request = buildBreakdownRequest(this.#settings, this.#context, path, breakdown)
    this.breakdownRequests.push(request)
    const result = this.#answer(request)
    const queryKey = ['report', this.#context.dataVersion, request]
    const error =
      result === undefined ? (this.#client.getQueryState(queryKey)?.error ?? null) : null
    const facts: BlockFacts = {
      rows: breakdown.by,
      request,
      path,
      parents: [...above.parents, row],
      result,
      breakdown,
      error,
    }
    this.facts.set(id, facts)
    const rows = result?.rows ?? []
    const waiting = error === null ? Math.min(3, breakdown.limit) : 1
    return makeBlock({
      id,
      shown: result === undefined ? waiting : rows.length,
      hasMore: result !== undefined && result.rowCount > rows.length,
      rowAt: (index) => rows[index],
      opened: this.#opened(facts, rows, 0, id),
    })
  }
}
