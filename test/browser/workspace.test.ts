import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  choose,
  chooseByKeys,
  dropFile,
  hasChromium,
  makeProject,
  openBrowserWorkspace,
  pickByKeys,
  press,
  rowsOf,
  take,
  typeInto,
  type BrowserWorkspace,
  type SetVisualization,
} from '../support/browser.ts'
import type { Truth } from '../../src/demo/truth/truth.ts'
import { hasShop, shopFile, shopReason } from '../support/shop.ts'

const devices = { type: 'freeform', rows: 'device', columns: ['events', 'people'] }

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const print = (count: number) => count.toLocaleString('en-US')

/** Days that may be months, decimals with commas, and shops by numbers that are no amounts. */
const strangeFile = [
  'when;visitor;shop;channel;price',
  '01/02/2026 10:00;v1;7;Search;1,5',
  '01/02/2026 10:05;v1;7;E-mail;2,5',
  '02/02/2026 10:00;v2;8;Search;10,0',
  '03/02/2026 10:00;v2;8;Search;4,0',
  '03/02/2026 11:00;v3;7;E-mail;',
  '04/02/2026 10:00;v4;8;Social;3,0',
].join('\n')

/** A preview looks at the whole file again, beside whatever else the machine does. */
const slowly = { timeout: 60_000 }

async function pick(page: Page, picker: RegExp, option: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: picker }).click()
  await take(page, 'option', option)
}

/** Fewer people, each with all that they do: what a browser shows of them does not depend on how many they are. */
const makeSampleSmall = (page: Page): Promise<unknown> =>
  page.route('**/demo?people=*', (route) =>
    route.continue({
      url: route
        .request()
        .url()
        .replace(/people=\d+/, 'people=500'),
    }),
  )

/** Opens the settings of a visualization at the right. */
const openSettings = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name: `Settings of ${name}` }).click()

/** Holds back the answers of previews of a file that is there already, until each is let go. */
async function holdPreviews(page: Page) {
  const held: (() => void)[] = []
  await page.route('**/preview', async (route) => {
    const response = await route.fetch({ timeout: slowly.timeout })
    await new Promise<void>((letGo) => held.push(letGo))
    await route.fulfill({ response })
  })
  return {
    letGo: async () => {
      await expect.poll(() => held.length, slowly).toBeGreaterThan(0)
      const answered = page.waitForResponse('**/preview')
      held.shift()?.()
      await (await answered).finished()
    },
  }
}

describe.skipIf(!hasChromium)(`the workspace in a browser${reason}`, () => {
  let workspace: BrowserWorkspace
  /** Of the sample. */
  let truth: Truth

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
  })

  afterAll(async () => {
    await workspace?.close()
  })

  /** The address of a new project with one panel of these visualizations. */
  const panel = (...visualizations: readonly SetVisualization[]): Promise<string> =>
    makeProject(workspace, visualizations)

  it('offers a sample at the first start and opens it in its first template', {
    timeout: 180_000,
  }, async () => {
    const page = await workspace.visit('/')
    await makeSampleSmall(page)
    const made = page.waitForResponse(/\/demo/, slowly)
    await page.getByRole('button', { name: 'Load the sample' }).click()
    truth = ((await (await made).json()) as { truth: Truth }).truth
    await page.getByRole('treegrid', { name: 'Freeform table by Place' }).waitFor()
    const fallout = page.getByRole('list', { name: 'Steps' })
    await fallout.waitFor()
    expect(await fallout.innerText()).toContain('2. Orders')
    const [, totals] = await rowsOf(page, /Freeform table/)
    expect(totals?.slice(0, 2)).toEqual(['Total', print(truth.people.seen)])
    await page.close()
  })

  it('sorts by a pressed column and breaks a row down', async () => {
    const page = await workspace.visit(await panel(devices))
    const people = page.getByRole('columnheader', { name: /People/ })
    await people.getByRole('button', { name: 'Sort by People' }).click()
    await expect.poll(() => people.getAttribute('aria-sort')).toBe('descending')
    await page.getByRole('button', { name: 'Open Mobile' }).click()
    await take(page, 'menuitem', 'Country')
    await page.getByRole('rowheader', { name: 'Germany' }).waitFor()
    await page.getByRole('button', { name: 'Close Mobile' }).click()
    await expect.poll(() => page.getByRole('rowheader', { name: 'Germany' }).count()).toBe(0)
    await page.close()
  })

  it('describes selected cells, with a sum only where there is one, and keeps the focus', async () => {
    const page = await workspace.visit(await panel(devices))
    const cell = (column: number) =>
      page
        .getByRole('row', { name: /Mobile/ })
        .getByRole('gridcell')
        .nth(column)
    const line = page.getByRole('status').filter({ hasText: 'Mean' })
    await cell(1).click()
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(() => line.innerText()).toMatch(/Cells 2\s+Sum not added\s+Mean [\d,.]+/)
    await cell(0).click()
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(() => line.innerText()).toMatch(/Cells 2\s+Sum [\d,]+\s+Mean/)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Sort, smallest first' }).click()
    const corner = page.getByRole('columnheader', { name: 'Device' })
    await expect.poll(() => corner.getAttribute('aria-sort')).toBe('ascending')
    await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe('Device')
    await page.close()
  })

  it('adds, moves and removes columns, and searches rows', async () => {
    const page = await workspace.visit(await panel(devices))
    await openSettings(page, 'Freeform table')
    await choose(page, 'Columns', 'Revenue')
    const revenue = page.getByRole('columnheader', { name: /Revenue/ })
    await revenue.click({ button: 'right' })
    await take(page, 'menuitem', 'Move left')
    const heads = async () => (await rowsOf(page, /Device/))[0]?.map((text) => text.split('\n')[0])
    await expect.poll(heads).toEqual(['Device', 'Events', 'Revenue', 'People'])
    await revenue.click({ button: 'right' })
    await take(page, 'menuitem', 'Remove')
    await expect.poll(async () => (await heads())?.length).toBe(3)
    await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('tab')
    await page.getByRole('rowheader', { name: 'Table total' }).waitFor()
    await expect.poll(() => page.getByRole('rowheader', { name: 'Mobile' }).count()).toBe(0)
    await page.close()
  })

  it('saves as CSV what the table shows', async () => {
    const page = await workspace.visit(await panel(devices))
    await page.getByRole('rowheader', { name: 'Total' }).waitFor()
    const shown = (await rowsOf(page, /Device/)).slice(2)
    await page.getByRole('button', { name: 'More of Freeform table' }).click()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      take(page, 'menuitem', 'CSV of all rows'),
    ])
    const [, ...lines] = (await readFile(await saved.path(), 'utf8')).trim().split(/\r?\n/)
    const numbersOf = (text = '') => Number(text.split(/\s/)[0]!.replaceAll(',', ''))
    const asShown = shown.map(([name, ...cells]) => [name, ...cells.map(numbersOf)].join(','))
    expect(lines.slice(0, asShown.length)).toEqual(asShown)
    await page.close()
  })

  it('keeps segments and dates in the project, so that its address can be shared', async () => {
    const address = await panel(devices)
    const page = await workspace.visit(address)
    await page.getByRole('rowheader', { name: 'Total' }).waitFor()
    const before = (await rowsOf(page, /Device/))[1]
    await page.getByRole('button', { name: 'Filter' }).click()
    await choose(page, 'Segments', 'Buyers')
    await page.keyboard.press('Escape')
    const total = async () => (await rowsOf(page, /Device/))[1]
    await expect.poll(total).not.toEqual(before)
    await page.getByRole('button', { name: /Date range/ }).click()
    await take(page, 'menuitemradio', 'Last 7 full days')
    await page.getByText('Saved').waitFor()
    await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0)
    const shared = await workspace.visit(address)
    await shared.getByRole('button', { name: 'Date range: Last 7 full days' }).waitFor()
    await shared.getByRole('rowheader', { name: 'Total' }).waitFor()
    expect((await rowsOf(shared, /Device/))[1]).toEqual(await total())
    await shared.close()
    await page.close()
  })

  it('keeps both of two changes that follow each other at once', async () => {
    const address = await panel({ type: 'freeform' }, { type: 'fallout' })
    const page = await workspace.visit(address)
    const titles = page.getByRole('textbox', { name: /^Title of (Freeform table|Fallout)/ })
    await titles.nth(1).waitFor()
    const slow = await page.context().newCDPSession(page)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await titles.nth(0).fill('One')
    await page.getByRole('textbox', { name: 'Title of Fallout' }).fill('Two')
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await page.getByText(/^Saved/).waitFor()
    await page.reload()
    await page.getByRole('region', { name: 'One' }).waitFor()
    await page.getByRole('region', { name: 'Two' }).waitFor()
    await page.close()
  })

  it('stays as it is when the server does not answer for a while', async () => {
    const address = await panel(devices)
    const page = await workspace.visit('/')
    await page.clock.install()
    await page.goto(workspace.url + address)
    await page.getByRole('rowheader', { name: 'Total' }).waitFor()
    let refused = 0
    await page.route('**/api/**', (route) => {
      refused++
      return route.abort()
    })
    await expect
      .poll(async () => {
        await page.clock.fastForward('00:05')
        return refused
      })
      .toBeGreaterThan(3)
    await openSettings(page, 'Freeform table')
    await page.getByRole('switch', { name: 'Bars', exact: true }).press('Space')
    expect(await page.getByRole('rowheader', { name: 'Total' }).count()).toBe(1)
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.close()
  })

  it('accounts for the rows of an import', async () => {
    const page = await workspace.visit('/data')
    await page.getByRole('link', { name: 'web', exact: true }).click()
    await page.getByRole('table', { name: 'Batches' }).waitFor()
    const { written, added, duplicates, skipped } = truth.rows.web
    const batches = (await rowsOf(page, 'Batches')).slice(1)
    const sumOf = (column: number) =>
      batches.reduce((sum, cells) => sum + Number(cells[column]?.replaceAll(',', '')), 0)
    expect([3, 4, 5].map(sumOf)).toEqual([written, added, duplicates])
    const reasons = Object.entries(skipped).toSorted(([a], [b]) => (a < b ? -1 : 1))
    const said = reasons.map(([reason, count]) => `${print(count)} ${reason}`).join(', ')
    expect(batches.map((cells) => cells[6])).toEqual(['0', said])
    await page.close()
  })

  it('tells the values of a field, by its address', async () => {
    const page = await workspace.visit('/datasets/web')
    await page.getByRole('button', { name: 'device', exact: true }).click()
    const values = page.getByRole('region', { name: 'Values of device' })
    const bars = values.getByRole('group', { name: 'Most frequent values of device' })
    await bars.getByRole('img').or(bars.getByRole('button')).first().waitFor()
    await values.getByRole('button', { name: 'Show as table' }).click()
    await values.getByRole('table').waitFor()
    const cells = await values.getByRole('row').all()
    const rows = await Promise.all(
      cells.slice(1).map((row) => row.locator('th, td').allInnerTexts()),
    )
    const figures = await fetch(`${workspace.url}/api/v1/datasets/web/fields/values?field=device`)
    const { top } = (await figures.json()) as { top: { value: string; count: number }[] }
    expect(rows.map(([name, count]) => [name, count?.split(' ')[0]])).toEqual(
      top.map(({ value, count }) => [value, print(count)]),
    )
    expect(new URL(page.url()).search).toBe('?field=device')
    const cookie = page.getByRole('row', { name: /^cookie/ })
    expect(await cookie.innerText()).toMatch(/identity\s+[\d.]+%\s+[\d,]+/)
    await page.close()
  })

  it('mends rows that an import put aside, and keeps those that still fail with their reason', async () => {
    const page = await workspace.visit('/datasets/app')
    const grid = page.getByRole('treegrid', { name: 'Rows set aside' })
    await grid.waitFor()
    const count = Object.values(truth.rows.app.skipped).reduce((sum, each) => sum + each, 0)
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(count + 1))
    await pick(page, /By reason/, /^Time cannot be read/)
    const broken = truth.rows.app.skipped['unreadable-time']!
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe(String(broken + 1))
    const cell = (row: number) => grid.getByRole('row').nth(row).getByRole('gridcell').nth(2)
    await cell(1).click()
    await page.keyboard.press('Enter')
    const value = page.getByRole('textbox', { name: 'Value' })
    await expect
      .poll(() => page.locator('input:focus').getAttribute('id'))
      .toBe(await value.getAttribute('id'))
    await value.fill('2026-11-20T10:00:00Z')
    await page.keyboard.press('Enter')
    await expect.poll(() => cell(1).innerText()).toContain('2026-11-20T10:00:00Z')
    await cell(1).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByRole('button', { name: 'Read 2 selected rows again' }).click()
    await page.getByText('1 added · still aside: Time cannot be read (1)').waitFor(slowly)
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe(String(broken))
    await page.close()
  })

  it('says what goes with a batch before it is deleted', async () => {
    const page = await workspace.visit('/datasets/app')
    await page.getByRole('button', { name: 'Delete batch 3' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Delete batch 3?' })
    await dialog.getByText('Reports of Harbor & Pine change').waitFor()
    expect(await dialog.innerText()).toContain('1 rows are taken out')
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    const row = page.getByRole('table', { name: 'Batches' }).getByRole('row', { name: /^3/ })
    expect(await row.innerText()).toContain('Added')
    await page.close()
  })

  it('says what is wrong with a visualization, and where', async () => {
    const page = await workspace.visit(await panel({ ...devices, rows: 'nothing' }))
    const alert = page.getByRole('alert').first()
    await alert.waitFor()
    expect(await alert.innerText()).toContain('There is no dimension "nothing"')
    expect(await alert.innerText()).toContain('rows.dimension')
    await page.close()
  })

  it('says that nothing is at an address', async () => {
    const page = await workspace.visit('/nowhere/at/all')
    await page.getByText('There is nothing at this address').waitFor()
    await page.close()
  })

  it('is sent compressed, and only once', async () => {
    const headers = { 'accept-encoding': 'gzip, br' }
    const first = await fetch(workspace.url, { headers })
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const tag = first.headers.get('etag') ?? ''
    const again = await fetch(workspace.url, { headers: { ...headers, 'if-none-match': tag } })
    expect(again.status).toBe(304)
    const [, script = ''] = /src="(\/assets\/[^"]+)"/.exec(await first.text()) ?? []
    const loaded = await fetch(workspace.url + script, { headers })
    expect(Object.fromEntries(loaded.headers)).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    })
    expect((await fetch(`${workspace.url}/assets/none.js`)).status).toBe(404)
  })

  it('draws flow and cohorts: a flow grows by columns, a cohort has its people', async () => {
    const page = await workspace.visit(
      await panel({ type: 'flow', dimension: 'page-type', item: 'Home' }, { type: 'cohort' }),
    )
    const flow = page.getByRole('group', { name: 'Flow through Page type' })
    await flow
      .getByRole('button', { name: /^Home ?[\d,]/ })
      .first()
      .waitFor()
    const countColumns = () =>
      flow
        .locator('div > button')
        .evaluateAll((nodes) => new Set(nodes.map((node) => node.getBoundingClientRect().x)).size)
    await expect.poll(countColumns).toBe(4)
    const more = page.getByRole('button', { name: 'One column more' })
    for (const columns of [5, 6]) {
      await press(more, 'Enter')
      await expect.poll(countColumns).toBe(columns)
    }
    await page.getByRole('columnheader', { name: '+1', exact: true }).waitFor()
    const cohorts = page.getByRole('grid', { name: /^Cohort/ }).getByRole('row')
    const cell = cohorts.nth(1).getByRole('gridcell').nth(1)
    const [count = ''] = /[\d,]+/.exec((await cell.getAttribute('title')) ?? '') ?? []
    await press(cell, 'Enter')
    await press(page.getByRole('menuitem', { name: 'See people' }), 'Enter')
    await page.getByRole('region', { name: new RegExp(`^${count} (people|person)$`) }).waitFor()
    await page.close()
  })

  it('says in words and a colour whether a change is good, and draws a trend line', async () => {
    const page = await workspace.visit(
      await panel({ type: 'key-metric', metric: 'events', trendLine: 'linear' }),
    )
    const change = page.getByText(/^[▲▼] (Up|Down) .*, which is (good|bad)$/)
    const said = /^(▲ Up .*, which is good|▼ Down .*, which is bad)$/
    await expect.poll(() => change.textContent(), slowly).toMatch(said)
    const chart = page.getByRole('group', { name: /^Events from .* to .*: [\d,]+$/ })
    const lines = chart.locator('path[fill="none"]')
    await expect.poll(() => lines.count(), slowly).toBe(3)
    await openSettings(page, 'Key metric')
    await pick(page, /Trend line/, 'None')
    await expect.poll(() => lines.count(), slowly).toBe(2)
    await page.close()
  })

  it('draws the trends of a table of days, and says which are good', async () => {
    const page = await workspace.visit(
      await panel({ type: 'freeform', rows: 'day', columns: ['events', 'bounce-rate'] }),
    )
    await page.getByRole('treegrid', { name: 'Freeform table by Day' }).waitFor()
    const trend = page.getByRole('row', { name: /Trend/ })
    expect(await trend.count()).toBe(0)
    await openSettings(page, 'Freeform table')
    await page.getByRole('button', { name: 'Settings of columns' }).click()
    await pick(page, /Trend line/, 'Straight')
    await pick(page, /Column to set/, 'Bounce rate')
    await pick(page, /Trend line/, 'Straight')
    const said = (column: number) => trend.getByRole('gridcell').nth(column).innerText()
    await expect.poll(() => said(0)).toMatch(/(▲ Up\s+which is good|▼ Down\s+which is bad)$/)
    await expect.poll(() => said(1)).toMatch(/(▲ Up\s+which is bad|▼ Down\s+which is good)$/)
    await page.close()
  })

  it('asks what a dropped file leaves open, and shows what is changed', async () => {
    const page = await workspace.visit('/data')
    const folder = await mkdtemp(join(tmpdir(), 'throughline-drop-'))
    const file = join(folder, 'visits.csv')
    await writeFile(file, 'when|visitor|page\n01/02/2024 10:00|v1|Home\n02/02/2024 10:00|v1|Cart\n')
    await dropFile(page, file)
    await page.getByText('the day or the month may come first').waitFor()
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    const table = () => rowsOf(page, 'First rows')
    await pick(page, /Meant is/, /^month-first/)
    await expect.poll(async () => (await table())[1], slowly).toContain('2024-01-02T10:00:00.000Z')
    await pick(page, /Type of page/, 'Number')
    await expect.poll(async () => (await table())[1]?.at(-1), slowly).toBe('–')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('2 of 2 rows added').waitFor()
    await page.close()
    await rm(folder, { recursive: true })
  })

  it('lets nobody lose what they are choosing or typing when a preview arrives', async () => {
    const page = await workspace.visit('/data')
    const folder = await mkdtemp(join(tmpdir(), 'throughline-drop-'))
    const file = join(folder, 'stays.csv')
    await writeFile(file, 'when|visitor|page\n01/02/2024 10:00|v1|Home\n02/02/2024 10:00|v1|Cart\n')
    await dropFile(page, file)
    const question = page.getByText('the day or the month may come first')
    await question.waitFor()
    const previews = await holdPreviews(page)
    await pick(page, /Meant is/, /^month-first/)
    await pick(page, /Type of page/, 'Number')
    const type = page.getByRole('button', { name: /Type of page/ })
    expect(await type.innerText()).toBe('Number')
    await typeInto(page, 'Zone of times without one', 'Europe/Berl')
    await page.getByRole('option', { name: 'Europe/Berlin' }).waitFor()
    await previews.letGo()
    await previews.letGo()
    expect(await question.count()).toBe(1)
    await take(page, 'option', 'Europe/Berlin')
    await expect.poll(() => question.count()).toBe(0)
    const format = page.getByRole('textbox', { name: 'How the time is written' })
    await format.fill('day-fir')
    await previews.letGo()
    const first = async () => (await rowsOf(page, 'First rows'))[1]
    await expect.poll(first).toEqual(['1', '2024-01-02T09:00:00.000Z', 'v1', '–'])
    await format.pressSequentially('st')
    expect(await format.inputValue()).toBe('day-first')
    await format.press('Tab')
    await previews.letGo()
    await expect.poll(first).toContain('2024-02-01T09:00:00.000Z')
    await page.close()
    await rm(folder, { recursive: true })
  })

  it('shows every field of a wide dataset, a page at a time, by name and by type', async () => {
    const page = await workspace.visit('/data')
    const folder = await mkdtemp(join(tmpdir(), 'throughline-drop-'))
    const file = join(folder, 'wide.csv')
    const fields = Array.from({ length: 600 }, (_, index) => `field_${index}`)
    const row = fields.map((_, index) => (index % 100 === 0 ? 7 : 'a'))
    await writeFile(file, `when,${fields.join(',')}\n2024-01-31,${row.join(',')}\n`)
    await dropFile(page, file)
    const table = page.getByRole('table', { name: 'Fields' })
    await table.waitFor(slowly)
    const shown = async () => (await rowsOf(page, 'Fields')).slice(1).map(([path]) => path)
    expect(await shown()).toEqual(['when', ...fields.slice(0, 11)])
    await page.getByText('1–12 of 601').waitFor()
    await page.getByRole('button', { name: 'Next' }).click()
    expect(await shown()).toEqual(fields.slice(11, 23))
    await page.getByRole('searchbox', { name: 'Search fields' }).fill('FIELD_59')
    const found = fields.filter((path) => path.includes('field_59'))
    await expect.poll(shown).toEqual(found)
    await page.getByRole('searchbox', { name: 'Search fields' }).fill('')
    await pick(page, /Of type/, 'Number')
    await expect.poll(shown).toEqual(fields.filter((_, index) => index % 100 === 0))
    await page.getByRole('searchbox', { name: 'Search fields' }).fill('nothing')
    await page.getByText('No field is called like this').waitFor()
    await page.close()
    await rm(folder, { recursive: true })
  })

  it('says that an archive has more files, and what the others ask', async () => {
    const page = await workspace.visit('/data')
    const folder = await mkdtemp(join(tmpdir(), 'throughline-drop-'))
    await writeFile(join(folder, 'a.csv'), 'when,visitor\n2024-01-31,v1\n')
    await writeFile(join(folder, 'b.csv'), 'when,visitor\n01/02/2024,v1\n')
    execFileSync('tar', ['-cf', join(folder, 'both.tar'), '-C', folder, 'a.csv', 'b.csv'])
    await dropFile(page, join(folder, 'both.tar'))
    await page.getByText('the first of 2 files; also imported: b.csv').waitFor()
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    await pick(page, /Meant is/, /^day-first/)
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('2 of 2 rows added').waitFor()
    await page.close()
    await rm(folder, { recursive: true })
  })

  it('goes by keyboard from a strange file to a chart of cells', async () => {
    const page = await workspace.visit('/data')
    const folder = await mkdtemp(join(tmpdir(), 'throughline-drop-'))
    const file = join(folder, 'strange.csv')
    await writeFile(file, strangeFile)
    const chosen = page.waitForEvent('filechooser')
    await press(page.getByRole('button', { name: 'Choose a file', exact: true }), 'Enter')
    await (await chosen).setFiles(file)
    await page.getByText('the day or the month may come first').waitFor()
    await pickByKeys(page, /Meant is/, /^day-first/)
    const menuitem = (name: string) => page.getByRole('menuitem', { name, exact: true })
    const first = async () => (await rowsOf(page, 'First rows'))[1]
    await expect.poll(first, slowly).toContain('2026-02-01T10:00:00.000Z')
    await pickByKeys(page, /Type of shop/, 'Text')
    await expect
      .poll(() => page.getByRole('button', { name: /Type of shop/ }).innerText())
      .toBe('Text')
    const importing = page.getByRole('button', { name: 'Import', exact: true })
    await expect.poll(() => importing.isEnabled(), slowly).toBe(true)
    await press(importing, 'Enter')
    await page.getByText('6 of 6 rows added').waitFor(slowly)
    await press(page.getByRole('button', { name: 'Build' }), 'Enter')
    const grid = page.getByRole('treegrid', { name: /^Freeform table/ })
    await grid.waitFor(slowly)
    await press(page.getByRole('button', { name: 'Settings of Freeform table' }), 'Enter')
    await chooseByKeys(page, 'Rows', 'Channel')
    await page.getByRole('treegrid', { name: 'Freeform table by Channel' }).waitFor()
    await page.keyboard.press('Escape')
    const search = page.getByRole('row', { name: /^Search/ })
    await press(search.getByRole('rowheader'), 'Shift+F10')
    await press(menuitem('Break down by'), 'ArrowRight')
    await press(menuitem('Shop'), 'Enter')
    await page.getByRole('rowheader', { name: '8', exact: true }).waitFor()
    const price = page.getByRole('columnheader', { name: /^Price/ })
    await press(price, 'Shift+F10')
    await press(menuitem('Attribution'), 'ArrowRight')
    await press(menuitem('First touch'), 'Enter')
    await expect.poll(() => price.innerText()).toContain('First touch')
    const cell = search.getByRole('gridcell').first()
    await expect.poll(() => cell.innerText()).toMatch(/^3\b/)
    await pickByKeys(page, /Not compared/, 'The period before')
    await expect.poll(() => cell.innerText()).toContain('no change known')
    await press(cell, 'Shift+ArrowRight')
    await press(page.getByRole('button', { name: 'Chart these' }), 'Enter')
    const chart = page.getByRole('region', { name: 'Chart of cells' })
    await chart.getByRole('button', { name: /^Search, Events: 3/ }).waitFor()
    await chart.getByRole('button', { name: /^Linked to|^Follows/ }).waitFor()
    await page.close()
    await rm(folder, { recursive: true })
  })

  it.skipIf(!hasShop)(
    `goes from a dropped file to a table and a fallout${shopReason}`,
    async () => {
      const page = await workspace.visit('/data')
      await dropFile(page, shopFile)
      await page.getByRole('table', { name: 'First rows' }).waitFor()
      const shown = (label: RegExp) => page.getByRole('button', { name: label }).innerText()
      expect(await shown(/^timestamp Time field/)).toBe('timestamp')
      expect(await shown(/Between columns/)).toBe('Comma')
      expect(await shown(/^user_id Person/)).toBe('user_id')
      await page.getByRole('button', { name: /Type of platform/ }).waitFor()
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      await page.getByText('31,106 of 31,106 rows added').waitFor()
      expect(await page.getByRole('button', { name: /Person ID/ }).innerText()).toBe('user_id')
      await page.getByRole('button', { name: 'Build' }).click()
      await page.getByRole('treegrid', { name: 'Freeform table by Event' }).waitFor()
      await openSettings(page, 'Freeform table')
      await choose(page, 'Rows', 'Platform')
      await page.getByRole('treegrid', { name: 'Freeform table by Platform' }).waitFor()
      await choose(page, 'Rows', 'Event')
      await page.getByRole('treegrid', { name: 'Freeform table by Event' }).waitFor()
      expect((await rowsOf(page, /by Event/))[1]?.slice(0, 2)).toEqual(['Total', '31,106'])
      await openSettings(page, 'Fallout')
      await page.getByRole('group', { name: 'Add a step' }).waitFor()
      for (const step of ['home', 'product_view', 'add_to_cart', 'purchase']) {
        await choose(page, 'Item', step)
        await page.getByRole('button', { name: `Remove step ${step}` }).waitFor()
      }
      const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem')
      const counts = async () =>
        (await steps.allInnerTexts()).map((text) => /(?:^|\n)(\d+)(?:\n|$)/.exec(text)?.[1])
      await expect.poll(counts).toEqual(expect.arrayContaining(['586', '581', '480', '247']))
      await page.close()
    },
  )

  it('threw no errors on the way', () => {
    expect(workspace.faults).toEqual([])
  })
})
