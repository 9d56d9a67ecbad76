import { type Finding, timesFinding } from './finding.ts'
import type { Measurement } from './measurement.ts'
import { TEN } from './projects.ts'
import { get, post, type World } from './world.ts'

const LIMIT_MS = 1500
const TIMES = 3

/** Ten visualizations, each asking a report of its own, from the start of the page until all are drawn. */
export const filling: Measurement = {
  id: 'filling',
  isFor: () => true,
  async measure(world, { open }) {
    const times: number[] = []
    for (let time = 0; time <= TIMES; time++) {
      await askForOtherTime(world, time)
      const watched = await open('/projects/speed-ten')
      times.push(await watched.page.evaluate<number>(`watch.until(() => watch.isFilled(${TEN}))`))
      await watched.close()
    }
    const [first, ...later] = times
    return [
      timesFinding(`${TEN} visualizations, columns not read yet`, [first!], LIMIT_MS),
      timesFinding(`${TEN} visualizations, answers not known yet`, later, LIMIT_MS),
    ] satisfies Finding[]
  },
}

/** A range that ends a second earlier each time, so that no answer is known. */
async function askForOtherTime({ server, lastTime }: World, time: number): Promise<void> {
  const { url } = server
  const project = await get<Project>(url, 'definitions/project/speed-ten')
  const { version: _, updatedAt: __, ...rest } = project
  const end = new Date(lastTime - time * 1000).toISOString()
  const dateRange = { start: '2000-01-01', end }
  await post(url, 'apply', { ...rest, panels: rest.panels.map((each) => ({ ...each, dateRange })) })
}

interface Project {
  readonly version?: number
  readonly updatedAt?: string
  readonly panels: readonly object[]
}
