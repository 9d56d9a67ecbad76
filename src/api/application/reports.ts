import type { Path } from '../../model/path.ts'
import { randomUUID } from 'node:crypto'
import type { PeopleBehindNumber, ReportPlan } from '../../model/answers/reports.ts'
import type { RunOptions } from '../../engine/index.ts'
import type { DataView } from '../../model/definitions/index.ts'
import { refuseManyObjects } from '../../model/budgets/count-objects.ts'
import { checkBudget } from '../../model/budgets/index.ts'
import { parseAs, ThroughlineError } from '../../model/errors.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import type {
  ReportKind,
  ReportRequest,
  ReportResult,
  RequestOf,
  ResultOf,
} from '../../query/reports/index.ts'
import { kindOf, parseRequest } from '../../query/reports/parse-request.ts'
import {
  explainReport,
  type Outcome,
  type ReportContext,
  runReport,
  runReports,
} from '../../query/run-reports.ts'
import { comparisonQuestion } from '../../model/answers/comparison.ts'
import { compareNumber } from '../../query/differences/compare-number.ts'
import { listPeople, type PageOfPeople } from '../../query/find-people.ts'
import { type FieldsRead, listFieldsRead } from '../../query/fields-read.ts'
import type { Catalog } from './catalog.ts'
import type { Connections } from './connections.ts'
import { keepRunningReports, type Run, type RunningReports } from './running-reports.ts'

/** What a client may ask for beside its requests. */
export interface ReportRunOptions {
  readonly id?: string | undefined
  /** Computes anew although the same has been asked before. */
  readonly fresh?: boolean
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
  /** Computes when it is this client's turn; at once unless told. */
  readonly inTurn?: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>
}

export interface Reports {
  readonly running: RunningReports
  /**
   * Runs one request; or an array of requests with outcomes in the same order, of which each can fail
   * by itself. Requests of the same data view share one pass. Errors carry paths into the body:
   * `[1].rows.dimension`.
   */
  run(body: unknown, options?: ReportRunOptions): Promise<ReportResult | Outcome[]>
  /** Runs a request that the server itself has made, on a data view that need not be saved. */
  runOn<K extends ReportKind>(dataView: DataView, request: RequestOf<K>): Promise<ResultOf<K>>
  /** Plans of requests; of a question for a difference (`comparisonQuestion`) its causes, too. */
  explain(body: unknown, signal?: AbortSignal): Promise<ReportPlan | Outcome<ReportPlan>[]>
  /** Some of the people behind the number that a request’s `explain` names. */
  people(body: unknown, page: PageOfPeople): Promise<PeopleBehindNumber>
  /** What each request reads of the journey of its data view; without those that are wrong. */
  fieldsRead(body: unknown): Promise<readonly RequestReads[]>
}

export interface RequestReads extends FieldsRead {
  readonly dataView: DataView
  readonly request: ReportRequest
}

export function openReports(catalog: () => Promise<Catalog>, connections: Connections): Reports {
  const ground = { catalog, connections }
  const running = keepRunningReports()
  return {
    running,
    async run(body, { id = randomUUID(), fresh = false, signal, inTurn = atOnce } = {}) {
      const given = listRequests(body)
      const kinds = given.flatMap(({ value }) => kindOf(value) ?? [])
      const outcomes = await running.track(id, kinds, (run) => {
        signal?.addEventListener('abort', run.cancel, { once: true })
        return inTurn(async () => answer(ground, await parseAll(given), run, fresh), run.signal)
      })
      return Array.isArray(body) ? outcomes : expectResult(outcomes[0]!)
    },
    async runOn<K extends ReportKind>(dataView: DataView, request: RequestOf<K>) {
      const context = await contextOf(ground, await catalog(), dataView)
      return (await runReport(context, request)) as ResultOf<K>
    },
    async explain(body, signal) {
      const outcomes: Outcome<ReportPlan>[] = []
      for (const given of listRequests(body)) {
        await letOthersIn()
        outcomes.push(await explainGiven(ground, given, signal))
      }
      return Array.isArray(body) ? outcomes : expectResult(outcomes[0]!)
    },
    async people(body, page) {
      refuseManyObjects(body)
      const request = parseRequest(body, ['request'])
      return listPeople(await contextFor(ground, request), request, page)
    },
    async fieldsRead(body) {
      const all: RequestReads[] = []
      for (const placed of await parseAll(listRequests(body))) {
        if ('request' in placed) all.push(...(await readsOf(ground, placed.request)))
      }
      return all
    },
  }
}

/** Nothing where the request cannot be answered: then nothing of it was. */
async function readsOf(ground: Ground, request: ReportRequest): Promise<readonly RequestReads[]> {
  try {
    const context = await contextFor(ground, request)
    const read = await listFieldsRead(context, request)
    return [{ ...read, dataView: context.dataView, request }]
  } catch (error) {
    if (error instanceof ThroughlineError) return []
    throw error
  }
}

const atOnce = <T>(work: () => Promise<T>): Promise<T> => work()

/** What reports are run on. */
interface Ground {
  readonly catalog: () => Promise<Catalog>
  readonly connections: Connections
}

async function contextOf(
  { connections }: Ground,
  { definitions }: Catalog,
  dataView: DataView,
): Promise<ReportContext> {
  const source = await connections.source(dataView.connection)
  return { source, dataView, definitions, now: Date.now() }
}

async function contextFor(ground: Ground, request: ReportRequest): Promise<ReportContext> {
  const known = await ground.catalog()
  return contextOf(ground, known, known.dataView(request.dataView, ['dataView']))
}

/** A request with its place in the body; or what is wrong with it. */
type Placed = { readonly path: Path } & (
  | { readonly request: ReportRequest }
  | { readonly error: unknown }
)

/** What is asked, unread: a crowd's requests cost next to nothing until it is their turn. */
interface Given {
  readonly value: unknown
  readonly path: Path
}

/** In front of paths stands the place in the body: `[2]`, or nothing for a single request. */
function listRequests(body: unknown): readonly Given[] {
  if (!Array.isArray(body)) return [{ value: body, path: [] }]
  checkBudget('requests-per-body', body.length)
  return body.map((value, index) => ({ value, path: [index] }))
}

async function parseAll(all: readonly Given[]): Promise<readonly Placed[]> {
  const placed: Placed[] = []
  for (const given of all) {
    await letOthersIn()
    placed.push(parsePlaced(given))
  }
  return placed
}

function parsePlaced({ value, path }: Given): Placed {
  try {
    refuseManyObjects(value)
    return { request: parseRequest(value), path }
  } catch (error) {
    return { error, path }
  }
}

/** Outcomes in the order of the requests; those on one data view are run together. */
async function answer(
  ground: Ground,
  placed: readonly Placed[],
  { signal, advance }: Run,
  fresh: boolean,
): Promise<Outcome[]> {
  const outcomes = new Map<Placed, Outcome>()
  const groups = groupByDataView(placed)
  for (const [index, group] of groups.entries()) {
    const onProgress = (share: number) => advance((index + share) / groups.length)
    const found = await runGroup(ground, group, { signal, onProgress, fresh })
    if (signal.aborted) throw new ThroughlineError('report/cancelled')
    for (const [k, outcome] of found.entries()) outcomes.set(group[k]!, outcome)
  }
  return placed.map((each) => tellAt(each, 'error' in each ? each : outcomes.get(each)!))
}

type Group = readonly (Placed & { readonly request: ReportRequest })[]

/** What keeps the data view itself from being read is the failure of each of its requests. */
async function runGroup(
  ground: Ground,
  group: Group,
  options: RunOptions,
): Promise<readonly Outcome[]> {
  const requests = group.map(({ request }) => request)
  try {
    const isOutdated = await hasNewerData(ground, requests[0]!)
    const context = { ...(await contextFor(ground, requests[0]!)), options }
    const outcomes = await runReports(context, requests)
    return isOutdated ? outcomes.map(asOutdated) : outcomes
  } catch (error) {
    return requests.map(() => ({ error }))
  }
}

/** Asked before the journey is opened: what is refreshed in between is told as outdated, never the other way. */
async function hasNewerData(
  { catalog, connections }: Ground,
  request: ReportRequest,
): Promise<boolean> {
  const { connection } = (await catalog()).dataView(request.dataView, ['dataView'])
  return connections.isOutdated(connection)
}

function asOutdated(outcome: Outcome): Outcome {
  if ('error' in outcome) return outcome
  const { result } = outcome
  return { result: { ...result, meta: { ...result.meta, isOutdated: true } } }
}

function groupByDataView(placed: readonly Placed[]): Group[] {
  const groups = new Map<string, Group>()
  for (const each of placed) {
    if ('error' in each) continue
    const { dataView } = each.request
    groups.set(dataView, [...(groups.get(dataView) ?? []), each])
  }
  return [...groups.values()]
}

async function explainGiven(
  ground: Ground,
  { value, path }: Given,
  signal: AbortSignal | undefined,
): Promise<Outcome<ReportPlan>> {
  if (!isQuestion(value)) return explainPlaced(ground, parsePlaced({ value, path }))
  try {
    return { result: await explainDifference(ground, value, signal) }
  } catch (error) {
    return tellAt({ path, error }, { error })
  }
}

const isQuestion = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && 'comparedWith' in value && 'request' in value

/** The plan of a number's request, the number, and what its difference comes from. */
async function explainDifference(
  ground: Ground,
  value: object,
  signal: AbortSignal | undefined,
): Promise<ReportPlan> {
  const { request: written, ...question } = parseAs(comparisonQuestion, value, 'request/invalid')
  const placed = parsePlaced({ value: written, path: ['request'] })
  if ('error' in placed) throw at(placed.path, placed.error)
  const { request } = placed
  const context = await contextFor(ground, request)
  const asked = signal === undefined ? context : { ...context, options: { signal } }
  try {
    const plan = await explainReport(context, request)
    return { ...plan, ...(await compareNumber(asked, { ...question, request })) }
  } catch (error) {
    throw at(placed.path, error)
  }
}

async function explainPlaced(ground: Ground, placed: Placed): Promise<Outcome<ReportPlan>> {
  if ('error' in placed) return tellAt(placed, placed)
  const { request } = placed
  try {
    return { result: await explainReport(await contextFor(ground, request), request) }
  } catch (error) {
    return tellAt(placed, { error })
  }
}

/** Mistakes are told behind the place of their request in the body. */
const tellAt = <T>({ path }: Placed, outcome: Outcome<T>): Outcome<T> =>
  'error' in outcome ? { error: at(path, outcome.error) } : outcome

const at = (path: Path, error: unknown): unknown =>
  error instanceof ThroughlineError ? error.at([...path, ...error.path]) : error

function expectResult<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw outcome.error
  return outcome.result
}
