import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  hasChromium,
  makeProject,
  openBrowserWorkspace,
  type SetVisualization,
} from '../support/browser.ts'

const home = { dimension: 'page-type', item: 'Home' }
const product = { dimension: 'page-type', item: 'Product' }

/** Every kind with settings that draw much of what it can. */
const kinds: readonly SetVisualization[] = [
  {
    type: 'freeform',
    rows: { dimension: 'channel' },
    columns: [
      { id: 'a', metric: 'people' },
      { id: 'b', metric: 'revenue' },
    ],
  },
  { type: 'line', metrics: ['people', 'revenue'], trendLine: 'linear' },
  { type: 'area', metrics: ['people'], breakdown: 'device', stacking: 'stacked', interval: 'week' },
  { type: 'bar', dimension: 'channel', metrics: ['people', 'orders'], limit: 6 },
  { type: 'stacked-bar', dimension: 'channel', stackBy: 'device', metrics: ['people'] },
  { type: 'horizontal-bar', dimension: 'channel', metrics: ['revenue'] },
  { type: 'combo', bars: ['people'], lines: ['revenue'], interval: 'week' },
  { type: 'donut', dimension: 'device', metrics: ['people'] },
  { type: 'treemap', dimension: 'page-type', metrics: ['events'] },
  { type: 'scatter', dimension: 'channel', metrics: ['people', 'orders'] },
  { type: 'bubble', dimension: 'channel', metrics: ['people', 'orders', 'revenue'] },
  { type: 'bullet', dimension: 'channel', metrics: ['orders'], goalSource: 'number', goal: 60 },
  { type: 'map', by: 'countries', country: 'country', metric: 'people' },
  { type: 'summary-number', metric: 'people' },
  { type: 'summary-change', metric: 'revenue', show: 'both' },
  { type: 'key-metric', metric: 'events', trendLine: 'linear' },
  { type: 'histogram', metric: 'events', container: 'person', size: 5, buckets: 20 },
  { type: 'venn', metric: 'people', sets: ['buyers', 'error-then-call'] },
  {
    type: 'fallout',
    steps: [
      { any: [home], gap: 'eventual' },
      { any: [{ metric: 'orders' }], gap: 'eventual' },
    ],
  },
  { type: 'flow', ...home },
  {
    type: 'canvas',
    nodes: [
      { id: 'a', parts: [home] },
      { id: 'b', parts: [product] },
      { id: 'c', parts: [{ metric: 'orders' }] },
    ],
    arrows: [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
    ],
  },
  { type: 'cohort' },
  { type: 'paths', dimension: 'page-type' },
  { type: 'next-previous', ...home },
  { type: 'retention' },
  { type: 'growth' },
  { type: 'frequency' },
  { type: 'engagement', top: 'page-type' },
  { type: 'impact', use: { metric: 'orders' }, measures: [home] },
  { type: 'correlation', dimensions: ['channel', 'page-type'] },
  { type: 'attribution', dimension: 'channel', metric: 'revenue' },
  {
    type: 'experiment',
    experiment: 'page-type',
    item: 'Home',
    variant: 'device',
    control: 'Desktop',
  },
  { type: 'concurrent-viewers' },
  { type: 'average-minute-audience' },
  { type: 'playback-time' },
  { type: 'timeline', dimension: 'page-type', people: 3 },
  { type: 'quick-insights', dimension: 'device', metrics: ['people', 'orders'] },
  {
    type: 'cells',
    table: {
      rows: { dimension: 'channel' },
      columns: [{ id: 'a', metric: 'people' }],
    },
    cells: { rows: [], columns: [] },
  },
  { type: 'text', text: '# Why\n\n**Calls** rose after the *size guide* broke.\n\n- one\n- two' },
  { type: 'section', heading: 'Buying path', text: 'Where buyers are lost' },
]

/** They have no number, so there is nothing to act on; of every other kind marks are asked for. */
const askNothing = ['text', 'section']

/** How much of the data the panel looks at. */
const scopes = {
  full: {},
  one: { dateRange: { start: '2026-10-05', end: '2026-10-06' } },
  empty: { dateRange: { start: '2020-01-01', end: '2020-02-01' } },
}

const photographs = join(import.meta.dirname, '../../build/gallery')
const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

describe.skipIf(!hasChromium)(`the gallery of visualizations${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await fetch(`${workspace.url}/api/v1/demo?people=120`, { method: 'POST' })
    await mkdir(photographs, { recursive: true })
  })

  afterAll(async () => {
    await workspace?.close()
  })

  async function visit(scope: keyof typeof scopes, look: 'light' | 'dark' = 'light') {
    return await workspace.visit(await makeProject(workspace, kinds, [], scopes[scope]), look)
  }
  const tiles = (page: Page) => page.locator('section[id^="visualization-"]')
  /** All that is asked has come: nothing is busy, and no shape stands for what is to come. */
  const settle = (page: Page) =>
    expect
      .poll(
        async () => [
          await tiles(page).count(),
          await page.locator('[aria-busy="true"], [aria-label="Loading"]').count(),
        ],
        { timeout: 60_000 },
      )
      .toEqual([kinds.length, 0])
  async function photograph(page: Page, name: string): Promise<void> {
    const height = await page.evaluate<number>(
      "document.querySelector('[data-canvas]').scrollHeight",
    )
    await page.setViewportSize({ width: page.viewportSize()!.width, height: height + 120 })
    await page.screenshot({ path: join(photographs, `${name}.png`) })
  }

  it('has every kind', async () => {
    const source = await readFile(
      join(import.meta.dirname, '../../src/web/visualizations/index.ts'),
      'utf8',
    )
    const listed = source.slice(source.indexOf('= ['), source.indexOf(']\n')).match(/^ {2}\w+,$/gm)
    expect(listed).toHaveLength(kinds.length)
  })

  it.each(['light', 'dark'] as const)('draws every kind (%s)', async (look) => {
    const page = await visit('full', look)
    await settle(page)
    await photograph(page, look)
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([])
    expect(await leavingTexts(page)).toEqual([])
    expect(await findFaults(page)).toEqual([])
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it.each([
    ['Shift+F10', pressMenuKey],
    ['right click', clickRight],
  ])('has a menu on marks of every kind, by %s', async (_, open) => {
    const page = await visit('full')
    await settle(page)
    expect(await withoutMenus(page, open)).toEqual(askNothing)
    await page.close()
  })

  it('is read on a phone, and nothing is wider than it', async () => {
    const page = await visit('full')
    await page.setViewportSize({ width: 390, height: 844 })
    await settle(page)
    await photograph(page, 'narrow')
    expect(await widerThanPage(page)).toEqual([])
    expect(await leavingTexts(page)).toEqual([])
    expect(await findFaults(page)).toEqual([])
    await page.close()
  })

  it.each(['one', 'empty'] as const)('says what there is of %s value', async (scope) => {
    const page = await visit(scope)
    await settle(page)
    await photograph(page, scope)
    expect(await page.getByText('This could not be drawn').count()).toBe(0)
    expect(await findFaults(page)).toEqual([])
    await page.close()
  })

  it('says what is wrong with each', async () => {
    const page = await workspace.visit('/')
    await page.route('**/api/v1/reports**', (route) => route.abort())
    await page.goto(workspace.url + (await makeProject(workspace, kinds)))
    await settle(page)
    await photograph(page, 'wrong')
    // Texts ask nothing, and tables of several reports say it in a place of their own.
    expect(await page.getByRole('alert').count()).toBeGreaterThan(kinds.length / 2)
    expect(await findFaults(page)).toEqual([])
    await page.close()
  })

  it('shows the shape of what is to come', async () => {
    const page = await workspace.visit('/')
    // Reports that never answer.
    await page.route('**/api/v1/reports**', () => undefined)
    await page.goto(workspace.url + (await makeProject(workspace, kinds)))
    await expect.poll(() => tiles(page).count()).toBe(kinds.length)
    await photograph(page, 'loading')
    expect(await findFaults(page)).toEqual([])
    await page.close()
  })
})

type OpenMenu = (page: Page, mark: Locator) => Promise<void>

/** The kinds of which no mark opens the menu of its number. */
async function withoutMenus(page: Page, open: OpenMenu): Promise<readonly string[]> {
  const silent: string[] = []
  for (const [k, { type }] of kinds.entries()) {
    const tile = page.locator(`#visualization-v${k}`)
    const [mark] = await tile.locator('[aria-haspopup="menu"], [role="gridcell"]').all()
    const opens = mark !== undefined && (await opensMenu(page, mark, open))
    if (!opens) silent.push(type)
  }
  return silent
}

/** An element as the page knows it. */
interface Scrollable {
  scrollIntoView(at: { readonly block: 'center' }): void
}

async function opensMenu(page: Page, mark: Locator, open: OpenMenu): Promise<boolean> {
  await mark.evaluate((element: Scrollable) => element.scrollIntoView({ block: 'center' }))
  await open(page, mark)
  const menu = page.getByRole('menu')
  const found = await menu
    .getByRole('menuitem', { name: 'See people' })
    .waitFor({ timeout: 10_000 })
    .then(
      () => true,
      () => false,
    )
  await page.keyboard.press('Escape')
  await menu.waitFor({ state: 'detached' })
  return found
}

async function pressMenuKey(page: Page, mark: Locator): Promise<void> {
  await mark.focus()
  await page.keyboard.press('Shift+F10')
}

async function clickRight(page: Page, mark: Locator): Promise<void> {
  const { x, y, width, height } = (await mark.boundingBox())!
  await page.mouse.click(x + width / 2, y + height / 2, { button: 'right' })
}

/** Texts of drawings that stand outside of them. */
const leavingTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('figure svg text')].flatMap((text) => {
    const frame = text.closest('figure').getBoundingClientRect()
    const { left, right, top, bottom } = text.getBoundingClientRect()
    const isOut = left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1
    return isOut ? [text.closest('section').ariaLabel + ': ' + text.textContent] : []
  })`)

/** What makes the page scroll sideways. */
const widerThanPage = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('[data-canvas]')
    if (canvas.scrollWidth <= canvas.clientWidth && document.documentElement.scrollWidth <= innerWidth) return []
    return [...canvas.querySelectorAll('section[id]')].filter((each) => each.getBoundingClientRect().right > innerWidth).map((each) => each.ariaLabel)
  })()`)
