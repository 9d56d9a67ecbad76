import type { Page } from 'playwright-core'
import { readMetric, type WatchedPage } from './browser.ts'
import { type Finding, printWhole } from './finding.ts'
import type { Measurement } from './measurement.ts'
import type { WorldComponents } from './world-components.ts'

/** What a page holds once its garbage is collected. */
interface Holdings {
  readonly heapMb: number
  readonly nodes: number
  readonly listeners: number
}

/** What caches have of a day's first rounds is there afterwards. */
const WARM_ROUNDS = 3
/** Of what is held at the start of the day. */
const MOST_GROWTH = 0.1

/** Round after round of what one does all day in one tab, which is never loaded anew. */
export const day: Measurement = {
  id: 'day',
  isFor: ({ isLarge }) => !isLarge,
  async measure({ components }, { open, minutes }) {
    const watched = await open('/')
    const { page } = watched
    for (let round = 0; round < WARM_ROUNDS; round++) await liveThrough(page, components)
    const start = await holdingsOf(watched)
    const until = Date.now() + minutes * 60_000
    let rounds = 0
    while (Date.now() < until) {
      await liveThrough(page, components)
      rounds++
    }
    const end = await holdingsOf(watched)
    await watched.close()
    return compare(`${minutes} minutes, ${rounds} rounds`, start, end)
  },
}

function compare(what: string, start: Holdings, end: Holdings): readonly Finding[] {
  const kinds: readonly (readonly [string, (holdings: Holdings) => number])[] = [
    ['heap, MB', ({ heapMb }) => heapMb],
    ['DOM nodes', ({ nodes }) => nodes],
    ['listeners', ({ listeners }) => listeners],
  ]
  return kinds.map(([kind, of]) => ({
    what: `a day (${what}): ${kind}`,
    found: `${printWhole(of(start))} at the start, ${printWhole(of(end))} at the end`,
    limit: 'flat',
    isKept: of(end) <= of(start) * (1 + MOST_GROWTH),
  }))
}

async function holdingsOf({ protocol }: WatchedPage): Promise<Holdings> {
  await protocol.send('HeapProfiler.enable')
  for (let time = 0; time < 3; time++) await protocol.send('HeapProfiler.collectGarbage')
  return {
    heapMb: (await readMetric(protocol, 'JSHeapUsedSize')) / 2 ** 20,
    nodes: await readMetric(protocol, 'Nodes'),
    listeners: await readMetric(protocol, 'JSEventListeners'),
  }
}

type Act = (page: Page, components: WorldComponents) => Promise<void>

/** Each act begins at any place, and leaves all as it was. */
const acts: readonly Act[] = [
  async (page) => {
    await goTo(page, 'Projects')
    await page.getByRole('link', { name: 'speed-ten', exact: true }).click()
    await page.evaluate('watch.until(() => watch.isFilled(10))')
  },
  async (page) => {
    await goTo(page, 'Projects')
    await page.getByRole('link', { name: 'speed-table', exact: true }).click()
    const grid = page.getByRole('treegrid')
    await grid.getByRole('gridcell').first().click()
    await page.keyboard.press('Shift+ArrowDown')
    await grid.getByRole('gridcell').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Explain' }).click()
    await page.getByRole('complementary', { name: 'About this number' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Settings of Freeform table' }).click()
    await page.getByRole('button', { name: 'Settings of Freeform table' }).click()
  },
  async (page) => {
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('searchbox', { name: 'Search or do anything' })
    await palette.fill('speed')
    await page.getByRole('menuitem', { name: 'speed-scroll' }).waitFor()
    // The first one empties the search.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await palette.waitFor({ state: 'detached' })
  },
  async (page, { typed }) => {
    await goTo(page, 'Components')
    await page.getByRole('button', { name: 'New segment' }).click()
    const adder = page.getByRole('combobox', { name: /^Add/ }).last()
    await adder.fill(typed.rule)
    await page.getByRole('option').first().click()
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: 'Undo' }).click()
  },
  async (page, { typed }) => {
    await goTo(page, 'Components')
    await page.getByRole('button', { name: 'New calculated metric' }).click()
    const formula = page.locator('.cm-content')
    await formula.fill(typed.formula)
    await page.waitForLoadState('networkidle')
    await formula.fill('')
  },
  (page) => goTo(page, 'People'),
  (page) => goTo(page, 'Data'),
  (page) => goTo(page, 'Audiences'),
  (page) => goTo(page, 'Administration'),
  (page) => goTo(page, 'Home'),
]

async function liveThrough(page: Page, components: WorldComponents): Promise<void> {
  for (const act of acts) await act(page, components)
}

async function goTo(page: Page, place: string): Promise<void> {
  const places = page.getByRole('navigation', { name: 'Places' })
  await places.getByRole('link', { name: place, exact: true }).click()
  await page.waitForLoadState('networkidle')
}
