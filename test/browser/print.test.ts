import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BrowserWorkspace,
  hasChromium,
  openBrowserWorkspace,
  take,
} from '../support/browser.ts'
import { readPdfPages } from '../support/pdf-text.ts'
import { fillSmallShop } from '../support/small-shop.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const table = { rows: { dimension: 'minute' }, columns: [{ id: 'c1', metric: 'people' }] }
const fallout = {
  steps: ['Home', 'Cart'].map((item) => ({ any: [{ dimension: 'page', item }], gap: 'eventual' })),
}

describe.skipIf(!hasChromium)(`a project on paper${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await fillSmallShop(workspace.url)
    const panels = [
      {
        id: 'first',
        name: 'Visits by minute',
        visualizations: [
          {
            id: 'rows',
            type: 'freeform',
            settings: table,
            layout: { x: 0, y: 0, width: 6, height: 4 },
          },
          { id: 'note', type: 'text', settings: { text: 'Size guide broke in **May**.' } },
        ],
      },
      {
        id: 'second',
        name: 'Buying path',
        collapsed: true,
        visualizations: [{ id: 'path', type: 'fallout', settings: fallout }],
      },
    ]
    const body = { kind: 'project', id: 'paper', name: 'Whole', dataView: 'small-shop', panels }
    const answer = await fetch(`${workspace.url}/api/v1/definitions/project/paper`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(await answer.text())
  })

  afterAll(async () => {
    await workspace?.close()
  })

  const printed = (page: Page) => page.evaluate<string>("document.body.dataset.printed ?? ''")

  /** A page whose printer only says that it was called. */
  async function visit(): Promise<Page> {
    const page = await workspace.visit('/projects/paper')
    await page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    return page
  }

  it('has every row and panel as text, panels on pages of their own, and no navigation', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Share' }).click()
    await take(page, 'menuitem', 'Print / save as PDF…')
    await expect.poll(() => printed(page)).toBe('yes')
    const pages = readPdfPages(await page.pdf({ preferCSSPageSize: true }))
    const all = pages.join('')
    expect(pages[0]).toMatch(/^WholeVisitsbyminute/)
    // 70 events of as many minutes: rows that the screen has no room for, and heads on each page.
    const heads = pages.filter((text) => text.includes('MinutePeople'))
    expect(heads.length).toBeGreaterThan(1)
    expect(heads.join('').match(/1\d:00/g)?.length).toBe(70)
    expect(all).toContain('SizeguidebrokeinMay.')
    expect(pages.at(-1)).toMatch(/^Buyingpath.*2\.Cart/)
    expect(all).not.toContain('Searchcomponents')
    expect(all).not.toContain('Addapanel')
    await page.close()
  })

  it('of one visualization has that alone, and gives the focus back', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'More of Text' }).click()
    await take(page, 'menuitem', 'Print / save as PDF…')
    await expect.poll(() => printed(page)).toBe('yes')
    const dialog = page.getByRole('dialog', { name: 'As it is printed' })
    expect(await dialog.getByRole('heading').allInnerTexts()).toEqual(['Text'])
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    const opener = page.getByRole('button', { name: 'Settings of Text' })
    await expect.poll(() => opener.evaluate((each) => each.matches(':focus'))).toBe(true)
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('is saved as one picture', async () => {
    const page = await workspace.visit('/projects/paper')
    await page.getByRole('button', { name: 'Share' }).click()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      take(page, 'menuitem', 'Save as PNG'),
    ])
    expect(saved.suggestedFilename()).toBe('Whole.png')
    const picture = await readFile(await saved.path())
    expect(picture.toString('latin1', 1, 4)).toBe('PNG')
    // Twice as wide as paper with its margins, and higher than the seventy rows of its table.
    expect(picture.readUInt32BE(16)).toBe(2160)
    expect(picture.readUInt32BE(20)).toBeGreaterThan(2 * 70 * 20)
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(workspace.faults).toEqual([])
    await page.close()
  })
})
