import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BrowserWorkspace,
  hasChromium,
  openBrowserWorkspace,
  rowsOf,
} from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const event = (time: string, cookie: string, crm = '') => ({
  ts: `2023-05-12T${time}:00Z`,
  cookie,
  crm,
})

const web = [
  event('12:01', '1234'),
  event('12:03', '1234', 'ryan'),
  event('12:08', '1234', 'cassidy'),
  event('12:09', '5678'),
  ...['a', 'b', 'c'].map((cookie) => event('13:00', cookie, 'undefined')),
  event('14:00', '', 'ryan'),
]

describe.skipIf(!hasChromium)(`stitching in a browser${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await post('datasets/web/rows', web)
    await post('datasets/calls/rows', [event('15:00', '', 'ryan'), event('15:01', '', 'kim')])
    const stitch = { method: 'field', persistentId: 'cookie', namespace: 'cookie' }
    const datasets = [
      { dataset: 'web', personId: 'crm', namespace: 'crm', stitch },
      { dataset: 'calls', personId: 'crm', namespace: 'crm' },
    ]
    await post('apply', { kind: 'connection', id: 'all', datasets })
  })

  afterAll(async () => {
    await workspace?.close()
  })

  async function post(path: string, body: object): Promise<void> {
    const answer = await fetch(`${workspace.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
  }

  it.each(['light', 'dark'] as const)(
    'shows what it does, and what is in the way (%s)',
    async (colors) => {
      const page = await workspace.visit('/connections', colors)
      const people = page.getByRole('main').getByLabel('People', { exact: true })
      await people.waitFor()
      expect((await people.innerText()).split('\n')).toEqual([
        ...['People', 'Before', '5', 'After', '4'],
      ])
      expect(await rowsOf(page, 'Shared devices')).toContainEqual([
        ...['web', '1', '37.5%', '33.3%', '12.5%', '0'],
      ])
      expect((await rowsOf(page, 'Ids that may be nobody’s'))[1]?.slice(0, 4)).toEqual([
        ...['undefined', 'web', 'Reads like a placeholder', '3'],
      ])
      expect((await rowsOf(page, 'Overlap')).slice(1)).toEqual([
        ['web', '4', '', '1'],
        ['calls', '2', '1', ''],
      ])
      await page.getByText('cookie is on 87.5 % of the rows').waitFor()
      const shots = process.env['SCREENSHOTS']
      if (shots) await page.screenshot({ path: `${shots}/stitching-${colors}.png`, fullPage: true })
      expect(workspace.faults).toEqual([])
      await page.close()
    },
  )

  it('maps what is joined, and saves settings as they are told', async () => {
    const page = await workspace.visit('/connections')
    const map = page.getByRole('figure', { name: /^How the datasets of/ })
    await map.getByRole('button', { name: 'Show as table' }).click()
    const rows = await map.getByRole('row').allInnerTexts()
    expect(rows.slice(1).map((row) => row.split('\t'))).toContainEqual([
      ...['web', 'calls', expect.any(String), '1'],
    ])
    await map.getByRole('button', { name: 'Show as chart' }).click()
    const web = map.getByRole('button', { name: /^web:/ })
    await web.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).search).toBe('?dataset=web')
    await page.getByRole('link', { name: 'Settings' }).click()
    const part = page.getByRole('region', { name: 'web', exact: true })
    const months = page.getByRole('textbox', { name: /^Months that are read/ })
    await part.getByRole('button', { name: /Stitching/ }).waitFor()
    const save = page.getByRole('button', { name: 'Save', exact: true })
    expect(await save.isDisabled()).toBe(true)
    const id = new URL(page.url()).pathname.split('/').at(-1)
    const read = async () => {
      const answer = await fetch(`${workspace.url}/api/v1/definitions/connection/${id}`)
      const {
        version: _,
        updatedAt: __,
        ...document
      } = (await answer.json()) as Record<string, unknown>
      return document
    }
    const before = await read()
    await months.fill('24')
    await months.press('Tab')
    await save.click()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect(await read()).toEqual({ ...before, retentionMonths: 24 })
    expect(workspace.faults).toEqual([])
    await page.close()
  })
})
