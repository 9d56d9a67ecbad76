import { randomUUID } from 'node:crypto'
import type { ScheduleRun } from '../model/answers/schedules.ts'
import type { Project } from '../model/definitions/project.ts'
import type { Schedule } from '../model/definitions/schedule.ts'
import type { JobKind, Moment } from '../notices/index.ts'
import { nextOfCron } from '../timing/cron.ts'
import { makeScheduleNotice } from './notice.ts'
import type { PrintPdf } from './print-pdf.ts'
import { type Ask, collectTables, type SentTable } from './tables.ts'

/** Where schedules find what they send. */
export interface ScheduleGround {
  /** As it is now. Errors: definition/unknown-id. */
  readonly project: (id: string) => Project
  /** In which a calendar is meant that names no zone: that of the project’s data view. */
  readonly zoneOf: (schedule: Schedule) => string
  /** Every row of a request, of the data as it is now and of dates as they were at `now`. */
  readonly ask: Ask
  /** Undefined where no PDF can be made. */
  readonly printPdf: PrintPdf | undefined
}

/** Schedules as jobs: each moment of the calendar, missed ones together once. */
export function makeScheduleJob(ground: ScheduleGround): JobKind<Schedule, ScheduleRun, Moment> {
  const { project, zoneOf, ask, printPdf } = ground
  /** Tables of a run that nobody has been told of yet: they need not be asked for twice. */
  const made = new Map<string, readonly SentTable[]>()
  const tablesOf = (schedule: Schedule, now: number) =>
    collectTables(project(schedule.project), schedule, (request) => ask(request, now))
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
        warnings: tables.flatMap(({ name, warnings }) =>
          warnings.map((each) => `${name}: ${each}`),
        ),
      }
    },
    tells: () => true,
    // Its tables are held back one by one, whoever is told.
    refusal: async () => null,
    async notice(schedule, run) {
      const at = Date.parse(run.at)
      const key = `${schedule.id} ${at}`
      const tables = made.get(key) ?? (await tablesOf(schedule, at))
      made.delete(key)
      const from = { project: project(schedule.project), schedule, tables, at }
      return makeScheduleNotice(from, zoneOf(schedule), printPdf)
    },
  }
}
