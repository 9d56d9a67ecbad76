import { type Finding, printWhole, tasksFinding, workFinding } from './finding.ts'
import type { Measurement } from './measurement.ts'

const SECONDS = 5
/** As a wheel that is turned fast. */
const PIXELS_PER_SECOND = 3000
/** Two frames of sixty a second: of more, one was left out. */
const MISSED_MS = 25
const TWO_MISSED_MS = 1000 / 60 + 2 * (1000 / 60) - 8

/** A table with more than 100,000 rows, from its beginning, at the pace of a wheel that is turned fast. */
export const scrolling: Measurement = {
  id: 'scrolling',
  isFor: ({ isLarge }) => isLarge,
  async measure(_world, { open }) {
    const watched = await open('/projects/speed-scroll')
    const { page, protocol } = watched
    const grid = page.getByRole('treegrid')
    await grid.getByRole('gridcell').first().waitFor()
    const rows = Number(await grid.getAttribute('aria-rowcount'))
    await page.waitForLoadState('networkidle')
    const box = (await grid.boundingBox())!
    let frames: readonly number[] = []
    const { tasks, workMs } = await watched.watchWhile(async () => {
      await page.evaluate('watch.startFrames()')
      await protocol.send('Input.synthesizeScrollGesture', {
        x: Math.round(box.x + box.width / 2),
        y: Math.round(box.y + box.height / 2),
        yDistance: -SECONDS * PIXELS_PER_SECOND,
        speed: PIXELS_PER_SECOND,
        gestureSourceType: 'mouse',
      })
      frames = await page.evaluate<readonly number[]>('watch.stopFrames()')
    })
    await watched.close()
    const what = `scrolling ${printWhole(rows)} rows`
    return [
      framesFinding(what, frames),
      tasksFinding(what, tasks),
      workFinding(`a second of ${what}`, [workMs / SECONDS]),
    ]
  },
}

function framesFinding(what: string, frames: readonly number[]): Finding {
  const gaps = frames.slice(1).map((at, index) => at - frames[index]!)
  const seconds = ((frames.at(-1) ?? 0) - (frames[0] ?? 0)) / 1000
  const rate = gaps.length / seconds
  const missed = gaps.filter((gap) => gap > MISSED_MS).length
  const longest = Math.max(...gaps)
  return {
    what,
    found: `${rate.toFixed(1)} frames a second, ${missed} of ${gaps.length} late, longest ${printWhole(longest)} ms`,
    limit: '60 a second, never two missed',
    isKept: rate > 58 && longest < TWO_MISSED_MS,
  }
}
