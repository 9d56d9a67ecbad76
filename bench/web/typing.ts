import type { Page } from 'playwright-core'
import type { WatchedPage } from './browser.ts'
import { type Finding, type Span, tasksFinding, timesFinding, workFinding } from './finding.ts'
import type { Measurement } from './measurement.ts'

/** Between two keys, as of somebody who types fast. */
const KEY_MS = 60
/** A key is drawn within three frames. */
const KEY_LIMIT_MS = 50

/** A search in the rail, a rule and its value in the segment builder, a formula. */
export const typing: Measurement = {
  id: 'typing',
  isFor: () => true,
  async measure({ components }, { open }) {
    const { dataView, typed } = components
    const places: readonly [string, string, (page: Page) => Promise<void>][] = [
      ['the rail’s search', '/projects/speed-ten', (page) => searchRail(page, typed.rail)],
      [
        'the segment builder',
        `/components/segment?view=${dataView}`,
        (page) => addRule(page, typed.rule),
      ],
      [
        'a formula',
        `/components/metric?view=${dataView}`,
        (page) => writeFormula(page, typed.formula),
      ],
    ]
    const found: Finding[] = []
    for (const [what, path, type] of places) {
      const watched = await open(path)
      await settle(watched)
      const { tasks, keys, workMs } = await keysWhile(watched, () => type(watched.page))
      found.push(tasksFinding(`typing in ${what}`, tasks))
      found.push(workFinding(`typing in ${what}, all of it`, [workMs]))
      found.push(timesFinding(`a key in ${what}, until it is drawn`, keys, KEY_LIMIT_MS))
      await watched.close()
    }
    return found
  },
}

async function settle({ page }: WatchedPage): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(`watch.until(() => !document.querySelector('[aria-busy=true]'))`)
}

async function keysWhile(watched: WatchedPage, work: () => Promise<void>) {
  const { page } = watched
  const from = await page.evaluate<number>('performance.now()')
  const { tasks, workMs } = await watched.watchWhile(work)
  const inputs = await page.evaluate<readonly (Span & { readonly name: string })[]>('watch.inputs')
  const keys = inputs.filter(({ name, at }) => name === 'keydown' && at >= from)
  // What takes less than 16 ms is not told.
  return { tasks, workMs, keys: keys.length === 0 ? [16] : keys.map(({ ms }) => ms) }
}

async function searchRail(page: Page, text: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search components' })
  await search.focus()
  await search.pressSequentially(text, { delay: KEY_MS })
  for (const _ of text) await page.keyboard.press('Backspace', { delay: KEY_MS })
}

async function addRule(page: Page, text: string): Promise<void> {
  const adder = page.getByRole('combobox', { name: /^Add/ }).last()
  await adder.focus()
  await adder.pressSequentially(text, { delay: KEY_MS })
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForLoadState('networkidle')
  const name = page.getByRole('textbox', { name: 'Name' }).first()
  await name.focus()
  await name.pressSequentially('Of a device', { delay: KEY_MS })
}

async function writeFormula(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').focus()
  await page.keyboard.type(text, { delay: KEY_MS })
  await page.waitForLoadState('networkidle')
}
