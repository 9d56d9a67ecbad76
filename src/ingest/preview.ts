import type { LakeClient } from '../lake/client.ts'
import type { DatasetRecord } from '../lake/datasets/index.ts'
import type { FilePreview, OpenQuestion } from '../model/answers/imports.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { FileOptions } from '../model/import-options.ts'
import { spellDecimals } from './amounts/spell-decimals.ts'
import { reading } from './broken-file.ts'
import { recognise } from './content.ts'
import { type FirstRows, readFirstRows } from './first-rows.ts'
import { type Fetching, withFiles } from './gather.ts'
import { describeGuess } from './guess/describe-guess.ts'
import { warnOfPlace } from './guess/row-places.ts'
import { suggest } from './guess/suggest.ts'
import { warnOfColumns } from './guess/warn-of-columns.ts'
import { dataOf, type Opened } from './open.ts'
import { findOpenOption } from './open-option.ts'
import { planDataset } from './prepare.ts'
import { refuseQuestions } from './refuse-questions.ts'
import { type Sampled, sample } from './sample.ts'
import type { LocatedFile, Repairable, SourceFile } from './source.ts'
import { joinTimes } from './times/joined-time.ts'
import { spellTimes } from './times/spell-times.ts'
import { unpack } from './unpack.ts'
import { describeUse } from './used-options.ts'
import { warnOfRows } from './warn-of-rows.ts'
import { withText } from './widen.ts'
import { withOpenFile } from './with-open-file.ts'

/**
 * What an import of these files would go by, and what would become of their first rows; nothing is
 * written. What would be refused is said in `problem` where the rows can be shown all the same.
 *
 * @throws ThroughlineError `import/not-found`, `import/unreadable`, `import/unknown-format`
 */
export async function previewFiles(
  lake: LakeClient,
  record: DatasetRecord,
  sources: readonly string[],
  options: FileOptions & Fetching,
): Promise<readonly FilePreview[]> {
  return withFiles(lake, sources, options, async (files) => {
    const previews: FilePreview[] = []
    for (const file of files) previews.push(...(await previewLocated(lake, record, file, options)))
    return previews
  })
}

/** A file, or the files of an archive. */
async function previewLocated(
  lake: LakeClient,
  record: DatasetRecord,
  located: LocatedFile,
  options: FileOptions,
): Promise<readonly FilePreview[]> {
  const unpacked = await unpack(lake, located)
  try {
    const previews: FilePreview[] = []
    for (const file of dataOf(unpacked.files).files) {
      previews.push(await previewFile(lake, record, file, options))
    }
    return previews
  } finally {
    await unpacked.remove()
  }
}

async function previewFile(
  lake: LakeClient,
  record: DatasetRecord,
  file: SourceFile,
  options: FileOptions,
): Promise<FilePreview> {
  const preview = await previewOrAsk(lake, record, file, options)
  const [known] = (await recognise(lake, record.id, file)).batches
  return { ...preview, ...(known !== undefined && { knownAs: known }) }
}

/** What has to be told before a file can be opened is asked, and shown by the first answer. */
async function previewOrAsk(
  lake: LakeClient,
  record: DatasetRecord,
  file: SourceFile,
  options: FileOptions,
): Promise<FilePreview> {
  try {
    return await withOpenFile(lake, file, options, (readable, source) =>
      previewOpened(lake, record, readable, source, options),
    )
  } catch (error) {
    const asked = findOpenOption(error)
    const [first] = asked?.readings ?? []
    if (asked === undefined || first === undefined) throw error
    const answered = { ...options, [asked.option]: first.assume }
    const preview = await previewOrAsk(lake, record, file, answered)
    const problem = describeProblem(error as ThroughlineError)
    return { ...preview, questions: [asked, ...preview.questions], problem }
  }
}

async function previewOpened(
  lake: LakeClient,
  known: DatasetRecord,
  file: SourceFile,
  opened: Opened,
  options: FileOptions,
): Promise<FilePreview | Repairable> {
  const found = await sample(lake, file, opened)
  if (found.repair) return { repair: found.repair }
  const { source, sampled, record } = joinTimes(opened, found, known)
  const plan = await planOrProblem(lake, record, file, source, sampled, options)
  const { repair, ...seen } = await reading(file, () =>
    readFirstRows(lake, plan.shown, file, source),
  )
  if (repair) return { repair }
  const preview = describePreview(file, source, plan, seen, options)
  const odd = [
    ...warnOfPlace(source.layout, sampled.fields, options),
    ...plan.warnings,
    ...warnOfColumns(plan.record, sampled.writings, plan.open),
  ]
  const warnings = [...preview.warnings, ...odd]
  const suggested = suggest(plan.record, sampled, source.layout, options)
  return { ...preview, ...(suggested && { suggested }), warnings }
}

interface Plan {
  readonly record: DatasetRecord
  /** By which the rows are shown: what is open stands there as it came. */
  readonly shown: DatasetRecord
  readonly questions: readonly OpenQuestion[]
  readonly problem?: ThroughlineError | undefined
  /** Fields that somebody has to say the decimals of. */
  readonly open: readonly string[]
  readonly warnings: readonly string[]
}

/** The dataset as the import would make it; where it would be refused, one that shows the rows. */
async function planOrProblem(
  lake: LakeClient,
  record: DatasetRecord,
  file: SourceFile,
  source: Opened,
  sampled: Sampled,
  options: FileOptions,
): Promise<Plan> {
  const amounts = await reading(file, () => spellDecimals(lake, source, record, sampled, options))
  const questions = [...(sampled.questions ?? []), ...amounts.questions]
  const { decimals, open, warnings } = amounts
  try {
    const planned = planDataset(record, file, amounts.sampled, options)
    const times = await reading(file, () => spellTimes(lake, planned, source, options))
    const asked = [...questions, ...times.questions]
    const problem = findProblem(() => refuseQuestions(file, asked))
    const spelled = { ...times.record, decimals }
    const shown = asked.length === 0 ? spelled : leaveOpen(spelled, asked)
    return { record: spelled, shown, questions: asked, problem, open, warnings }
  } catch (problem) {
    if (!(problem instanceof ThroughlineError)) throw problem
    const { fields } = amounts.sampled
    const { id, timeZone, personId } = record
    const shown = { id, type: 'lookup', timeZone, personId, fields, decimals } as const
    return { record: shown, shown, questions, problem, open, warnings }
  }
}

/** Fields that questions are about are texts; rows need no time as long as it is open. */
function leaveOpen(
  { id, timeZone, fields, decimals }: DatasetRecord,
  questions: readonly OpenQuestion[],
): DatasetRecord {
  const texts = questions.reduce(
    (open, { field }) => (field === undefined ? open : withText(open, field)),
    fields,
  )
  return { id, type: 'lookup', timeZone, fields: texts, decimals }
}

function findProblem(work: () => void): ThroughlineError | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof ThroughlineError) return error
    throw error
  }
}

function describePreview(
  file: SourceFile,
  source: Opened,
  { record, questions, problem }: Plan,
  { shapes, ...rows }: Omit<FirstRows, 'repair'>,
  options: FileOptions,
): FilePreview {
  const found = new Set(record.fields.map(({ path }) => path))
  const { personId: told = record.personId } = options
  const personId = told !== undefined && found.has(told) ? told : undefined
  return {
    source: file.name,
    used: describeUse(source.layout, record, options),
    fields: shapes.map(({ path, filled, distinct }, index) => {
      const { type } = record.fields[index]!
      return { path, type, filled, values: distinct }
    }),
    ...rows,
    guessed: describeGuess(shapes, personId),
    questions,
    ...(problem && { problem: describeProblem(problem) }),
    warnings: warnOfRows(rows),
  }
}

function describeProblem({ code, message, hint }: ThroughlineError) {
  return { code, detail: message, ...(hint !== undefined && { hint }) }
}
