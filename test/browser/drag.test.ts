import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BrowserWorkspace,
  drag,
  hasChromium,
  openBrowserWorkspace,
} from '../support/browser.ts'
import { fillSmallShop } from '../support/small-shop.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

describe.skipIf(!hasChromium)(`dragging components${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await fillSmallShop(workspace.url)
  })

  afterAll(async () => {
    await workspace?.close()
  })

  const steps = (page: Page) =>
    page.getByRole('list', { name: 'Steps', includeHidden: true }).locator(':scope > li')
  const zone = (page: Page) => page.getByRole('button', { name: 'Add Order as a step' })

  /** The item Order of the dimension Page, in the rail. */
  async function openOrder(page: Page): Promise<Locator> {
    const rail = page.getByRole('complementary', { name: 'Components' })
    await rail.getByRole('button', { name: 'Items of Page' }).first().click()
    const order = rail.getByRole('list', { name: 'Items of Page' }).getByText('Order')
    await order.waitFor()
    await expect.poll(() => steps(page).count()).toBe(4)
    return order
  }

  /** By Enter, and on by Tab until it is over the zone. */
  async function pickUp(page: Page, component: Locator): Promise<void> {
    await component.focus()
    await page.keyboard.press('Enter')
    await zone(page).waitFor()
    for (let tries = 0; tries < 5; tries++) {
      if (await zone(page).evaluate((element) => element.matches(':focus'))) return
      await page.keyboard.press('Tab')
    }
    throw new Error('the zone is not reached by Tab')
  }

  it('shows by keyboard what a drop would give, takes it back, and keeps it', async () => {
    const page = await workspace.visit('/projects/buying')
    const order = await openOrder(page)
    await page.keyboard.press('Tab')
    const rail = page.getByRole('complementary', { name: 'Components' })
    const device = rail.locator('[draggable="true"]', { hasText: 'Device' }).first()
    await device.focus()
    const card = page.getByRole('note', { name: 'About Device' })
    await card.getByText('Mobile').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => card.count()).toBe(0)
    await pickUp(page, order)
    await page.getByText('Preview: drop to keep it').waitFor()
    await expect.poll(() => steps(page).count()).toBe(5)
    await page.keyboard.press('Escape')
    await expect.poll(() => steps(page).count()).toBe(4)
    expect(await zone(page).count()).toBe(0)
    await pickUp(page, order)
    await page.keyboard.press('Enter')
    await expect.poll(() => steps(page).count()).toBe(5)
    expect(await page.getByText('Preview: drop to keep it').count()).toBe(0)
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('filters a panel by mouse', async () => {
    const page = await workspace.visit('/projects/buying')
    const rail = page.getByRole('complementary', { name: 'Components' })
    await rail.getByRole('button', { name: 'Items of Device' }).first().click()
    const mobile = rail.getByRole('list', { name: 'Items of Device' }).getByText('Mobile')
    await drag(page, mobile, 'Filter this panel by Mobile')
    await page.getByRole('grid', { name: 'Segments' }).getByRole('row').first().waitFor()
    const filter = page.getByRole('button', { name: 'Filter this panel by Mobile' })
    expect(await filter.count()).toBe(0)
    await page.close()
  })
})
