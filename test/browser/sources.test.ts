import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BrowserWorkspace,
  hasChromium,
  openBrowserWorkspace,
  take,
} from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'
const shots = process.env['SCREENSHOTS']

describe.skipIf(!hasChromium)(`sources in a browser${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
  })

  afterAll(async () => {
    await workspace?.close()
  })

  it('a source is made, sent to, watched, and what was kept aside is mended', async () => {
    const page = await workspace.visit('/sources')
    await page.getByRole('button', { name: 'New source' }).click()
    await page.getByRole('textbox', { name: 'Id' }).fill('shop')
    await page.getByRole('button', { name: 'Make source' }).click()
    await page.getByRole('heading', { name: 'shop', level: 1 }).waitFor()
    await page.getByText('Nothing has arrived since this page was opened').waitFor()
    await page.getByRole('button', { name: 'Make a key' }).click()
    const key = await page.getByText(/^tl_[0-9a-f]{48}$/).innerText()
    await page
      .getByText(`-u '${key}:'`)
      .or(page.getByText(`writeKey: '${key}'`))
      .first()
      .waitFor()
    const batch = [
      { type: 'track', userId: 'u1', event: 'Order Completed', properties: { revenue: 12 } },
      { type: 'track', event: 'Order Refunded' },
    ]
    const sent = await fetch(`${workspace.url}/v1/batch`, {
      method: 'POST',
      body: JSON.stringify({ batch, writeKey: key }),
    })
    expect(sent.status).toBe(200)
    const live = page.getByRole('table', { name: 'Live' })
    await live.getByText('Order Completed').waitFor()
    await live.getByText('it names nobody').waitFor()
    await page.reload()
    const aside = page.getByRole('treegrid', { name: 'Kept aside' })
    await aside.getByRole('gridcell').first().click()
    await page.getByRole('textbox', { name: 'Another column' }).fill('userId')
    await page.getByRole('button', { name: 'Add column' }).click()
    await page.getByRole('textbox', { name: 'Value' }).fill('u1')
    await page.getByRole('button', { name: 'Set in 1 selected row' }).click()
    if (shots) await page.screenshot({ path: `${shots}/sources.png`, fullPage: true })
    await page.getByRole('button', { name: 'Read 1 changed row again' }).click()
    await page.getByText('Nothing was kept aside').waitFor()
    await page.getByRole('link', { name: 'Sources', exact: true }).click()
    await page.getByRole('row', { name: /shop/ }).waitFor()
    if (shots) await page.screenshot({ path: `${shots}/sources-list.png`, fullPage: true })
    for (const path of ['/sources', '/sources/shop']) {
      const narrow = await workspace.visit(path, 'dark')
      await narrow.setViewportSize({ width: 390, height: 844 })
      await narrow.getByRole('heading', { level: 1 }).waitFor()
      await narrow.getByRole('table').first().waitFor()
      const width = await narrow.evaluate<number>('document.documentElement.scrollWidth')
      const name = path.replaceAll('/', '-')
      if (shots) await narrow.screenshot({ path: `${shots}/narrow${name}.png`, fullPage: true })
      expect([path, width]).toEqual([path, 390])
    }
    expect(workspace.faults).toEqual([])
  })

  it('a folder is tried, made, and read by a calendar once that is saved', async () => {
    const page = await workspace.visit('/sources')
    await page.getByRole('button', { name: 'New source' }).click()
    await page.getByRole('textbox', { name: 'Id' }).fill('drops')
    await page.getByRole('radio', { name: 'Folder or bucket' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByText('The place can be read, and no file is there yet.').waitFor()
    await page.getByRole('textbox', { name: 'Files' }).fill('/etc/*.csv')
    await page.getByText('The settings have changed since it was tested.').waitFor()
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByText(/is not below the folder inbox/).waitFor()
    await page.getByRole('textbox', { name: 'Files' }).fill('inbox/*.csv')
    await page.getByRole('button', { name: 'Make source' }).click()
    await page.getByRole('heading', { name: 'drops', level: 1 }).waitFor()
    await page.getByRole('table', { name: 'Last runs' }).waitFor()
    await page.getByRole('button', { name: /It is read/ }).click()
    await take(page, 'option', 'By a calendar')
    await page.getByRole('textbox', { name: /^Minute, hour/ }).fill('30 6 * * 1')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    if (shots) await page.screenshot({ path: `${shots}/sources-folder.png`, fullPage: true })
    const saved = await fetch(`${workspace.url}/api/v1/definitions/source/drops`)
    expect(await saved.json()).toMatchObject({
      dataset: 'drops',
      watch: { path: 'inbox/*.csv', every: { cron: '30 6 * * 1', timeZone: 'UTC' } },
    })
    await page.close()
    expect(workspace.faults).toEqual([])
  })
})
