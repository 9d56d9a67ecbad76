import { OpenAPIHono } from '@hono/zod-openapi'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { respondWithProblem } from '../../src/api/problem.ts'
import { serveWorkspace } from '../../src/api/static.ts'
import { findFaults } from '../support/axe.ts'
import { hasChromium, launchBrowser, listen } from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

/** The page of src/web/grid/example, which the product does not have. */
async function buildExample(outDir: string): Promise<void> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    const root = join(import.meta.dirname, '../../src/web/grid/example')
    const configFile = join(import.meta.dirname, '../../vite.config.ts')
    await build({ root, configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  } finally {
    process.env['NODE_ENV'] = before
  }
}

function serveFolder(folder: string) {
  const app = new OpenAPIHono()
  app.onError((error) => respondWithProblem(error))
  serveWorkspace(app, folder)
  return listen(app.fetch)
}

describe.skipIf(!hasChromium)(`a grid in a browser${reason}`, () => {
  let folder: string
  let browser: Browser
  let server: Awaited<ReturnType<typeof listen>>
  const faults: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-grid-'))
    await buildExample(folder)
    server = await serveFolder(folder)
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function visit(search = '', viewport = { width: 1280, height: 700 }): Promise<Page> {
    const page = await browser.newPage({ viewport, locale: 'en-US' })
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message))
    await page.goto(`${server.url}/${search}`)
    await page.getByRole('row', { name: /Row 0/ }).waitFor()
    return page
  }

  /** The row and column of what has the focus, from 0, or the name of an element outside. */
  const focused = (page: Page) =>
    page.evaluate<string>(`(() => {
      const { tagName, dataset } = document.activeElement
      return dataset.row === undefined ? tagName : dataset.row + ' ' + dataset.column
    })()`)
  const cell = (page: Page, row: number, column: number) =>
    page.locator(`[data-row="${row}"][data-column="${column}"]`)
  const press = async (page: Page, ...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const done = (page: Page) => page.locator('output').innerText()
  const selection = (page: Page) =>
    page.evaluate<unknown>("JSON.parse(document.body.dataset.selection ?? '[]')")
  /** What the keys copy. */
  const copy = async (page: Page, keys: string) => {
    await page.evaluate(`document.addEventListener(
      'copy',
      (event) => { document.body.dataset.copied = event.clipboardData.getData('text/plain') },
      { once: true },
    )`)
    await press(page, keys)
    const read = () => page.evaluate<string>("document.body.dataset.copied ?? ''")
    await expect.poll(read).not.toBe('')
    const text = await read()
    await page.evaluate('delete document.body.dataset.copied')
    return text
  }

  it('says what it is: rows, columns, levels and spans, and draws only what is seen', async () => {
    const page = await visit()
    const grid = page.getByRole('treegrid', { name: 'Example' })
    expect(await grid.getAttribute('aria-rowcount')).toBe('100004')
    expect(await grid.getAttribute('aria-colcount')).toBe('201')
    const mobile = page.getByRole('columnheader', { name: 'Mobile' })
    expect(await mobile.getAttribute('aria-colspan')).toBe('2')
    expect(
      await page.getByRole('columnheader', { name: /People/ }).getAttribute('aria-rowspan'),
    ).toBe('3')
    const row = page.getByRole('row', { name: /Row 0/ })
    expect(await row.getAttribute('aria-level')).toBe('1')
    expect(await row.getAttribute('aria-expanded')).toBe('false')
    expect(await page.locator('[data-row]').count()).toBeLessThan(800)
    await page.close()
  })

  it('moves by keys to every end, and the focus is always on a cell that is seen', async () => {
    const page = await visit()
    await cell(page, 4, 1).click()
    const go = async (...keys: readonly string[]) => {
      await press(page, ...keys)
      return focused(page)
    }
    expect(await go('ArrowDown', 'ArrowRight')).toBe('5 2')
    expect(await go('End')).toBe('5 200')
    expect(await go('Home')).toBe('5 0')
    expect(await go('Control+End')).toBe('100003 200')
    await expect.poll(() => cell(page, 100_003, 200).isVisible()).toBe(true)
    expect(await go('PageUp')).toMatch(/^9999\d 200$/)
    expect(await go('Control+ArrowUp')).toBe('4 200')
    expect(await go('Control+ArrowLeft', 'Control+Home')).toBe('0 0')
    expect(await go('ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowRight')).toBe('1 3')
    await page.mouse.move(600, 400)
    await cell(page, 4, 1).click()
    await page.mouse.wheel(0, 90_000)
    await page.waitForTimeout(100)
    expect(await focused(page)).toBe('4 1')
    await page.close()
  })

  it('opens five levels by keys, and arrows lead back to the row above', async () => {
    const page = await visit()
    await cell(page, 4, 0).click()
    for (const level of [1, 2, 3, 4]) {
      await press(page, level % 2 === 0 ? 'Enter' : 'ArrowRight')
      await expect
        .poll(() => cell(page, 3 + level, 0).innerText())
        .toContain(`Row 0${'.0'.repeat(level - 1)}`)
      await press(page, 'ArrowDown')
    }
    const deepest = page.getByRole('row', { name: /Row 0\.0\.0\.0\.0/ })
    expect(await deepest.getAttribute('aria-level')).toBe('5')
    expect(await deepest.getAttribute('aria-expanded')).toBeNull()
    expect(await focused(page)).toBe('8 0')
    await press(page, 'ArrowLeft', 'ArrowLeft')
    expect(await focused(page)).toBe('7 0')
    await expect.poll(() => deepest.count()).toBe(0)
    await press(page, 'ArrowRight', 'ArrowRight')
    expect(await focused(page)).toBe('7 1')
    await page.close()
  })

  it('selects by keys and by pointer: rectangles, whole rows and columns, several', async () => {
    const page = await visit()
    await cell(page, 5, 1).click()
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowRight')
    expect(await selection(page)).toEqual([{ top: 1, bottom: 2, left: 1, right: 2 }])
    expect(await cell(page, 6, 2).getAttribute('aria-selected')).toBe('true')
    expect(await cell(page, 7, 2).getAttribute('aria-selected')).toBe('false')
    await cell(page, 8, 3).click({ modifiers: ['Shift'] })
    expect(await selection(page)).toEqual([{ top: 1, bottom: 4, left: 1, right: 3 }])
    await cell(page, 5, 0).click()
    expect(await selection(page)).toEqual([{ top: 1, bottom: 1, left: 0, right: 200 }])
    await page.getByRole('columnheader', { name: 'Mobile' }).click()
    expect(await selection(page)).toEqual([{ top: 0, bottom: 99_999, left: 2, right: 3 }])
    await cell(page, 5, 2).click()
    await press(page, 'Control+ ')
    expect(await selection(page)).toEqual([{ top: 0, bottom: 99_999, left: 2, right: 2 }])
    await cell(page, 5, 1).click()
    await cell(page, 7, 3).click({ modifiers: ['Control'] })
    expect(await selection(page)).toHaveLength(2)
    await cell(page, 5, 1).hover()
    await page.mouse.down()
    await cell(page, 6, 2).hover()
    await cell(page, 9, 3).hover()
    await expect.poll(() => selection(page)).toEqual([{ top: 1, bottom: 5, left: 1, right: 3 }])
    await page.mouse.up()
    await page.close()
  })

  it('copies raw numbers, with heads where asked, and says so', async () => {
    const page = await visit()
    await cell(page, 4, 0).click()
    await cell(page, 5, 2).click({ modifiers: ['Shift'] })
    const plain = await copy(page, 'Control+c')
    expect(plain.split('\n').map((line) => line.split('\t').slice(1))).toEqual([
      ['265', '296'],
      ['266', '297'],
    ])
    const [heads] = (await copy(page, 'Control+Shift+C')).split('\n')
    expect(heads).toBe('Page\tPeople\tMobile › Orders (linear)')
    await expect
      .poll(() => page.getByRole('status').filter({ hasText: 'copied' }).innerText())
      .toBe('6 cells copied')
    expect(await focused(page)).toBe('5 2')
    await page.close()
  })

  it('sorts, moves and resizes columns by keys and by pointer, and keeps the focus', async () => {
    const page = await visit()
    const people = page.getByRole('columnheader', { name: /People/ })
    await people.click()
    await press(page, 'Enter')
    expect(await people.getAttribute('aria-sort')).toBe('descending')
    await press(page, 'Shift+Enter')
    await expect.poll(() => done(page)).toBe('sort people too')
    await press(page, 'Alt+ArrowRight')
    await expect.poll(() => people.getAttribute('aria-colindex')).toBe('4')
    expect(await focused(page)).toBe('0 3')
    const width = async () => (await people.boundingBox())?.width
    await press(page, 'Alt+Shift+ArrowRight')
    await expect.poll(width).toBe(160)
    const border = await people.locator('[data-resize]').boundingBox()
    await page.mouse.move(border!.x + 4, border!.y + 20)
    await page.mouse.down()
    await page.mouse.move(border!.x + 44, border!.y + 20)
    await page.mouse.up()
    await expect.poll(width).toBe(200)
    const from = await people.boundingBox()
    const to = await page.getByRole('columnheader', { name: 'Mobile' }).boundingBox()
    await page.mouse.move(from!.x + 60, from!.y + 70)
    await page.mouse.down()
    await page.mouse.move(to!.x + 100, from!.y + 70)
    await page.mouse.move(to!.x + 5, from!.y + 70)
    await page.mouse.up()
    await expect.poll(() => people.getAttribute('aria-colindex')).toBe('2')
    expect(await focused(page)).not.toBe('BODY')
    await page.close()
  })

  it('tells on what somebody wants to act: by key, right button and the one that appears', async () => {
    const page = await visit()
    await cell(page, 4, 2).click()
    await press(page, 'Shift+F10')
    await expect.poll(() => done(page)).toBe('act cell orders 0')
    await cell(page, 6, 0).click({ button: 'right' })
    await expect.poll(() => done(page)).toBe('act row 2')
    await cell(page, 7, 3).hover()
    await cell(page, 7, 3).getByRole('button', { name: 'Actions' }).click()
    await expect.poll(() => done(page)).toBe('act cell revenue 3')
    await page.getByRole('columnheader', { name: 'Mobile' }).click({ button: 'right' })
    await expect.poll(() => done(page)).toBe('act head mobile')
    expect(await focused(page)).toBe('0 2')
    await page.close()
  })

  it('shows rows that are not there yet as loading, and asks for those that come into view', async () => {
    const page = await visit('?loaded=3&delay=1500')
    expect(await page.locator('[role="row"][aria-busy="true"]').count()).toBeGreaterThan(0)
    await expect.poll(() => page.locator('[role="row"][aria-busy="true"]').count()).toBe(0)
    await page.close()
  })

  it('mirrors itself where texts run to the left', async () => {
    const page = await visit('?direction=rtl')
    const people = await page.getByRole('columnheader', { name: /People/ }).boundingBox()
    const corner = await page.getByRole('columnheader', { name: /Page/ }).boundingBox()
    expect(people!.x).toBeLessThan(corner!.x)
    await cell(page, 5, 1).click()
    await press(page, 'ArrowLeft')
    expect(await focused(page)).toBe('5 2')
    await press(page, 'End')
    await expect.poll(() => cell(page, 5, 200).isVisible()).toBe(true)
    await page.close()
  })

  it('leaves room for numbers on a narrow page, and no two texts of a cell lie on each other', async () => {
    const page = await visit('?density=comfortable', { width: 390, height: 700 })
    const head = await cell(page, 5, 0).boundingBox()
    expect(head!.width).toBeLessThanOrEqual(190)
    const texts = await cell(page, 5, 1).locator('span').all()
    const boxes = (await Promise.all(texts.slice(0, 2).map((text) => text.boundingBox()))).map(
      (box) => box!,
    )
    expect(boxes[0]!.x + boxes[0]!.width).toBeLessThanOrEqual(boxes[1]!.x)
    await page.close()
  })

  it('holds no more rows than are seen, however far one scrolls through 100,000', async () => {
    const page = await visit()
    const most = await page.evaluate(`(async () => {
      const scroller = document.querySelector('[role="treegrid"]')
      let most = 0
      for (let frame = 0; frame < 60; frame++) {
        scroller.scrollTop += frame % 2 === 0 ? 100 : 40_000
        await new Promise(requestAnimationFrame)
        most = Math.max(most, scroller.querySelectorAll('[role="row"]').length)
      }
      return most
    })()`)
    expect(most).toBeGreaterThan(5)
    expect(most).toBeLessThan(80)
    await page.close()
  })

  it.each(['', '?scheme=dark'])('axe finds nothing%s', async (search) => {
    const page = await visit(search)
    await cell(page, 4, 1).click()
    await press(page, 'Shift+ArrowDown')
    expect(await findFaults(page)).toEqual([])
    await page.close()
  })

  it('throws nothing', () => {
    expect(faults).toEqual([])
  })
})
