import { findChromium, makeScheduleJob, openPrintPdf } from '../../../schedules/index.ts'
import type {
  ScheduleDenial,
  ScheduleRun,
  ScheduleRuns,
  ScheduleStatus,
} from '../../../model/answers/schedules.ts'
import type { Schedule } from '../../../model/definitions/index.ts'
import { type ScheduleFormat, scheduleFormats } from '../../../model/definitions/schedule.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { type Jobs, openJobs, type RunsPage } from '../../../notices/index.ts'
import type { Catalog } from '../catalog.ts'
import { findScheduledProject } from '../governance/scheduled-project.ts'
import { findHeld, listScheduleDenials } from '../governance/schedule-denials.ts'
import { openAsk } from './ask.ts'
import { type NoticeSurroundings, openJobGround } from './ground.ts'

/** Schedules of a workspace. Each of an id: schedule/unknown. */
export interface Schedules {
  /** What can be made here. */
  readonly formats: readonly ScheduleFormat[]
  list(): Promise<readonly ScheduleStatus[]>
  status(id: string): Promise<ScheduleStatus>
  /** What policies have against sending it, by whom; of one that need not be saved. */
  denials(schedule: Schedule): Promise<ScheduleDenial[]>
  /** The latest first. */
  runs(id: string, page: RunsPage): Promise<ScheduleRuns>
  /** Errors: job/busy; what the project’s requests say. */
  send(id: string): Promise<ScheduleRun>
  tick(): Promise<void>
  settled(): Promise<void>
}

export async function openSchedules(surroundings: NoticeSurroundings): Promise<Schedules> {
  const { stores, connections, reports } = surroundings
  let known = await stores.catalog()
  const look = async (): Promise<Catalog> => (known = await stores.catalog())
  const chromium = findChromium(process.env)
  const project = (id: string) => findScheduledProject(known, id)
  const ground = { catalog: stores.catalog, connections, reports }
  const job = makeScheduleJob({
    project,
    zoneOf: ({ timeZone, project: id }) =>
      timeZone ?? known.dataView(project(id).dataView).timeZone,
    ask: openAsk(surroundings),
    held: (request, recipients) => findHeld(ground, request, recipients),
    printPdf: chromium === undefined ? undefined : openPrintPdf(chromium),
  })
  const listSchedules = async () => (await look()).list('schedule')
  const jobs: Jobs<Schedule, ScheduleRun> = openJobs(
    job,
    openJobGround(surroundings, listSchedules),
  )
  const find = async (id: string): Promise<Schedule> => {
    const all = await listSchedules()
    const found = all.find((each) => each.id === id)
    if (found) return found
    throw new ThroughlineError('schedule/unknown', { id, allowed: all.map((each) => each.id) })
  }
  const describe = async (schedule: Schedule): Promise<ScheduleStatus> => {
    const { toldAt: _, ranAt, ...standing } = await jobs.standing(schedule)
    const { id, name, project: of } = schedule
    return { id, ...(name !== undefined && { name }), project: of, ...standing, sentAt: ranAt }
  }
  return {
    formats: scheduleFormats.filter((format) => format !== 'pdf' || chromium !== undefined),
    async list() {
      const all: ScheduleStatus[] = []
      for (const schedule of await listSchedules()) all.push(await describe(schedule))
      return all
    },
    status: async (id) => describe(await find(id)),
    denials: (schedule) => listScheduleDenials(ground, schedule),
    runs: async (id, page) => jobs.runs((await find(id)).id, page),
    send: async (id) => jobs.doNow(await find(id)),
    tick: jobs.tick,
    settled: jobs.settled,
  }
}
