import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  choose,
  hasChromium,
  drag,
  openBrowserWorkspace,
  press,
  take,
} from '../support/browser.ts'
import { fillSmallShop } from '../support/small-shop.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const nodes = ['Home', 'Product', 'Cart'].map((page) => ({
  id: page.toLowerCase(),
  parts: [{ dimension: 'page', item: page }],
}))

describe.skipIf(!hasChromium)(`a journey canvas${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await fillSmallShop(workspace.url)
    for (const id of ['drawn', 'acted']) {
      await define(id, { nodes, arrows: [['home', 'product']] })
    }
    for (const id of ['new', 'dragged']) await define(id, {})
  })

  afterAll(async () => {
    await workspace?.close()
  })

  async function define(id: string, settings: object): Promise<void> {
    const visualizations = [{ id: 'canvas', type: 'canvas', settings }]
    const panels = [{ id: 'first', name: 'First', visualizations }]
    const answer = await fetch(`${workspace.url}/api/v1/definitions/project/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'project', id, dataView: 'small-shop', panels }),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }

  const canvas = (page: Page) => page.getByRole('figure', { name: 'Journey canvas' })
  const step = (page: Page, name: RegExp) => canvas(page).getByRole('button', { name })
  const isFocused = (page: Page, name: RegExp) =>
    expect.poll(() => step(page, name).evaluate((element) => element.matches(':focus'))).toBe(true)

  it('is drawn by keyboard: steps, an arrow, a name, a place, and all of it undone', async () => {
    const page = await workspace.visit('/projects/new')
    await page.getByText('No steps yet').waitFor()
    await page.getByRole('button', { name: 'Settings of Journey canvas' }).click()
    await choose(page, 'Item', 'Home')
    await step(page, /^Home: \d+ People/).waitFor()
    await choose(page, 'Item', 'Cart')
    await step(page, /^Cart: \d+ People/).waitFor()
    await page.getByRole('button', { name: 'Change Home' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Cart', exact: true }).first().press('Enter')
    const arrow = step(page, /^Home → Cart: \d+ went on/)
    await arrow.waitFor()
    await step(page, /^Home: \d+ People/).focus()
    await page.keyboard.press('ArrowRight')
    await isFocused(page, /^Home → Cart: /)
    await page.keyboard.press('ArrowRight')
    await isFocused(page, /^Cart: \d+ People/)
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByText('Cart was moved').waitFor({ state: 'attached' })
    await isFocused(page, /^Cart: \d+ People/)
    await page.keyboard.press('Delete')
    await isFocused(page, /^Home: \d+ People/)
    expect(await arrow.count()).toBe(0)
    // What follows quickly is undone at once.
    await expect
      .poll(async () => {
        const isEmpty = (await page.getByText('No steps yet').count()) === 1
        if (!isEmpty) await page.getByRole('button', { name: 'Undo' }).click()
        return isEmpty
      })
      .toBe(true)
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('is drawn by dragging items, by mouse and by keyboard', async () => {
    const page = await workspace.visit('/projects/dragged')
    await page.getByText('No steps yet').waitFor()
    const rail = page.getByRole('complementary', { name: 'Components' })
    await press(rail.getByRole('button', { name: 'Items of Page' }).first(), 'Enter')
    const item = (name: string) => rail.getByRole('list', { name: 'Items of Page' }).getByText(name)
    await drag(page, item('Home'), 'Add Home as a step')
    await step(page, /^Home: 28 People/).waitFor()
    await press(item('Cart'), 'Enter')
    const zone = page.getByRole('button', { name: 'Add Cart after Home' })
    await zone.waitFor()
    for (let tries = 0; tries < 9; tries++) {
      if (await zone.evaluate((element) => element.matches(':focus'))) break
      await page.keyboard.press('Tab')
    }
    await page.getByText('Preview: drop to keep it').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Preview: drop to keep it').waitFor({ state: 'detached' })
    await step(page, /^Home → Cart: 14 went on/).waitFor()
    await page.getByText(/^Saved/).waitFor()
    await page.reload()
    await step(page, /^Home → Cart: 14 went on/).waitFor()
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('is acted on at every number, and says the same as a table', async () => {
    const page = await workspace.visit('/projects/acted')
    const arrow = step(page, /^Home → Product: /)
    await arrow.waitFor()
    const [, count] = /: (\d+) went on/.exec((await arrow.textContent()) ?? '') ?? []
    await arrow.focus()
    await page.keyboard.press('Enter')
    await take(page, 'menuitem', 'See people')
    await page.getByRole('region', { name: `${count} people` }).waitFor()
    await page.keyboard.press('Escape')
    await isFocused(page, /^Home → Product/)
    await canvas(page).getByRole('button', { name: 'Show as table' }).click()
    const cells = await canvas(page).getByRole('row').allInnerTexts()
    expect(cells.map((row) => row.split('\t')[0])).toEqual([
      'Step or arrow',
      'Home',
      'Product',
      'Cart',
      'Home → Product',
    ])
    expect(cells.at(-1)?.split('\t')[1]).toBe(count)
    await page.close()
  })

  it.each(['light', 'dark'] as const)('axe finds nothing in it (%s)', async (scheme) => {
    const page = await workspace.visit('/projects/drawn', scheme)
    await step(page, /^Home: \d+ People/).waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.close()
  })
})
