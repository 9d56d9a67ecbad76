import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  hasChromium,
  openBrowserWorkspace,
  press,
  take,
} from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

/** The segment as the server has it. */
async function readSegment(url: string, id: string): Promise<Record<string, unknown>> {
  const found = await fetch(`${url}/api/v1/definitions/segment/${id}`)
  return (await found.json()) as Record<string, unknown>
}

/** Types the name of a rule where `/` leads, and takes it. */
async function addRule(page: Page, name: string): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.type(name)
  await page.getByRole('option', { name, exact: true }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Rule: ${name}` }).waitFor()
}

const focused = (page: Page) =>
  page.evaluate<string | null>('document.activeElement.getAttribute("aria-label")')

describe.skipIf(!hasChromium)(`components in a browser${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    const made = await fetch(`${workspace.url}/api/v1/demo?people=50`, { method: 'POST' })
    expect(made.status).toBe(200)
  })

  afterAll(async () => {
    await workspace?.close()
  })

  it('a segment is made by keyboard, says what it does, and is saved', async () => {
    const page = await workspace.visit('/components')
    await page.getByRole('button', { name: 'New segment' }).press('Enter')
    await page.getByRole('textbox', { name: 'Name of the segment' }).fill('Phone buyers')
    await page.keyboard.press('Enter')
    await addRule(page, 'Device')
    await addRule(page, 'Calls')
    await page.keyboard.press('Alt+ArrowUp')
    expect(await focused(page)).toBe('Rule: Calls')
    const rules = page.getByRole('group', { name: /^Rule: / })
    const names = () =>
      rules.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))
    expect(await names()).toEqual(['Rule: Calls', 'Rule: Device'])
    await page.getByRole('button', { name: 'Rule: Calls' }).hover()
    await page.mouse.down()
    await page.mouse.move(400, 500, { steps: 4 })
    await page.getByText('Put Calls here').last().hover()
    await page.mouse.up()
    await expect.poll(names).toEqual(['Rule: Device', 'Rule: Calls'])
    await page.getByRole('button', { name: 'Rule: Calls' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(names).toEqual(['Rule: Calls', 'Rule: Device'])
    await page.keyboard.press('Alt+g')
    expect(await names()).toEqual(['Rule: all of', 'Rule: Calls', 'Rule: Device'])
    await page.keyboard.press('Control+z')
    await expect.poll(names).toEqual(['Rule: Calls', 'Rule: Device'])
    await page.keyboard.press('Control+z')
    await expect.poll(names).toEqual(['Rule: Device', 'Rule: Calls'])
    await page.getByRole('button', { name: 'How rules are joined' }).press('Enter')
    await take(page, 'option', 'in this order')
    await page.getByRole('button', { name: '+ within' }).press('Enter')
    await addRule(page, 'Checkouts')
    await press(page.getByRole('button', { name: /must happen/ }).last(), 'Enter')
    await press(page.getByRole('option', { name: 'must not happen' }), 'Enter')
    await page.getByRole('button', { name: 'Top items of Device' }).press('Enter')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Mobile/ })
      .press('Enter')
    await page.keyboard.press('Escape')
    const side = page.getByRole('complementary', { name: 'Live preview' })
    await side.getByRole('heading', { name: /people, and the events that qualify/ }).waitFor()
    await side.getByRole('heading', { name: /just miss it/ }).waitFor()
    await page.getByText('within 7 days').first().waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await expect.poll(() => page.url()).toContain('/components/segment/phone-buyers')
    expect(await readSegment(workspace.url, 'phone-buyers')).toMatchObject({
      name: 'Phone buyers',
      dataView: 'harbor-and-pine',
      definition: {
        container: 'person',
        where: {
          sequence: [
            { dimension: 'device', op: 'equals', value: 'Mobile' },
            { step: { metric: 'calls', op: 'gte', value: 1 }, within: { days: 7 } },
            { step: { metric: 'checkouts', op: 'gte', value: 1 }, exclude: true },
          ],
        },
      },
    })
    await side
      .getByRole('button', { name: /^Journey of / })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('heading', { level: 3 }).first().waitFor()
    await page.close()
  })

  it('a metric is written as text with completion, and the same as blocks', async () => {
    const page = await workspace.visit('/components/metric')
    await page.getByRole('textbox', { name: 'Name' }).fill('Spent per person')
    const formula = page.getByRole('textbox', { name: 'Formula' })
    await formula.focus()
    await page.keyboard.type('revenue / (peo')
    await page.getByRole('option', { name: /^people/ }).waitFor()
    await page.keyboard.press('Tab')
    await page.getByText('expected ), found the end').waitFor()
    await page.keyboard.type(')')
    const preview = page.getByRole('region', { name: 'Preview' })
    await preview.getByRole('table', { name: 'Preview' }).waitFor()
    await page.getByRole('radio', { name: 'Blocks' }).press('Space')
    await page.getByRole('button', { name: 'More of People' }).press('Enter')
    await take(page, 'menuitem', 'a sum')
    const number = page.getByRole('textbox', { name: 'Number' })
    await number.fill('3')
    await number.press('Tab')
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
    expect(await findFaults(page)).toEqual([])
    await page.getByRole('radio', { name: 'Text' }).press('Space')
    await expect.poll(() => formula.textContent()).toBe('revenue / (people + 3)')
    await page.getByRole('button', { name: 'Create' }).press('Enter')
    await page.waitForURL('**/components/metric/spent-per-person?*')
    const made = await fetch(
      `${workspace.url}/api/v1/definitions/calculated-metric/spent-per-person`,
    )
    expect(await made.json()).toMatchObject({ formula: 'revenue / (people + 3)' })
    await page.close()
  })

  it('a date range and an annotation are made, and survive being opened', async () => {
    const page = await workspace.visit('/components')
    await page.getByRole('button', { name: 'New date range' }).press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).fill('Last month')
    await page.getByText('Its id will be last-month-2').waitFor()
    await page.getByRole('button', { name: /^Begin with/ }).press('Enter')
    await take(page, 'menuitemradio', 'Last month')
    const days = page.getByRole('region', { name: 'Days it covers now' })
    await days.getByText(/^(28|29|30|31) days · by the clocks of Europe.Berlin$/).waitFor()
    await page.getByRole('button', { name: /^at the start of Ends/ }).press('Enter')
    await take(page, 'option', 'with a day')
    await page.getByText('Last day', { exact: true }).first().waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Create' }).press('Enter')
    await page.waitForURL('**/components/date-range/last-month-2?*')
    await page.getByText('Nothing uses it yet.').waitFor()
    const made = await fetch(`${workspace.url}/api/v1/definitions/date-range/last-month-2`)
    expect(await made.json()).toMatchObject({
      start: { startOf: 'month', offset: { months: -1 } },
      end: expect.stringMatching(/^\d{4}-\d{2}-01$/) as unknown,
    })
    await page.goto(`${workspace.url}/components/annotation`)
    await page.getByRole('checkbox', { name: 'In every data view' }).press('Space')
    expect(await findFaults(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Name' }).fill('Sale')
    await page.getByRole('button', { name: 'Create' }).press('Enter')
    await page.waitForURL('**/components/annotation/sale?*')
    const noted = await fetch(`${workspace.url}/api/v1/definitions/annotation/sale`)
    expect(await noted.json()).not.toHaveProperty('dataView')
    await page.close()
  })

  it('what somebody else saved meanwhile is not written over', async () => {
    const page = await workspace.visit('/components/segment/buyers')
    const name = page.getByRole('textbox', { name: 'Name of the segment' })
    await name.fill('Mine')
    const before = await readSegment(workspace.url, 'buyers')
    const put = await fetch(`${workspace.url}/api/v1/definitions/segment/buyers`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...before, name: 'Theirs' }),
    })
    expect(put.status).toBe(200)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Load what is saved now' }).click()
    await expect.poll(() => name.inputValue()).toBe('Theirs')
    expect(await readSegment(workspace.url, 'buyers')).toMatchObject({ name: 'Theirs' })
    await name.fill('Left alone')
    await page.getByRole('link', { name: 'Projects' }).click()
    await page.getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor()
    await page.close()
  })

  it('components are found, tagged and deleted, those in use are kept', async () => {
    const [definition, dataView] = [
      { container: 'person', where: { segment: 'buyers' } },
      'harbor-and-pine',
    ]
    const made = await fetch(`${workspace.url}/api/v1/apply`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        ['again', 'once-more'].map((id) => ({ kind: 'segment', id, dataView, definition })),
      ),
    })
    expect(made.status).toBe(200)
    const page = await workspace.visit('/components', 'dark')
    const table = page.getByRole('table', { name: 'Components' })
    await table.getByText('Says the same as once-more').waitFor()
    await page.getByRole('searchbox', { name: 'Search components' }).fill('in segment')
    await page.getByRole('checkbox', { name: 'Select again', exact: true }).press('Space')
    await page.getByRole('textbox', { name: 'Tag to add' }).fill('draft')
    await page.keyboard.press('Enter')
    await table.getByRole('cell', { name: 'draft' }).waitFor()
    await page.getByRole('searchbox', { name: 'Search components' }).fill('')
    await page.getByRole('textbox', { name: 'New owner' }).fill('Ida')
    await page.keyboard.press('Enter')
    await table.getByRole('cell', { name: 'Ida' }).waitFor()
    await page.getByRole('button', { name: 'Copy' }).press('Enter')
    await page.getByRole('checkbox', { name: 'Select again (copy)' }).press('Space')
    await page.getByRole('button', { name: 'Merge…' }).press('Enter')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Merge' }).click()
    await page.getByRole('checkbox', { name: 'Select again (copy)' }).waitFor({ state: 'detached' })
    await page.getByRole('checkbox', { name: 'Select again', exact: true }).press('Space')
    await page.getByRole('checkbox', { name: /^Select (Buyers|Theirs)$/ }).press('Space')
    expect(await findFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Delete' }).press('Enter')
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText('used by 2 definitions').waitFor()
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await page
      .getByRole('checkbox', { name: 'Select again', exact: true })
      .waitFor({ state: 'detached' })
    expect((await readSegment(workspace.url, 'buyers'))['id']).toBe('buyers')
    await page.setViewportSize({ width: 390, height: 844 })
    for (const path of ['/components', '/components/segment/buyers']) {
      await page.goto(workspace.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      expect([path, width]).toEqual([path, 390])
    }
    expect(workspace.faults).toEqual([])
    await page.close()
  })
})
