import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  hasChromium,
  chooseByKeys,
  openBrowserWorkspace,
  press,
  take,
  type BrowserWorkspace,
  write,
} from '../support/browser.ts'
import { fillSmallShop } from '../support/small-shop.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

describe.skipIf(!hasChromium)(`acting on a number${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await fillSmallShop(workspace.url)
  })

  afterAll(async () => {
    await workspace?.close()
  })

  const side = (page: Page) => page.getByRole('complementary', { name: 'About this number' })
  const steps = (page: Page) => page.getByRole('list', { name: 'Steps' })
  const openMenu = async (page: Page, name: string | RegExp) => {
    const number = steps(page).getByRole('button', { name, exact: true })
    await number.focus()
    await number.press('Enter')
    await page.getByRole('menu').waitFor()
    return number
  }

  it('lists exactly the people whom it counts, each with their journey', async () => {
    const page = await workspace.visit('/projects/buying')
    await openMenu(page, '12')
    await take(page, 'menuitem', 'See people')
    const people = side(page).getByRole('region', { name: '12 people' })
    await people.waitFor()
    expect(await people.getByRole('listitem').count()).toBe(12)
    await people.getByRole('button', { name: 'p13' }).click()
    const journey = page.getByRole('dialog', { name: 'Journey of p13' })
    await journey.getByText('2 events · 2 sessions').waitFor()
    expect(await journey.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('Page: Home'),
      expect.stringContaining('Page: Product'),
    ])
    await page.close()
  })

  it('is explained, and what its difference comes from adds up to it', async () => {
    const page = await workspace.visit('/projects/buying')
    const number = await openMenu(page, '12')
    await take(page, 'menuitem', 'Compare with the period before')
    const compared = side(page).getByRole('region', { name: /^Compared with/ })
    // Sixteen people instead of twelve, and three of four come this far: 12 − 9.
    await compared.getByText('+3 ').first().waitFor()
    const counted = side(page).getByRole('region', { name: 'What is counted of what' })
    expect((await counted.getByRole('listitem').allInnerTexts()).map(inOneLine)).toEqual([
      'All that was read 70 events · 28 people',
      'In the date range 40 events · 16 people takes away 30 events, 12 people',
    ])
    await side(page).getByText('No row was set aside.').waitFor()
    const effects = await compared.getByRole('listitem').allInnerTexts()
    const sum = effects.map((text) => Number(/[+-]?[\d.]+$/.exec(text)![0]))
    expect(sum.reduce((all, effect) => all + effect, 0)).toBeCloseTo(3)
    await page.keyboard.press('Escape')
    await expect.poll(() => number.evaluate((element) => element.matches(':focus'))).toBe(true)
    await page.close()
  })

  it('of those who drop out becomes a segment of as many, seen in a second fallout, by keyboard', async () => {
    const page = await workspace.visit('/projects/buying')
    await openMenu(page, /^4 lost \(33/)
    await press(page.getByRole('menuitem', { name: 'Create segment…' }), 'Enter')
    const dialog = page.getByRole('dialog', { name: 'Create a segment' })
    await dialog.getByText(/4 people/).waitFor()
    await write(dialog.getByRole('textbox', { name: 'Name' }), 'Lost before the cart')
    await page.keyboard.press('Enter')
    await page.getByText('Lost before the cart is there.').waitFor()
    await press(page.getByRole('button', { name: 'More of Funnel', exact: true }), 'Enter')
    await press(page.getByRole('menuitem', { name: 'Copy', exact: true }), 'Enter')
    const second = page.getByRole('region', { name: 'Copy of Funnel' })
    await press(second.getByRole('button', { name: 'Settings of Copy of Funnel' }), 'Enter')
    await chooseByKeys(page, 'Compare segments', 'Lost before the cart')
    await page.keyboard.press('Escape')
    const product = second.getByRole('list', { name: 'Steps' }).locator(':scope > li').nth(2)
    await press(product.getByRole('button', { name: '4', exact: true }), 'Enter')
    await press(page.getByRole('menuitem', { name: 'See people' }), 'Enter')
    const people = side(page).getByRole('region', { name: '4 people' })
    await people.waitFor()
    await press(people.getByRole('button', { name: 'p13' }), 'Enter')
    const journey = page.getByRole('dialog', { name: 'Journey of p13' })
    await journey.getByText('2 events · 2 sessions').waitFor()
    await page.keyboard.press('Escape')
    await journey.waitFor({ state: 'detached' })
    await press(product.getByRole('button', { name: '4', exact: true }), 'Shift+F10')
    await press(page.getByRole('menuitem', { name: 'Explain' }), 'Enter')
    await side(page).getByText('People who came to step 2, Product.').waitFor()
    await side(page).getByText('Segments: Lost before the cart').waitFor()
    const answer = await fetch(`${workspace.url}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        kind: 'people',
        dataView: 'small-shop',
        dateRange: { start: '2026-11-01', end: '2026-12-01' },
        segments: ['lost-before-the-cart'],
      }),
    })
    expect(await answer.json()).toMatchObject({ count: 4 })
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('of a fallout that is split, or counted by other rules, has its own people', async () => {
    await postTo(workspace.url, 'apply', split)
    const page = await workspace.visit('/projects/split')
    const parts = page.getByRole('region', { name: 'By device' })
    // Of sixteen people six are mobile, and four of these see a product.
    await parts.getByRole('button', { name: '4', exact: true }).click()
    await take(page, 'menuitem', 'See people')
    const people = side(page).getByRole('region', { name: '4 people' })
    await people.waitFor()
    expect(await people.getByRole('listitem').count()).toBe(4)
    const rules = page.getByRole('region', { name: 'By rules' })
    await rules.getByText(/^Counts sessions reaching the steps in order/).waitFor()
    // Every page is a session of its own, so that sessions come no further than Home.
    const bars = rules.getByRole('list', { name: 'Steps' }).locator(':scope > li')
    expect(inOneLine(await bars.nth(1).innerText())).toMatch(
      /^1\. Home .*\b16 .*\b16 .*40\.0% of all/,
    )
    expect(inOneLine(await bars.nth(2).innerText())).toMatch(
      /2\. Product .*\b12 .*\b0 0\.0% of all/,
    )
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('is annotated beside every chart of its time, and changed and deleted there', async () => {
    await postTo(workspace.url, 'apply', course)
    const page = await workspace.visit('/projects/course')
    const chart = (name: string) => page.getByRole('region', { name }).getByRole('group')
    const day = chart('Buyers').getByRole('button', { name: /^Tue, Nov 3, 2026, People/ })
    await day.focus()
    await day.press('Enter')
    await take(page, 'menuitem', 'Annotate…')
    const dialog = page.getByRole('dialog', { name: 'Annotate' })
    await dialog.getByRole('textbox', { name: 'What happened' }).fill('Newsletter')
    await dialog.getByRole('button', { name: 'Annotate' }).click()
    const flag = 'Newsletter, Tue, Nov 3, 2026'
    await chart('Buyers').getByRole('button', { name: flag }).waitFor()
    await chart('Large').getByRole('button', { name: flag }).waitFor()
    await expect.poll(() => day.evaluate((element) => element.matches(':focus'))).toBe(true)
    await day.press('ArrowUp')
    await page.keyboard.press('Enter')
    const change = page.getByRole('dialog', { name: 'Annotation' })
    await change.getByRole('textbox', { name: 'Details' }).fill('To all')
    await change.getByRole('combobox', { name: 'Only beside these' }).fill('Sess')
    await take(page, 'option', 'Sessions')
    await change.getByRole('button', { name: 'Save' }).click()
    // Neither chart is about sessions.
    await chart('Large').getByRole('button', { name: flag }).waitFor({ state: 'detached' })
    const [kept] = (await getFrom(workspace.url, 'definitions/annotation')) as readonly object[]
    expect(kept).toMatchObject({ description: 'To all', components: ['sessions'] })
    await postTo(workspace.url, 'apply', {
      ...kept,
      ...{ version: undefined, updatedAt: undefined },
      components: [],
    })
    await page.reload()
    const again = chart('Buyers').getByRole('button', { name: `${flag}, To all` })
    await again.focus()
    await again.press('Enter')
    await change.getByRole('button', { name: 'Delete' }).click()
    await change.getByRole('button', { name: 'Delete it for everybody' }).click()
    await again.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('svg g:focus').count()).toBe(1)
    expect(await getFrom(workspace.url, 'definitions/annotation')).toEqual([])
    await page.close()
  })

  it('of the period before, or of a ribbon, has its people, too', async () => {
    await postTo(workspace.url, 'apply', before)
    const page = await workspace.visit('/projects/before')
    const line = page.getByRole('region', { name: 'Line' }).getByRole('group')
    // In the month before, somebody came on the second, too.
    await press(
      line.getByRole('button', { name: /^Mon, Nov 2, 2026, Compared range: 1/ }),
      'Shift+F10',
    )
    await page.getByRole('menu', { name: /Fri, Oct 2, 2026/ }).waitFor()
    await press(page.getByRole('menuitem', { name: 'See people' }), 'Enter')
    await side(page).getByRole('button', { name: 'p01' }).waitFor()
    await page.keyboard.press('Escape')
    const ribbon = page.getByRole('button', { name: /^Product → Cart: 8/ })
    const { x, y, width, height } = (await ribbon.boundingBox())!
    await page.mouse.move(x + width / 2, y + height / 2)
    await page
      .getByRole('group', { name: 'Paths between neighbours' })
      .locator('[data-more]')
      .click()
    await take(page, 'menuitem', 'See people')
    await side(page).getByRole('region', { name: '8 people' }).waitFor()
    await page.keyboard.press('Escape')
    const focused = () => page.evaluate('document.activeElement?.getAttribute("aria-label")')
    await expect.poll(focused).toMatch(/^Product → Cart/)
    await page.keyboard.press('ArrowLeft')
    expect(await focused()).toMatch(/^Home → Product/)
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('follows the data while its panel is live', async () => {
    await postTo(workspace.url, 'apply', { ...course, id: 'live' })
    const page = await workspace.visit('/projects/live')
    const large = page.getByRole('region', { name: 'Large' })
    await large.getByText('16', { exact: true }).waitFor()
    await page.getByRole('switch', { name: 'Live' }).press('Space')
    await page.getByText(/live, as of \d\d:\d\d:\d\d/).waitFor()
    const row = { ts: '2026-11-20T10:00:00Z', visitor: 'new', page: 'Home', device: 'Desktop' }
    await postTo(workspace.url, 'datasets/visits/rows', [row])
    await large.getByText('17', { exact: true }).waitFor()
    await page.getByText('Saved').waitFor()
    await page.reload()
    await page.getByText(/live, as of/).waitFor()
    expect(await page.getByRole('switch', { name: 'Live' }).isChecked()).toBe(true)
    await page.close()
  })

  it('is charted with others, linked to its table or locked', async () => {
    await postTo(workspace.url, 'apply', tables)
    const page = await workspace.visit('/projects/tables')
    const grid = page.getByRole('treegrid')
    const select = async (row: string) => {
      await grid.getByRole('row', { name: row }).getByRole('gridcell').first().click()
      await page.keyboard.press('Shift+ArrowDown')
    }
    await select('Home')
    await page.getByRole('button', { name: 'Chart these' }).click()
    const chart = page.getByRole('region', { name: 'Chart of cells' })
    await chart.getByRole('button', { name: 'Home, People: 16' }).waitFor()
    expect(await chart.getByRole('group').getByRole('button').count()).toBe(2)
    await select('Product')
    await chart.getByRole('button', { name: 'Cart, People: 8' }).waitFor()
    await chart.getByRole('button', { name: 'Home, People: 16' }).waitFor({ state: 'detached' })
    await page.getByText('Saved').waitFor()
    await page.reload()
    // What was selected last, not what the chart was made of.
    await chart.getByRole('button', { name: 'Cart, People: 8' }).waitFor()
    await chart.getByRole('button', { name: 'More of Chart of cells' }).click()
    await take(page, 'menuitem', 'Lock to these cells')
    await chart.getByRole('button', { name: 'Locked to cells of Pages' }).waitFor()
    await select('Home')
    await page.getByText('Saved').waitFor()
    await page.reload()
    await chart.getByRole('button', { name: 'Cart, People: 8' }).waitFor()
    await chart.getByRole('button', { name: 'Locked to cells of Pages' }).click()
    await expect.poll(() => grid.locator(':focus').count()).toBe(1)
    await page.close()
  })
})

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const steps = ['Home', 'Product'].map((item) => ({
  any: [{ dimension: 'page', item }],
  gap: 'eventual',
}))

const split = {
  kind: 'project',
  id: 'split',
  name: 'Split',
  dataView: 'small-shop',
  panels: [
    {
      id: 'panel-1',
      dateRange: { start: '2026-11-01', end: '2026-12-01' },
      visualizations: [
        {
          id: 'parts',
          type: 'fallout',
          name: 'By device',
          settings: { steps, breakdown: 'device' },
        },
        {
          id: 'rules',
          type: 'fallout',
          name: 'By rules',
          settings: { steps, otherRules: [{ container: 'session' }] },
        },
      ],
    },
  ],
}

const tables = {
  kind: 'project',
  id: 'tables',
  name: 'Tables',
  dataView: 'small-shop',
  panels: [
    {
      id: 'panel-1',
      dateRange: { start: '2026-11-01', end: '2026-11-17' },
      visualizations: [
        {
          id: 'pages',
          type: 'freeform',
          name: 'Pages',
          settings: {
            rows: { dimension: 'page' },
            columns: [{ id: 'people', metric: 'people' }],
            sort: [{ column: 'people', direction: 'desc' }],
          },
        },
      ],
    },
  ],
}

const course = {
  kind: 'project',
  id: 'course',
  name: 'Course',
  dataView: 'small-shop',
  panels: [
    {
      id: 'panel-1',
      dateRange: { start: '2026-11-01', end: '2026-12-01' },
      visualizations: [
        { id: 'line', type: 'line', name: 'Buyers', settings: { metrics: ['people'] } },
        { id: 'key', type: 'key-metric', name: 'Large', settings: { metric: 'people' } },
      ],
    },
  ],
}

const before = {
  ...course,
  id: 'before',
  panels: [
    {
      ...course.panels[0],
      comparison: { with: 'previous-period' },
      visualizations: [
        { id: 'line', type: 'line', name: 'Line', settings: { metrics: ['people'] } },
        {
          id: 'flow',
          type: 'flow',
          name: 'Flow',
          settings: { dimension: 'page', item: 'Home', container: 'person' },
        },
      ],
    },
  ],
}

async function postTo(url: string, path: string, body: object): Promise<void> {
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect([answer.status, path]).toEqual([200, path])
}

const getFrom = async (url: string, path: string): Promise<unknown> =>
  (await fetch(`${url}/api/v1/${path}`)).json()
