import { checkSchedule } from '../../../audiences/index.ts'
import { buildSampleRequest, checkAlertPeriods, placeInAlert } from '../../../alerts/index.ts'
import { checkDestination } from '../../../destinations/check.ts'
import { destinationTypes, findDestinationType } from '../../../destinations/index.ts'
import { compileRules } from '../../../identity/linking/index.ts'
import type { Path } from '../../../model/path.ts'
import { createRegexReplacer } from '../../../query/texts/regex-replacer.ts'
import type { SegmentRef } from '../../../model/conditions.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import { checkSchedule as checkProjectSchedule } from '../../../schedules/index.ts'
import type {
  Alert,
  Annotation,
  Audience,
  CalculatedMetric,
  Dataset,
  Destination,
  DataView,
  DateRange,
  Definition,
  Project,
  Schedule,
  Segment,
  SharedComponent,
  Source,
} from '../../../model/definitions/index.ts'
import { refuseRepeatedIds } from '../../../model/projects/apply-patches.ts'
import { profilesOf } from '../../../model/definitions/source.ts'
import { definitionKindNames } from '../../../model/definitions/index.ts'
import { errorsAt, ThroughlineError } from '../../../model/errors.ts'
import { tellInText } from '../../../formula/told-in-text.ts'
import { resolveDateRange } from '../../../query/compilation/date-range.ts'
import { indexDefinitions } from '../../../query/compilation/definitions.ts'
import { letOthersIn } from '../../../model/let-others-in.ts'
import { parseRequest } from '../../../query/reports/parse-request.ts'
import { resolvePeriod, findWholePeriod } from '../../../query/compilation/period.ts'
import { type ReportContext, explainReport } from '../../../query/run-reports.ts'
import { compileSegment } from '../../../query/segments/compile.ts'
import { refuseReserved } from '../../../query/components/reserved-ids.ts'
import { startCompilation } from '../../../query/components/start-compilation.ts'
import type { Catalog } from '../catalog.ts'
import { asDefinitionErrors } from '../../../query/compilation/as-definition-errors.ts'
import { refuseUnknownFormat } from '../../../ingest/index.ts'
import { isS3 } from '../../../outgoing/index.ts'
import { checkCron } from '../../../timing/cron.ts'
import { placeInInbox } from '../pulling/inbox.ts'
import { refuseTelling } from '../governance/alert-denials.ts'
import { checkAnnotationComponents, checkAnnotationDates } from './annotation.ts'
import { checkConnection } from './connection.ts'
import { checkDataset } from './dataset.ts'
import { checkDataView } from './data-view.ts'
import { placeIn, withCyclePath, withPath } from './paths.ts'
import { compilationIn, compilationOf, contextIn, type World } from './world.ts'
import { readFormula } from '../../../query/formula/index.ts'

/** A definition on its way in; `path` is where it stands among those that come with it. */
export interface Arriving {
  readonly definition: Definition
  readonly path: Path
}

/**
 * Checks what arriving definitions mean, by compiling them against the fields of their connection.
 * `world` already holds them. Nothing is checked where the fields are not known yet.
 * Errors: what compiling throws, as definition/…, with paths into the definition.
 */
export async function checkDefinitions(world: World, arriving: readonly Arriving[]): Promise<void> {
  const rank = ({ definition }: Arriving) => definitionKindNames.indexOf(definition.kind)
  const groundFirst = [...arriving].sort((a, b) => rank(a) - rank(b))
  for (const { definition, path } of groundFirst) {
    await letOthersIn()
    await withPath(path, () => asDefinitionErrors(() => check(world, definition)))
  }
}

/** Compiles a report's request, of whatever dates. Errors: what compiling throws. */
export async function checkRequest(
  world: World,
  request: Readonly<Record<string, unknown>>,
): Promise<void> {
  const context = contextIn(world, String(request['dataView']))
  if (context === undefined) return
  await explainReport(context, parseRequest({ dateRange: 'last-90-days', ...request }))
}

async function check(world: World, definition: Definition): Promise<void> {
  switch (definition.kind) {
    case 'dataset':
      return checkDataset(definition)
    case 'connection':
      return checkConnection(world.catalog, world.known, definition)
    case 'data-view':
      return checkView(world, definition)
    case 'segment':
      return checkSegment(world, definition)
    case 'calculated-metric':
      return checkCalculatedMetric(world, definition)
    case 'date-range':
      return checkDateRange(definition)
    case 'annotation':
      return checkAnnotation(world, definition)
    case 'shared-component':
      return checkSharedComponent(definition)
    case 'identity-space':
      return void compileRules(definition)
    case 'source':
      return checkSource(world, definition)
    case 'audience':
      return checkAudience(world, definition)
    case 'destination':
      return checkDestinationIn(world, definition)
    case 'alert':
      return checkAlert(world, definition)
    case 'schedule':
      return checkScheduleIn(world, definition)
    case 'project':
      return checkProject(world, definition)
    default:
      return undefined
  }
}

/** Errors: source/wrong-path, import/unknown-format, definition/invalid of a calendar, or a dataset that cannot hold what the source brings. */
function checkSource({ catalog }: World, source: Source): void {
  const { watch, table, protocols } = source
  if (watch !== undefined && !isS3(watch.path)) placeInInbox(watch.path)
  const format = watch?.layout?.format
  if (format !== undefined) refuseUnknownFormat(format, ['watch', 'layout', 'format'])
  const every = (watch ?? table)?.every
  if (typeof every === 'object' && 'cron' in every) {
    checkCron(every.cron, [watch ? 'watch' : 'table', 'every', 'cron'])
  }
  if (protocols === undefined) return
  const { person, group } = profilesOf(source)
  checkLanding(catalog, { id: person, type: 'profile', setting: 'profiles' })
  checkLanding(catalog, { id: group, type: 'lookup', setting: 'groups' })
}

interface Landing {
  readonly id: string
  readonly type: Dataset['type']
  readonly setting: 'profiles' | 'groups'
}

function checkLanding({ find }: Catalog, { id, type, setting }: Landing): void {
  const dataset = find('dataset', id)
  if (dataset === undefined || dataset.type === type) return
  const reason = `${setting} is a dataset of type ${type}, and ${id} is one of type ${dataset.type}: name another`
  throw new ThroughlineError('definition/invalid', { reason }, [setting])
}

async function checkView(world: World, dataView: DataView): Promise<void> {
  refuseTakenExternalId(world.catalog, dataView)
  const c = await compilationOf(world, dataView)
  if (c) await checkDataView(c, dataView)
}

/** An external id is nobody else's id or external id. Errors: definition/invalid. */
function refuseTakenExternalId({ list }: Catalog, { id, externalId }: DataView): void {
  if (externalId === undefined) return
  const taken = list('data-view').find(
    (other) => other.id !== id && [other.id, other.externalId].includes(externalId),
  )
  if (taken === undefined) return
  const reason = `data view ${taken.id} already goes by ${externalId}`
  throw new ThroughlineError('definition/invalid', { reason }, ['externalId'])
}

async function checkSegment(world: World, segment: Segment): Promise<void> {
  const c = await compilationIn(world, segment.dataView)
  if (c === undefined) return
  await withCyclePath(
    (cycle) => placeIn(segment.definition, cycle[cycle.indexOf(segment.id) + 1], ['definition']),
    () => compileSegment(c, segment.definition, findWholePeriod(c), ['definition']),
  )
}

/** Patterns are the only settings that mean something without a data view. Errors: regex/invalid. */
function checkSharedComponent(shared: SharedComponent): void {
  if (shared.component !== 'dimension' || shared.settings.substring?.method !== 'regex') return
  createRegexReplacer(shared.settings.substring, ['settings', 'substring', 'pattern'])
}

function checkDestinationIn({ catalog }: World, destination: Destination): void {
  checkDestination(destination)
  const { audiences = [] } = destination.profileChanges ?? {}
  for (const [index, id] of audiences.entries()) {
    if (catalog.find('audience', id) !== undefined) continue
    const allowed = catalog.list('audience').map((each) => each.id)
    const params = { type: 'audience', id, allowed }
    const path = ['profileChanges', 'audiences', index]
    throw new ThroughlineError('definition/unknown-component', params, path)
  }
}

async function checkAudience(world: World, audience: Audience): Promise<void> {
  const { dataView, segments, dateRange } = audience
  checkSchedule(audience)
  await checkLooks(world, dataView, { segments, dateRange }, [])
}

/** An alert is tried as the table that is asked for a period. */
async function checkAlert(world: World, alert: Alert): Promise<void> {
  checkTold(world, alert)
  const dataView = world.catalog.find('data-view', alert.dataView)
  if (dataView !== undefined) checkAlertPeriods(alert, dataView)
  const context = contextIn(world, alert.dataView)
  if (context !== undefined) {
    await errorsAt(
      ({ path }) => placeInAlert(alert, path),
      () => explainReport(context, buildSampleRequest(alert)),
    )
  }
  // One that is paused tells nobody: it can be kept until a policy is another one.
  if (!alert.paused) await refuseTelling(world, alert)
}

function checkScheduleIn(world: World, schedule: Schedule): void {
  checkTold(world, schedule)
  const project = world.catalog.find('project', schedule.project)
  if (project !== undefined) checkProjectSchedule(schedule, project)
}

/** Notices go to types of destinations that take them. Errors: definition/invalid. */
function checkTold({ catalog }: World, { destinations }: Pick<Alert, 'destinations'>): void {
  for (const [index, id] of destinations.entries()) {
    const type = catalog.find('destination', id)?.type
    if (type === undefined || findDestinationType(type)?.takesNotices) continue
    const taking = Object.keys(destinationTypes).filter(
      (name) => findDestinationType(name)?.takesNotices,
    )
    const reason = `${id} is a destination of type ${type}, which takes no notices; these do: ${taking.join(', ')}`
    throw new ThroughlineError('definition/invalid', { reason }, ['destinations', index])
  }
}

/** Requests of a project are checked as a whole when they run, with what their panel gives them. */
async function checkProject(world: World, project: Project): Promise<void> {
  refuseRepeatedIds(project)
  for (const [index, panel] of project.panels.entries()) {
    const dataView = panel.dataView ?? project.dataView
    await checkLooks(world, dataView, panel, ['panels', index])
  }
}

interface Looks {
  readonly segments: readonly SegmentRef[]
  readonly dateRange?: DateRangeRef | undefined
}

/** The date range and the segments of what looks at a data view. */
async function checkLooks(
  world: World,
  dataView: string,
  { segments, dateRange }: Looks,
  path: Path,
): Promise<void> {
  const c = await compilationIn(world, dataView)
  if (c === undefined) return
  const period = resolvePeriod(c, dateRange, [...path, 'dateRange'])
  for (const [index, ref] of segments.entries()) {
    await compileSegment(c, ref, period, [...path, 'segments', index])
  }
}

/** Fixed ends must exist and follow each other, whatever the time zone. */
function checkDateRange({ start, end }: DateRange): void {
  const calendar = { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' } as const
  const clock = { timeZone: 'UTC', calendar, now: Date.now() }
  resolveDateRange({ start, end }, { ...clock, definitions: indexDefinitions([]), path: [] })
}

async function checkAnnotation(world: World, annotation: Annotation): Promise<void> {
  checkAnnotationDates(annotation)
  const c = await compilationIn(world, annotation.dataView)
  if (c !== undefined) checkAnnotationComponents(c, world.catalog, annotation)
}

/** A calculated metric is tried as the only column of a table. */
async function checkCalculatedMetric(world: World, metric: CalculatedMetric): Promise<void> {
  const context = contextIn(world, metric.dataView)
  if (context === undefined) return
  await checkId(context, metric)
  const request = parseRequest({
    kind: 'freeform',
    dataView: context.dataView.id,
    dateRange: { start: '2020-01-01', end: '2020-01-02' },
    rows: { dimension: 'day' },
    columns: [{ formula: metric.formula }],
  })
  try {
    await explainReport(context, request)
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const [list, , ...inColumn] = error.path
    const isInFormula = list === 'columns' && inColumn[0] === 'formula'
    const named =
      'id' in error.params
        ? placeIn(readFormula(metric.formula), error.params.id, ['formula'])
        : undefined
    const path = isInFormula ? inColumn : (named ?? ['formula'])
    throw tellInText(error.at(path), metric.formula, ['formula'])
  }
}

/** A metric of the data view would be meant by the same id. Errors: definition/invalid. */
async function checkId(
  { source, dataView, definitions, now }: ReportContext,
  { id }: CalculatedMetric,
) {
  const { view, schema } = await startCompilation(source, dataView, definitions, now)
  refuseReserved(id, schema, ['id'])
  if (!view.metrics.has(id)) return
  const reason = `the data view ${dataView.id} has a metric ${id}`
  throw new ThroughlineError('definition/invalid', { reason, value: id }, ['id'])
}
