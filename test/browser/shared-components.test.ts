import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  chooseByKeys,
  hasChromium,
  openBrowserWorkspace,
  pickByKeys,
  press,
  rowsOf,
  write,
} from '../support/browser.ts'
import { shop } from '../support/workspace.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

describe.skipIf(!hasChromium)(`shared components in a browser${reason}`, () => {
  let workspace: BrowserWorkspace
  let page: Page

  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${workspace.url}/api/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as Record<string, unknown>
  }

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await ask('POST', 'datasets/web/rows', shop.web)
    await ask('POST', 'apply', shop.definitions)
    page = await workspace.visit('/components')
  })

  afterAll(() => workspace?.close())

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const save = async () => {
    await page.keyboard.press('Control+s')
    await expect.poll(() => button('Save').isDisabled()).toBe(true)
    await page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor()
  }

  it('one is made of a field, by keyboard', async () => {
    await press(page.getByRole('link', { name: 'Shared components' }), 'Enter')
    await page.getByText('No component is shared yet').waitFor()
    await press(button('New shared component'), 'Enter')
    await page.getByRole('textbox', { name: 'Name' }).waitFor()
    await page.keyboard.type('Paid')
    await pickByKeys(page, /Kind/, 'Metric')
    await chooseByKeys(page, 'Field', 'price')
    await press(button('Create'), 'Enter')
    await page.getByRole('heading', { name: 'Paid', level: 1 }).waitFor()
    await page.getByText('main does not use it: this is what it would be there.').waitFor()
    await expect
      .poll(() => rowsOf(page, 'Top items'))
      .toContainEqual(expect.arrayContaining(['Total', '12']))
    expect(await ask('GET', 'definitions/shared-component/paid')).toMatchObject({
      component: 'metric',
      name: 'Paid',
      settings: { field: 'price' },
    })
  })

  it('its settings are tried where it is used, and what they break is said', async () => {
    const view = await ask('GET', 'definitions/data-view/main')
    await ask('POST', 'apply', [
      { ...view, metrics: [{ shared: 'paid', id: 'sales', description: 'Ours' }] },
      {
        kind: 'segment',
        id: 'dear',
        name: 'Dear',
        dataView: 'main',
        definition: { container: 'event', where: { metric: 'sales', op: 'gt', value: 4 } },
      },
    ])
    await page.reload()
    const uses = page.getByRole('region', { name: 'Where it is used' })
    await uses.getByRole('link', { name: 'main · sales' }).waitFor()
    await uses.getByText('Overrides Description').waitFor()
    await press(button('What is counted'), 'Enter')
    await press(page.getByRole('switch', { name: 'Only these values' }), 'Space')
    const rule = page.getByRole('group', { name: 'Only these values' })
    await write(rule.getByRole('textbox').or(rule.getByRole('combobox')).last(), '5')
    await expect.poll(() => rowsOf(page, 'Top items')).toContainEqual(['Total', '12', '5'])
    await save()
    await press(button('Display'), 'Enter')
    await press(page.getByRole('switch', { name: 'Convert amounts' }), 'Space')
    const breaks = page.getByRole('heading', { name: 'Saving this breaks what uses it' })
    await breaks.waitFor()
    await chooseByKeys(page, 'Currency of an event', 'page')
    await write(page.getByRole('textbox', { name: 'Into' }), 'EUR')
    await page.getByText(/^main: .*there are no exchange rates to EUR/).waitFor()
    await uses.getByText(/^It has no rate of EUR/).waitFor()
    await press(button('Discard changes'), 'Enter')
    await breaks.waitFor({ state: 'detached' })
  })

  it('it is copied; one that is used is not deleted', async () => {
    await press(button('More'), 'Enter')
    await press(page.getByRole('menuitem', { name: 'Delete…' }), 'Enter')
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText('data-view main').waitFor()
    expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    await press(button('More'), 'Enter')
    await press(page.getByRole('menuitem', { name: 'Copy…' }), 'Enter')
    await page.getByRole('heading', { name: 'Copy of Paid' }).waitFor()
    await page.getByRole('textbox', { name: 'Name' }).fill('Paid twice')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Paid twice', level: 1 }).waitFor()
    await page.getByText('No data view uses it', { exact: true }).waitFor()
    expect(await findFaults(page)).toEqual([])
    await press(button('More'), 'Enter')
    await press(page.getByRole('menuitem', { name: 'Delete…' }), 'Enter')
    await press(dialog.getByRole('button', { name: 'Delete' }), 'Enter')
    await page.waitForURL('**/components/shared')
    await expect
      .poll(() => rowsOf(page, 'Shared components'))
      .toEqual([expect.anything(), ['Paid', 'Metric', 'price', '', 'main', '']])
    await page.setViewportSize({ width: 390, height: 844 })
    for (const path of ['/components/shared', '/components/shared/paid']) {
      await page.goto(workspace.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      expect([path, width]).toEqual([path, 390])
    }
    expect(workspace.faults).toEqual([])
  })
})
