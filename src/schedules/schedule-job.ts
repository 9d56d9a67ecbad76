import { randomUUID } from 'node:crypto'
import type { ScheduleRun } from '../model/answers/schedules.ts'
import type { Project } from '../model/definitions/project.ts'
import type { Schedule } from '../model/definitions/schedule.ts'
import { ThroughlineError } from '../model/errors.ts'
import { type JobKind, listRecipients, type Moment, type Recipient } from '../notices/index.ts'
import type { ReportResult } from '../query/reports/index.ts'
import { nextOfCron } from '../timing/cron.ts'
import { joinReasons, openLetters } from './letters.ts'
import { makeScheduleNotice } from './notice.ts'
import type { PrintPdf } from './print-pdf.ts'
import { collectTables, type Held, recipientKey, type Request, type SentTable } from './tables.ts'

/** Where schedules find what they send. */
export interface ScheduleGround {
  /** As it is now. Errors: definition/unknown-id. */
  readonly project: (id: string) => Project
  /** In which a calendar is meant that names no zone: that of the project’s data view. */
  readonly zoneOf: (schedule: Schedule) => string
  /** Every row of a request, of the data as it is now and of dates as they were at `now`, in UTC milliseconds. */
  readonly ask: (request: Request, now: number) => Promise<ReportResult>
  /** From whom of the recipients policies hold back what a request is answered with. */
  readonly held: (request: Request, recipients: readonly Recipient[]) => Promise<Held>
  /** Undefined where no PDF can be made. */
  readonly printPdf: PrintPdf | undefined
}

/** Schedules as jobs: each moment of the calendar, missed ones together once. */
export function makeScheduleJob(ground: ScheduleGround): JobKind<Schedule, ScheduleRun, Moment> {
  const { project, zoneOf, printPdf } = ground
  /** Tables of a run that nobody has been told of yet: they need not be asked for twice. */
  const made = new Map<string, readonly SentTable[]>()
  const tablesOf = (schedule: Schedule, now: number) =>
    collectTables(project(schedule.project), schedule, (request) =>
      askFor(ground, listRecipients(schedule), request, now),
    )
  const takeTables = (schedule: Schedule, at: number) => {
    const key = `${schedule.id} ${at}`
    const tables = made.get(key)
    made.delete(key)
    return tables ?? tablesOf(schedule, at)
  }
  return {
    kind: 'schedule',
    basisOf: (schedule) => JSON.stringify([schedule.cron, zoneOf(schedule)]),
    zoneOf,
    begin: (_, now) => now,
    nextAt: (schedule, through) => nextOfCron(schedule.cron, zoneOf(schedule), through),
    due(schedule, through, now) {
      const at = nextOfCron(schedule.cron, zoneOf(schedule), through) ?? now
      return { id: new Date(at).toISOString(), through: now }
    },
    byHand: (_, now) => ({ id: `by-hand-${randomUUID()}`, through: now }),
    empty: (_, isByHand) => ({
      trigger: isByHand ? 'by-hand' : 'calendar',
      tables: [],
      warnings: [],
    }),
    async work(schedule, _, now) {
      const tables = await tablesOf(schedule, now)
      made.clear()
      made.set(`${schedule.id} ${now}`, tables)
      return {
        tables: tables.map(({ name, table }) => ({ name, rows: table?.rows.length ?? 0 })),
        warnings: tables.flatMap(listWarnings),
      }
    },
    tells: () => true,
    letters(schedule, run) {
      const at = Date.parse(run.at)
      const letterTo = openLetters(
        () => takeTables(schedule, at),
        (tables) => {
          const from = { project: project(schedule.project), schedule, tables, at }
          return makeScheduleNotice(from, zoneOf(schedule), printPdf)
        },
      )
      return (recipient) => letterTo(recipientKey(recipient))
    },
  }
}

/** Errors: policy/denied where it is held back from all of them; what the request says. */
async function askFor(
  { ask, held: findHeld }: ScheduleGround,
  recipients: readonly Recipient[],
  request: Request,
  now: number,
) {
  const held = await findHeld(request, recipients)
  if (held.size > 0 && held.size === recipients.length) {
    throw new ThroughlineError('policy/denied', { reason: joinReasons([...held.values()]) })
  }
  return { result: await ask(request, now), held }
}

/** Of a visualization with several tables, once who does not get them. */
function listWarnings(
  sent: SentTable,
  index: number,
  all: readonly SentTable[],
): readonly string[] {
  const { name, warnings, held } = sent
  const isFirst = all.findIndex((each) => each.held === held) === index
  return [
    ...warnings.map((each) => `${name}: ${each}`),
    ...[...(isFirst ? held : [])].map(
      ([key, reason]) => `${name}: not told to ${key.slice(key.indexOf(' ') + 1)}: ${reason}`,
    ),
  ]
}
