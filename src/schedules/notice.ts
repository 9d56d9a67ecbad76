import type { Notice, NoticeFile } from '../destinations/notice.ts'
import type { Project } from '../model/definitions/project.ts'
import type { Schedule } from '../model/definitions/schedule.ts'
import { printCsv } from '../model/table.ts'
import { printSummary } from './print-summary.ts'
import type { PrintPdf } from './print-pdf.ts'
import type { SentTable } from './tables.ts'

/** What is sent, as of a moment in UTC milliseconds. */
export interface Sent {
  readonly project: Project
  readonly schedule: Schedule
  readonly tables: readonly SentTable[]
  readonly at: number
}

/** A project as a message, in the formats that its schedule asks for. */
export async function makeScheduleNotice(
  sent: Sent,
  timeZone: string,
  printPdf: PrintPdf | undefined,
): Promise<Omit<Notice, 'id'>> {
  const { project, schedule, tables, at } = sent
  const has = (format: Schedule['formats'][number]) => schedule.formats.includes(format)
  const title = schedule.name ?? project.name ?? project.id
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone }).format(at)
  const files = has('csv') ? listCsvFiles(tables) : []
  const hasNoPdf = has('pdf') && printPdf === undefined
  const notes = hasNoPdf
    ? ['No PDF is attached: the server that sent this has no Chromium to make one with.']
    : []
  const summary = { title, day, text: schedule.text, tables }
  const whole = printSummary({ ...summary, notes, files: files.map(({ name }) => name) })
  const pdf = has('pdf') && printPdf !== undefined ? [await makePdf(printPdf, summary)] : []
  const html = has('html')
    ? whole
    : printSummary({ ...summary, tables: [], notes, files: files.map(({ name }) => name) })
  return {
    subject: `${title}: ${day}`,
    text: sayPlainly(sent, title, day, notes),
    html,
    files: [...files, ...pdf],
    data: {
      schedule: { id: schedule.id, name: title, project: project.id },
      at: new Date(at).toISOString(),
      tables: tables.map(({ name, table }) => ({ name, rows: table?.rows.length ?? null })),
    },
  }
}

async function makePdf(
  printPdf: PrintPdf,
  summary: Pick<Parameters<typeof printSummary>[0], 'title' | 'day' | 'text' | 'tables'>,
): Promise<NoticeFile> {
  const content = await printPdf(printSummary({ ...summary, notes: [], files: [] }))
  return { name: `${fileName(summary.title)}.pdf`, contentType: 'application/pdf', content }
}

/** The same as a download of each table. */
const listCsvFiles = (tables: readonly SentTable[]): readonly NoticeFile[] =>
  tables.flatMap(({ name, table }, index) =>
    table === null
      ? []
      : [
          {
            name: `${index + 1}-${fileName(name)}.csv`,
            contentType: 'text/csv',
            content: printCsv(table),
          },
        ],
  )

const fileName = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80)
    .toLowerCase() || 'table'

function sayPlainly(
  { schedule: { text }, tables }: Sent,
  title: string,
  day: string,
  notes: readonly string[],
): string {
  const lines = tables.map(({ name, table, warnings }) =>
    table === null ? `${name}: ${warnings.join('; ')}` : `${name}: ${table.rows.length} rows`,
  )
  return [`${title}, ${day}`, '', ...(text === undefined ? [] : [text, '']), ...lines, '', ...notes]
    .join('\n')
    .trimEnd()
    .concat('\n')
}
