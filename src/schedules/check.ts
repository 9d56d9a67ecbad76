import { ThroughlineError } from '../model/errors.ts'
import type { Project } from '../model/definitions/project.ts'
import type { Schedule } from '../model/definitions/schedule.ts'
import { checkCron } from '../timing/cron.ts'
import { listSent } from './tables.ts'

/** Errors: definition/invalid, definition/unknown-component; with the path. */
export function checkSchedule(schedule: Schedule, project: Project): void {
  checkCron(schedule.cron, ['cron'])
  const allowed = listSent(project, { visualizations: [] }).flatMap(
    ({ visualization }) => visualization.id ?? [],
  )
  for (const [index, id] of schedule.visualizations.entries()) {
    if (allowed.includes(id)) continue
    const params = { type: 'visualization with figures', id, allowed }
    throw new ThroughlineError('definition/unknown-component', params, ['visualizations', index])
  }
}
