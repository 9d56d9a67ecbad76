import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import type { Span } from './finding.ts'

/** A page that is watched by `watch.mjs`, and what its engine tells of it. */
export interface WatchedPage {
  readonly page: Page
  readonly protocol: CDPSession
  /** What its main thread did while something was done. */
  watchWhile(work: () => Promise<void>): Promise<Watched>
  close(): Promise<void>
}

export interface Watched {
  /** Those that held it for more than 50 ms, by the clock. */
  readonly tasks: readonly Span[]
  /** Processor time of all tasks together: it says something on a busy machine, too. */
  readonly workMs: number
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const chromiumPath = [process.env['CHROME_PATH'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
)

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? '', args: flags })

let profiles = 0

/** A page of a new visitor, whose browser keeps nothing; `profiles`: a folder for what its processor did. */
export async function openPage(browser: Browser, profilesTo?: string): Promise<WatchedPage> {
  const page = await browser.newPage({
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
  })
  page.setDefaultTimeout(60_000)
  await page.addInitScript({ path: join(import.meta.dirname, 'watch.mjs') })
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    page,
    protocol,
    async watchWhile(work) {
      const from = await page.evaluate<number>('performance.now()')
      const before = await readMetric(protocol, 'TaskDuration')
      if (profilesTo !== undefined) await startProfile(protocol)
      await work()
      const workMs = ((await readMetric(protocol, 'TaskDuration')) - before) * 1000
      const tasks = await page.evaluate<readonly Span[]>('watch.tasks')
      if (profilesTo !== undefined) await keepProfile(protocol, profilesTo)
      return { tasks: tasks.filter(({ at }) => at >= from), workMs }
    },
    close: () => page.close(),
  }
}

/** Durations are in seconds. */
export async function readMetric(protocol: CDPSession, wanted: string): Promise<number> {
  const { metrics } = await protocol.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === wanted)?.value ?? 0
}

async function startProfile(protocol: CDPSession): Promise<void> {
  await protocol.send('Profiler.enable')
  await protocol.send('Profiler.setSamplingInterval', { interval: 500 })
  await protocol.send('Profiler.start')
}

async function keepProfile(protocol: CDPSession, folder: string): Promise<void> {
  const { profile } = await protocol.send('Profiler.stop')
  const file = join(folder, `${++profiles}.cpuprofile`)
  await writeFile(file, JSON.stringify(profile))
  console.error(file)
}
