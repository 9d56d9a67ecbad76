import type { Page } from 'playwright-core'
import { type Finding, printWhole, timesFinding } from './finding.ts'
import type { Measurement } from './measurement.ts'

const LIMIT_MS = 1000
const LIMIT_BYTES = 300_000
const TIMES = 5

const views = [
  { what: 'Home', path: '/', isShown: `document.querySelector('main table, main [role=grid]')` },
  {
    what: 'a project',
    path: '/projects/speed-table',
    isShown: `document.querySelector('main [role=treegrid] [role=gridcell]')`,
  },
]

/** A page of a browser that knows nothing yet, until what it is for is there. */
export const firstView: Measurement = {
  id: 'first-view',
  isFor: ({ isLarge }) => !isLarge,
  async measure(_world, { open }) {
    const found: Finding[] = []
    for (const { what, path, isShown } of views) {
      const times: number[] = []
      let bytes: Readonly<Record<string, number>> = {}
      for (let time = 0; time < TIMES; time++) {
        const watched = await open(path)
        const shownAt = await watched.page.evaluate<number>(`watch.until(() => ${isShown})`)
        times.push(shownAt)
        bytes = await bytesUntil(watched.page, shownAt)
        await watched.close()
      }
      found.push(timesFinding(`first view of ${what}`, times, LIMIT_MS))
      found.push(bytesFinding(what, bytes))
    }
    return found
  },
}

/** Compressed bytes of what had begun to load, by kind. */
const bytesUntil = (page: Page, at: number) =>
  page.evaluate<Readonly<Record<string, number>>>(`
    performance.getEntriesByType('resource')
      .filter(({ startTime, name }) => startTime < ${at} && /\\.(js|css|woff2)$/.test(name))
      .reduce((sums, { name, encodedBodySize }) => {
        const kind = name.split('.').at(-1)
        return { ...sums, [kind]: (sums[kind] ?? 0) + encodedBodySize }
      }, {})`)

function bytesFinding(what: string, bytes: Readonly<Record<string, number>>): Finding {
  const { js = 0, ...others } = bytes
  const beside = Object.entries(others).map(([kind, size]) => `${kind} ${printWhole(size / 1000)}`)
  return {
    what: `compressed JavaScript until ${what} shows`,
    found: `${printWhole(js / 1000)} kB (beside: ${beside.join(', ')})`,
    limit: `${LIMIT_BYTES / 1000} kB`,
    isKept: js < LIMIT_BYTES,
  }
}
