import type { AudienceFromAnswer } from '../../model/answers/audiences.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import { type Audience, parseDefinitionAs } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import { findPeople, type FoundPeople } from '../../query/find-people.ts'
import type { ReportRequest } from '../../query/reports/index.ts'
import type { ReportContext } from '../../query/run-reports.ts'
import { type Evaluated, evaluateAudiences } from '../evaluate.ts'
import { isoOf } from '../journal.ts'
import { sayAsSegments } from './as-segments.ts'

/** What an audience is besides whom it holds. */
export type AudienceTexts = Omit<
  Partial<Audience>,
  'kind' | 'dataView' | 'source' | 'segments' | 'match' | 'dateRange'
> & { readonly id: string }

/** Whose number it is; `except`: without the people behind another number of the same answer. */
export interface AnswerPlace {
  readonly request: ReportRequest
  readonly except?: ExplainPlace | undefined
}

/** People of a list in a segment; more would make a definition that nobody can read or keep. */
const MOST_LISTED = 10_000

/**
 * The audience of the people behind a number of an answer. Where segments say who they are it goes on holding those
 * who satisfy them; otherwise it is a list of these people. Errors: request/impossible of nobody, and where a list
 * of ids cannot tell them from others.
 */
export async function makeFromAnswer(
  context: ReportContext,
  { request, except }: AnswerPlace,
  texts: AudienceTexts,
): Promise<AudienceFromAnswer> {
  const { dateRange, dataView } = request
  const found = await findPeople(context, request)
  const others = except && (await findPeople(context, { ...request, explain: except }))
  const of = others ? `${found.definition}, without ${others.definition}` : found.definition
  const people = await namePeople(found, others)
  const define = (about: object) =>
    parseDefinitionAs('audience', { kind: 'audience', dataView, match: 'all', ...texts, ...about })
  const range = texts.lookbackDays === undefined && dateRange !== undefined ? { dateRange } : {}
  const segments = await sayPeople(context, { request, except }, texts.lookbackDays !== undefined)
  const said = segments && (segments.length === 0 ? [everybody] : [...segments])
  if (said && (await holds(context, { segments: said, match: 'all', dateRange }, people))) {
    const definition = define({ segments: said, ...range })
    return { definition, basis: 'segments', people: people.size, of }
  }
  if (people.size === 0) throw refuse('nobody is behind this number')
  const description = `The ${people.size} people of “${of}” as of ${isoOf(context.now)}: a fixed list`
  const { lookbackDays: _, ...rest } = texts
  const list = { kind: 'audience', dataView, description, ...rest }
  if (people.size > MOST_LISTED) return asMembers(list, people, of)
  const segment = await listPeople(context, people)
  const definition = parseDefinitionAs('audience', { ...list, segments: [segment] })
  return { definition, basis: 'list', people: people.size, of }
}

/** A list that is too long to be part of a definition: its members are to be told to the audience. */
function asMembers(
  { refresh: _, paused: __, ...list }: Pick<AudienceTexts, 'refresh' | 'paused'>,
  people: ReadonlySet<string>,
  of: string,
): AudienceFromAnswer {
  const definition = parseDefinitionAs('audience', { ...list, source: 'imported' })
  const members = Array.from(people, (person) => ({ person, status: 'entered' as const }))
  return { definition, basis: 'members', people: people.size, of, members }
}

const everybody: SegmentRef = {
  container: 'event',
  where: { dimension: 'person-id', op: 'exists' },
}

/** Both numbers as segments, where what the second one adds is one segment. */
async function sayPeople(
  context: ReportContext,
  { request, except }: AnswerPlace,
  isMoving: boolean,
): Promise<readonly SegmentRef[] | null> {
  const said = await sayAsSegments(context, request, isMoving)
  if (said === null || except === undefined) return said
  const without = await sayAsSegments(context, { ...request, explain: except }, isMoving)
  const others = without?.slice(request.segments.length)
  const [other] = others ?? []
  if (others?.length !== 1 || other === undefined || typeof other === 'string') return null
  return other.container === 'person' ? [...said, { ...other, exclude: true }] : null
}

async function namePeople(
  { codes, persons }: FoundPeople,
  others: FoundPeople | undefined,
): Promise<ReadonlySet<string>> {
  const people = new Set<string>()
  const left = new Set(others?.codes)
  for (const code of codes) {
    if (left.has(code)) continue
    people.add(persons.value(code)!)
    if (people.size % 1000 === 0) await letOthersIn()
  }
  return people
}

async function listPeople(
  context: ReportContext,
  people: ReadonlySet<string>,
): Promise<SegmentRef> {
  const value = [...people]
  const where = { dimension: 'person-id', op: 'equals-any' as const, value }
  const segment: SegmentRef = { container: 'person', where }
  if (await holds(context, { segments: [segment], match: 'all' }, people)) return segment
  throw refuse('ids of these people cannot be told from those of others by a segment')
}

/** Whether exactly these people satisfy it now. */
async function holds(
  context: ReportContext,
  evaluated: Evaluated,
  people: ReadonlySet<string>,
): Promise<boolean> {
  for await (const outcome of evaluateAudiences(Promise.resolve(context), [evaluated])) {
    if ('error' in outcome) return false
    const persons = await outcome.result.persons()
    return persons.length === people.size && persons.every(({ person }) => people.has(person))
  }
  return false
}

const refuse = (reason: string) => new ThroughlineError('request/impossible', { reason })
