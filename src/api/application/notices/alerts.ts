import { makeAlertJob, previewAlert } from '../../../alerts/index.ts'
import type {
  AlertDenial,
  AlertPreview,
  AlertRun,
  AlertRuns,
  AlertStatus,
} from '../../../model/answers/alerts.ts'
import type { Alert } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { type Jobs, openJobs, type RunsPage } from '../../../notices/index.ts'
import type { ReportContext } from '../../../query/run-reports.ts'
import type { Catalog } from '../catalog.ts'
import type { World } from '../checks/world.ts'
import { findTellingRefusal, listAlertDenials } from '../governance/alert-denials.ts'
import { readKnownDatasets } from '../known-datasets.ts'
import { type NoticeSurroundings, openJobGround } from './ground.ts'

/** Alerts of a workspace. Each of an id: alert/unknown. */
export interface Alerts {
  list(): Promise<readonly AlertStatus[]>
  status(id: string): Promise<AlertStatus>
  /** The latest first. */
  runs(id: string, page: RunsPage): Promise<AlertRuns>
  /** Tells everybody of the last period that is over, as a test. Errors: job/busy. */
  test(id: string): Promise<AlertRun>
  /** Of a definition that need not be saved. */
  preview(alert: Alert): Promise<AlertPreview>
  /** What policies have against telling people of one that need not be saved. */
  denials(alert: Alert): Promise<AlertDenial[]>
  tick(): Promise<void>
  settled(): Promise<void>
}

export async function openAlerts(surroundings: NoticeSurroundings): Promise<Alerts> {
  const { stores, connections } = surroundings
  let known = await stores.catalog()
  const look = async (): Promise<Catalog> => (known = await stores.catalog())
  const open = async (id: string, now: number): Promise<ReportContext> => {
    const { definitions, dataView } = await look()
    const view = dataView(id, ['dataView'])
    return { source: await connections.source(view.connection), dataView: view, definitions, now }
  }
  const world = async (): Promise<World> => {
    const catalog = await look()
    return { catalog, known: await readKnownDatasets(stores.lake, catalog) }
  }
  const job = makeAlertJob({
    view: (id) => known.dataView(id),
    open,
    refusal: async (alert, recipient) => findTellingRefusal(await world(), alert, recipient),
  })
  const listAlerts = async () => (await look()).list('alert')
  const jobs: Jobs<Alert, AlertRun> = openJobs(job, openJobGround(surroundings, listAlerts))
  const find = async (id: string): Promise<Alert> => {
    const all = await listAlerts()
    const found = all.find((each) => each.id === id)
    if (found) return found
    throw new ThroughlineError('alert/unknown', { id, allowed: all.map((each) => each.id) })
  }
  const describe = async (alert: Alert): Promise<AlertStatus> => {
    const { toldAt, ranAt: _, ...standing } = await jobs.standing(alert)
    const { id, name, dataView, granularity } = alert
    return {
      id,
      ...(name !== undefined && { name }),
      ...{ dataView, granularity, ...standing, firedAt: toldAt },
    }
  }
  return {
    async list() {
      const all: AlertStatus[] = []
      for (const alert of await listAlerts()) all.push(await describe(alert))
      return all
    },
    status: async (id) => describe(await find(id)),
    runs: async (id, page) => jobs.runs((await find(id)).id, page),
    test: async (id) => jobs.doNow(await find(id)),
    denials: async (alert) => listAlertDenials(await world(), alert),
    preview: async (alert) => previewAlert(await open(alert.dataView, Date.now()), alert),
    tick: jobs.tick,
    settled: jobs.settled,
  }
}
