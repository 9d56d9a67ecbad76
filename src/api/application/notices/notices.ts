import { readMailSettings } from '../../../notices/index.ts'
import { log } from '../../log.ts'
import { type Alerts, openAlerts } from './alerts.ts'
import type { NoticeSurroundings } from './ground.ts'
import { openSchedules, type Schedules } from './schedules.ts'

/** What tells people by itself. */
export interface Notices {
  readonly alerts: Alerts
  readonly schedules: Schedules
  /** Whether the server has a mail server. */
  readonly sendsMail: boolean
  close(): Promise<void>
}

const LOOK_EVERY_MS = 1000

/** Alerts and schedules of this workspace, done by themselves. Errors: mail/wrong-setting. */
export async function openNotices(given: Omit<NoticeSurroundings, 'mail'>): Promise<Notices> {
  const mail = readMailSettings(process.env)
  const surroundings = { ...given, mail }
  const alerts = await openAlerts(surroundings)
  const schedules = await openSchedules(surroundings)
  const lookAt = (what: string, { tick }: Pick<Alerts, 'tick'>) =>
    tick().catch((err: unknown) => log.error({ err }, `${what} were not looked at`))
  let looking: Promise<unknown> | undefined
  const look = () => {
    looking ??= Promise.all([lookAt('alerts', alerts), lookAt('schedules', schedules)]).finally(
      () => (looking = undefined),
    )
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return {
    alerts,
    schedules,
    sendsMail: mail !== undefined,
    async close() {
      clearInterval(timer)
      await looking
      await alerts.settled()
      await schedules.settled()
    },
  }
}
