import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  choose,
  hasChromium,
  openBrowserWorkspace,
  rowsOf,
  take,
} from '../support/browser.ts'
import { openMailServer } from '../support/mail-server.ts'
import { shop } from '../support/workspace.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const DAY = 86_400_000

/** So many events on each of the last days, today not included. */
const counts = [...Array.from({ length: 60 }, (_, day) => 6 + (day % 7)), 40]

const events = counts.flatMap((count, index) =>
  Array.from({ length: count }, (_, at) => ({
    who: `p${at % 5}`,
    ts: new Date(
      Math.floor(Date.now() / DAY) * DAY + (index - counts.length) * DAY + at * 60_000,
    ).toISOString(),
    page: at % 2 === 0 ? 'Home' : 'Cart',
    ...{ price: 1, ok: true, url: 'https://a.io/x' },
  })),
)

const project = {
  ...{ kind: 'project', id: 'weekly', name: 'Weekly', dataView: 'main' },
  panels: [
    {
      ...{ id: 'p', name: 'Pages', dateRange: 'last-30-days' },
      visualizations: [
        {
          ...{ id: 'pages', name: 'Pages', type: 'freeform' },
          request: {
            ...{ kind: 'freeform', rows: { dimension: 'page' } },
            columns: [{ metric: 'events' }],
          },
        },
      ],
    },
  ],
}

describe.skipIf(!hasChromium)(`alerts and schedules in a browser${reason}`, () => {
  let workspace: BrowserWorkspace
  let mail: Awaited<ReturnType<typeof openMailServer>>
  let page: Page

  const send = async (path: string, body: unknown) => {
    const answer = await fetch(`${workspace.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }

  beforeAll(async () => {
    mail = await openMailServer()
    process.env['THROUGHLINE_SMTP_URL'] = mail.url
    process.env['THROUGHLINE_MAIL_FROM'] = 'throughline@example.com'
    workspace = await openBrowserWorkspace({})
    await send('datasets/web/rows', events)
    await send('apply', [...shop.definitions, project])
    page = await workspace.visit('/components')
  })

  afterAll(async () => {
    await workspace?.close()
    await mail?.close()
    delete process.env['THROUGHLINE_SMTP_URL']
    delete process.env['THROUGHLINE_MAIL_FROM']
  })

  const card = (name: string) => page.getByRole('region', { name, exact: true })
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  it('an alert is built with what it would have told beside it, and tested', async () => {
    await page.getByRole('link', { name: 'Alerts', exact: true }).click()
    await page.getByText('No alert yet').waitFor()
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'Name' }).fill('Busy days')
    await choose(page, 'Add a metric', 'Events')
    const preview = card('The last thirty periods')
    await preview.getByText(/^It would have fired in 1 of the last 30 days\.$/).waitFor()
    await button('Condition Is an anomaly')
      .or(page.getByRole('button', { name: /Condition$/ }))
      .first()
      .click()
    await take(page, 'option', 'Is at least')
    await page.getByRole('textbox', { name: 'Value' }).fill('12')
    await page.keyboard.press('Tab')
    const high = counts.slice(-30).filter((count) => count >= 12).length
    await preview.getByText(`It would have fired in ${high} of the last 30 days.`).waitFor()
    await preview
      .getByRole('img', { name: /^Fires/ })
      .first()
      .waitFor()
    await page.getByRole('textbox', { name: 'E-mail addresses' }).fill('ann@example.com')
    await button('Create').click()
    await button('Send a test').click()
    await page.getByText('Told 1 recipient.').waitFor()
    expect(mail.mails.map(({ to }) => to)).toEqual([['ann@example.com']])
    await card('History')
      .getByRole('row', { name: /Test: fired.*Events: 40, at least 12/ })
      .waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.getByRole('link', { name: 'Alerts', exact: true }).first().click()
    expect((await rowsOf(page, 'Alerts'))[1]!.slice(0, 2)).toEqual(['Busy days', 'Ready'])
  })

  it('a number of a table becomes an alert, and its project a schedule', async () => {
    await page.goto(`${workspace.url}/projects/weekly`)
    const cell = page
      .getByRole('treegrid')
      .getByRole('row', { name: /^Cart/ })
      .getByRole('gridcell')
      .last()
    await cell.click()
    await page.keyboard.press('Shift+F10')
    await take(page, 'menuitem', 'Create alert…')
    await page.getByRole('textbox', { name: 'Name' }).waitFor()
    await card('Of which events').getByText('Cart', { exact: true }).waitFor()
    await card('The last thirty periods')
      .getByText(/^It would have fired in/)
      .waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Share' }).click()
    await take(page, 'menuitem', 'Send by a schedule…')
    await page.getByRole('textbox', { name: 'Name' }).fill('Monday')
    await page.getByRole('textbox', { name: 'E-mail addresses' }).fill('bob@example.com')
    mail.mails.length = 0
    await button('Create').click()
    await button('Send now').click()
    await page.getByText('Told 1 recipient.').waitFor()
    expect(mail.mails[0]!.files.get('1-pages.csv')!.toString()).toMatch(
      /^Item,Events\r\nHome,\d+\r\nCart,\d+\r\n/,
    )
    await card('History')
      .getByRole('row', { name: /Send now Pages, 3 rows.* bob@example\.com/ })
      .waitFor()
    expect(workspace.faults).toEqual([])
  })
})
