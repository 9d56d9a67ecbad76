// How fast the workspace is in a browser, and whether it stays so: see bench/README.md.
import { parseArgs } from 'node:util'
import { machine } from '../summary.ts'
import { launchBrowser, openPage } from './browser.ts'
import { day } from './day.ts'
import { drag } from './drag.ts'
import { filling } from './filling.ts'
import type { Finding } from './finding.ts'
import { firstView } from './first-view.ts'
import type { Measurement, Tools } from './measurement.ts'
import { scrolling } from './scrolling.ts'
import { typing } from './typing.ts'
import { openDemo, openLarge, type World } from './world.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Some measurements: `drag,typing`. */
    only: { type: 'string' },
    /** One of the worlds: `demo` or `large`. */
    on: { type: 'string' },
    minutes: { type: 'string', default: '3' },
    /** A folder for profiles of the page's processor. */
    profiles: { type: 'string' },
  },
})
const events = Number(positionals[0] ?? 20_000_000)
const measurements: readonly Measurement[] = [firstView, filling, drag, typing, scrolling, day]
const worlds = { demo: openDemo, large: () => openLarge(events) }

const browser = await launchBrowser()
console.log(`${machine()}\n`)
try {
  for (const [id, open] of Object.entries(worlds)) {
    if (values.on === undefined || values.on === id) await measureIn(open)
  }
} finally {
  await browser.close()
}

async function measureIn(openWorld: () => Promise<World>): Promise<void> {
  const world = await openWorld()
  const chosen = measurements.filter(
    ({ id, isFor }) => isFor(world) && (values.only?.split(',').includes(id) ?? true),
  )
  console.log(`| ${world.name} | measured | limit | |\n|---|---|---|---|`)
  try {
    for (const measurement of chosen) tell(await measurement.measure(world, toolsFor(world)))
  } finally {
    await world.server.stop()
  }
  console.log()
}

function toolsFor({ server }: World): Tools {
  return {
    minutes: Number(values.minutes),
    async open(path) {
      const watched = await openPage(browser, values.profiles)
      await watched.page.goto(server.url + path)
      return watched
    },
  }
}

function tell(findings: readonly Finding[]): void {
  for (const { what, found, limit, isKept } of findings) {
    console.log(`| ${what} | ${found} | ${limit} | ${isKept ? 'kept' : 'MISSED'} |`)
    if (!isKept) process.exitCode = 1
  }
}
