import type { LakeClient } from '../../lake/client.ts'
import { type DatasetRecord, type FieldLeaf, listLeaves } from '../../lake/datasets/index.ts'
import type { TimesWritten } from '../../model/answers/datasets.ts'
import type { OpenQuestion } from '../../model/answers/imports.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { type Assumption, type FileOptions, isAssumption } from '../../model/import-options.ts'
import { readTexts } from '../copy/read-texts.ts'
import { sampleRows } from '../sample.ts'
import type { OpenFile } from '../source.ts'
import { countRead } from './choose-formats.ts'
import { isTimeFormat, timeFormats } from './index.ts'
import { judgeTimes, type TimeJudgement } from './judge-times.ts'
import type { TimeSpelling } from './parse-time.ts'
import { getOwn } from '../../model/own.ts'

/** A dataset whose times are known how to read, but for the fields that questions are about. */
export interface Spelled {
  readonly record: DatasetRecord
  readonly questions: readonly OpenQuestion[]
}

/**
 * Finds out how the times of a source are written, for the fields where that is not known: as its first
 * rows tell, or all of them where these leave day and month open.
 *
 * @throws ThroughlineError `import/unknown-format`
 */
export async function spellTimes(
  lake: LakeClient,
  record: DatasetRecord,
  source: OpenFile,
  options: FileOptions,
): Promise<Spelled> {
  const told = tellSpelling(record, options)
  const times = { ...record.times, ...told }
  const unknown = listTimeFields(record).filter(({ path }) => getOwn(times, path) === undefined)
  const first = await judgeFields(lake, record, source, unknown, options, sampleRows)
  const open = unknown.filter(({ path }) => first.get(path)?.open !== undefined)
  const whole = await judgeFields(lake, record, source, open, options)
  return spelled(record, times, new Map([...first, ...whole]))
}

/**
 * Judges fields of a source by all their values, where what is known has left some unread. Undefined when
 * that reads no more.
 */
export async function respellTimes(
  lake: LakeClient,
  record: DatasetRecord,
  source: OpenFile,
  paths: readonly string[],
  options: FileOptions,
): Promise<Spelled | undefined> {
  const fields = listTimeFields(record).filter(({ path }) => paths.includes(path))
  const found = await judgeFields(lake, record, source, fields, options)
  const better = [...found].filter(([path, each]) =>
    isBetter(each, getOwn(record.times ?? {}, path)),
  )
  return better.length === 0 ? undefined : spelled(record, record.times ?? {}, new Map(better))
}

function isBetter(found: TimeJudgement, known: TimesWritten | undefined): boolean {
  if (found.open !== undefined || known === undefined) return true
  const isNew = (found.zones ?? []).some((zone) => !known.zones?.includes(zone))
  const { counts, formats } = found
  return isNew || countRead(counts, formats) > countRead(counts, known.formats.filter(isTimeFormat))
}

function tellSpelling(
  { timestamp }: DatasetRecord,
  { timestampFormat: format }: FileOptions,
): Readonly<Record<string, TimeSpelling>> {
  if (format === undefined || timestamp === undefined) return {}
  if (isTimeFormat(format)) return { [timestamp]: { formats: [format] } }
  const params = { source: timestamp, format, allowed: Object.keys(timeFormats) }
  throw new ThroughlineError('import/unknown-format', params, ['timestampFormat'])
}

/** Fields whose values are times, in lists too. */
const listTimeFields = ({ fields }: DatasetRecord): readonly FieldLeaf[] =>
  listLeaves(fields).filter(({ type }) => type === 'timestamp' || type === 'date')

/** By field: none for those that arrive as times, or without a value. */
async function judgeFields(
  lake: LakeClient,
  record: DatasetRecord,
  source: OpenFile,
  fields: readonly FieldLeaf[],
  { assume }: FileOptions,
  limit?: number,
): Promise<ReadonlyMap<string, TimeJudgement>> {
  const found = new Map<string, TimeJudgement>()
  const { from, settings, reading } = source.rows(record.fields)
  for (const field of fields) {
    const texts = readTexts(record.fields, reading, field.path)
    if (texts === undefined) continue
    const column = { texts, from, settings, limit }
    const assumed = assume ?? record.assume ?? assumedBefore(record, field)
    const judged = await judgeTimes(lake, column, record.timeZone, assumed)
    if (judged !== null) found.set(field.path, judged)
  }
  return found
}

/** The order of day and month in earlier files holds where nothing speaks against it. */
function assumedBefore({ times }: DatasetRecord, { path }: FieldLeaf): readonly Assumption[] {
  const formats = getOwn(times ?? {}, path)?.formats ?? []
  return formats.filter(isAssumption)
}

function spelled(
  record: DatasetRecord,
  known: NonNullable<DatasetRecord['times']>,
  found: ReadonlyMap<string, TimeJudgement>,
): Spelled {
  const entries = [...found]
    .filter(([, { formats }]) => formats.length > 0)
    .map(([path, { formats, zones }]) => [path, { formats, ...(zones && { zones }) }])
  return {
    record: { ...record, times: { ...known, ...Object.fromEntries(entries) } },
    questions: [...found].flatMap(([path, { open }]) => (open ? [askAbout(path, open)] : [])),
  }
}

function askAbout(field: string, open: NonNullable<TimeJudgement['open']>): OpenQuestion {
  const [day = '', month = ''] = open.readings
  return {
    field,
    question: `in ${field}, the day or the month may come first, as in ${open.text}`,
    readings: [
      { assume: 'day-first', means: day },
      { assume: 'month-first', means: month },
    ],
  }
}
