import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  hasChromium,
  openBrowserWorkspace,
  take,
} from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'
/** Clicks of a page without labels or metrics of its own. */
const clicks = [
  { ts: '2026-03-01T10:00:00Z', visitor: 'a', page: 'Home' },
  { ts: '2026-03-01T10:01:00Z', visitor: 'a', page: 'Prices' },
  { ts: '2026-03-06T10:00:00Z', visitor: 'b', page: 'Home' },
]
const definitions = [
  { kind: 'dataset', id: 'clicks', type: 'event', timestamp: 'ts' },
  { kind: 'connection', id: 'clicks', datasets: [{ dataset: 'clicks', personId: 'visitor' }] },
  {
    kind: 'data-view',
    id: 'clicks',
    name: 'Clicks',
    connection: 'clicks',
    dimensions: [{ id: 'page', name: 'Page', field: 'page' }],
  },
]

describe.skipIf(!hasChromium)(`asking${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await post('demo?people=60', undefined)
    await post('apply', definitions.slice(0, 1))
    await post('datasets/clicks/rows', clicks)
    await post('apply', definitions.slice(1))
    await post('connections/clicks/refresh', undefined)
  })

  afterAll(async () => {
    await workspace?.close()
  })

  async function post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${workspace.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }

  const slot = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const question = (page: Page) =>
    page.getByRole('region', { name: 'The question' }).locator('p').first()
  const answer = (page: Page) => page.getByRole('region', { name: 'The answer' })
  const focused = (page: Page) =>
    page.evaluate('document.activeElement?.getAttribute("aria-label")')

  it('is filled in by keyboard, and answers at once', async () => {
    const page = await workspace.visit('/ask/funnel?view=harbor-and-pine')
    await expect
      .poll(() => question(page).textContent())
      .toBe(
        'How many people who did Product views then did Cart additions, then Orders within 7 days, all together?',
      )
    await answer(page).getByText('1. Product views').waitFor()
    await slot(page, 'First step: Product views').press('Enter')
    await page.keyboard.type('checkouts')
    await page.getByRole('menuitem', { name: 'Checkouts' }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('Next step: Cart additions')
    await answer(page).getByText('1. Checkouts').waitFor()
    await page.keyboard.press('Delete')
    await expect.poll(() => question(page).textContent()).toContain('did Checkouts then did Orders')
    await slot(page, 'Time limit: within 7 days').press('Enter')
    await page.keyboard.type('45 min')
    await page.getByRole('menuitem', { name: 'within 45 minutes' }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('Split by: all together')
    await page.keyboard.press('Enter')
    await page.getByRole('searchbox', { name: 'Split by' }).waitFor()
    await page.keyboard.press('Tab')
    await expect.poll(() => focused(page)).toBe('People: everyone')
    await page.reload()
    await expect
      .poll(() => question(page).textContent())
      .toBe('How many people who did Checkouts then did Orders within 45 minutes, all together?')
    await page.close()
  })

  it('takes items of a dimension', async () => {
    const page = await workspace.visit('/ask/frequency?view=harbor-and-pine')
    await slot(page, 'What is done: Orders').click()
    await take(page, 'menuitem', 'Page …')
    await page.getByRole('searchbox', { name: 'Page' }).fill('cart')
    await take(page, 'menuitem', /^Cart/)
    await expect.poll(() => question(page).textContent()).toContain('people did Cart once')
    await page.close()
  })

  it('puts an answer into a new project, and into a panel that is empty', async () => {
    const page = await workspace.visit('/ask/trend?view=harbor-and-pine&range=last-90-days')
    await page.getByRole('button', { name: 'Put into a project' }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill('Orders over time')
    await page.getByRole('button', { name: 'Put in', exact: true }).click()
    await page.getByRole('region', { name: 'Orders over time', exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Date range: Last 90 days' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Add a panel' }).click()
    await page.getByRole('link', { name: 'Or ask a question' }).click()
    await page.getByRole('link', { name: 'Growth' }).click()
    await page.getByRole('button', { name: 'Put into the panel' }).click()
    await page.getByRole('region', { name: /^How many people each week were new/ }).waitFor()
    await page.close()
  })

  it.each(['harbor-and-pine', 'clicks'])('has an answer to every question on %s', async (view) => {
    const page = await workspace.visit(`/ask/funnel?view=${view}`)
    const links = page.getByRole('navigation', { name: 'Questions' }).getByRole('link')
    await links.last().waitFor()
    const names = await links.allTextContents()
    expect(names).toHaveLength(10)
    for (const name of names) {
      await page.getByRole('link', { name, exact: true }).click()
      await answer(page).getByRole('status').waitFor()
      expect(await page.getByRole('alert').count(), name).toBe(0)
    }
    await page.close()
  })

  it.each(['light', 'dark'] as const)('axe finds nothing, %s', async (scheme) => {
    const page = await workspace.visit('/ask/funnel?view=harbor-and-pine', scheme)
    await answer(page).getByRole('status').waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.close()
  })

  it('throws nothing', () => {
    expect(workspace.faults).toEqual([])
  })
})
