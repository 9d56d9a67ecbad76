import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import { type BrowserWorkspace, hasChromium, openBrowserWorkspace } from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const at = (day: number, minute: number) =>
  new Date(Date.UTC(2026, 0, day, 10, minute)).toISOString()

const web = [
  { ts: at(1, 0), cookie: 'c1', email: 'ann@example.com', page: 'Home', channel: 'Search' },
  { ts: at(1, 2), cookie: 'c1', email: 'ann@example.com', page: 'Boots', channel: null },
  { ts: at(4, 0), cookie: 'c1', email: 'ann@example.com', page: 'Home', channel: 'Email' },
  { ts: at(4, 5), cookie: 'c1', email: 'ann@example.com', page: 'Order', revenue: 40 },
  { ts: at(2, 0), cookie: 'c2', email: 'bob@example.com', page: 'Home' },
]
const calls = [{ ts: at(5, 0), email: 'ann@example.com', topic: 'Sizing' }]
const customers = [{ email: 'ann@example.com', city: 'Bremen' }]

const definitions = [
  { kind: 'dataset', id: 'web', type: 'event', timestamp: 'ts' },
  { kind: 'dataset', id: 'calls', type: 'event', timestamp: 'ts' },
  { kind: 'dataset', id: 'customers', type: 'profile' },
  {
    kind: 'connection',
    id: 'shop',
    datasets: [
      {
        dataset: 'web',
        personId: 'email',
        namespace: 'email',
        identities: [{ field: 'cookie', namespace: 'cookie' }],
      },
      { dataset: 'calls', personId: 'email', namespace: 'email' },
      { dataset: 'customers', personId: 'email', namespace: 'email' },
    ],
  },
  {
    kind: 'data-view',
    id: 'main',
    name: 'Shop',
    connection: 'shop',
    dimensions: [
      { id: 'page', name: 'Page', field: 'page' },
      { id: 'topic', name: 'Topic', field: 'topic' },
      {
        id: 'channel',
        name: 'Channel',
        field: 'channel',
        persistence: { expiration: { type: 'person' } },
      },
    ],
    metrics: [
      {
        id: 'revenue',
        name: 'Revenue',
        field: 'revenue',
        attribution: { model: 'linear', lookback: { days: 30 } },
      },
    ],
  },
]

describe.skipIf(!hasChromium)(`people in a browser${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await post('apply', definitions)
    await post('datasets/web/rows', web)
    await post('datasets/calls/rows', calls)
    await post('datasets/customers/rows', customers)
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

  async function expectAccessible(page: Page): Promise<void> {
    expect(await findFaults(page)).toEqual([])
  }

  const find = (page: Page) => page.getByRole('searchbox', { name: 'Find by any identity' })

  it('says where it has looked for somebody whom nobody knows', async () => {
    const page = await workspace.visit('/')
    await page.getByRole('link', { name: 'People', exact: true }).click()
    await find(page).fill('cookie:zoe')
    await page.keyboard.press('Enter')
    await page.getByText('Nobody has cookie:zoe').waitFor()
    await page.getByText('Looked for it as cookie, and as the name of a person').waitFor()
    await expectAccessible(page)
    await page.close()
  })

  it('leads by keyboard from an e-mail to a person, an event, and what deleting them would do', async () => {
    const page = await workspace.visit('/people')
    await find(page).focus()
    await page.keyboard.type('ann@example.com')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/people/main/ann*')
    const profile = page.getByRole('region', { name: 'Profile' })
    await profile.getByText('Bremen').waitFor()
    const journey = page.getByRole('region', { name: 'Journey' })
    await journey.getByText('5 events · 3 sessions · 2 datasets').waitFor()
    const events = journey.getByRole('group', { name: 'Events' }).getByRole('button')
    await expect.poll(() => events.count()).toBe(5)
    await events.first().focus()
    for (const key of ['ArrowDown', 'End', 'ArrowUp']) await page.keyboard.press(key)
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('Order')
    await page.keyboard.press('Enter')
    const event = page.getByRole('region', { name: /Jan 4, 2026/ })
    await event.getByText('kept since Jan 4, 2026, 10:00:00, web').waitFor()
    const credit = event.getByRole('region', { name: 'Credit' })
    const lines = credit.locator('dl > div')
    await expect.poll(() => lines.allInnerTexts()).toHaveLength(2)
    expect((await lines.allInnerTexts()).join(' ')).toMatch(
      /Search\s+20 · 50.0%.*Email\s+20 · 50.0%/s,
    )
    await event.getByText(/batch 1, row/).waitFor()
    await expectAccessible(page)
    const opened = page.url()
    await page.getByRole('button', { name: 'Delete…' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('web: 4 rows deleted').waitFor()
    await dialog.getByText('customers: 1 row deleted').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.goto(opened)
    await page.getByRole('region', { name: /Jan 4, 2026/ }).waitFor()
    await page.close()
  })

  it('finds events of all the journey by their text and dataset', async () => {
    const page = await workspace.visit('/people/main/ann%40example.com')
    const journey = page.getByRole('region', { name: 'Journey' })
    await journey.getByRole('searchbox', { name: 'Search all events' }).fill('boots')
    await journey.getByText('1 of 5 events').waitFor()
    await journey.getByRole('searchbox').fill('')
    await journey.getByRole('button', { name: 'calls 1' }).click()
    await journey.getByText('Sizing').waitFor()
    expect(new URL(page.url()).search).toContain('calls')
    await page.close()
  })

  it('compares two people, by any identity, in an address that says all of it', async () => {
    const page = await workspace.visit('/people/main/ann%40example.com')
    await page.getByRole('button', { name: 'Compare with…' }).click()
    await page.getByRole('heading', { name: 'Compare ann@example.com' }).waitFor()
    const identity = page.getByRole('searchbox', { name: 'Find by any identity' })
    await identity.fill('zoe')
    await page.keyboard.press('Enter')
    await page.getByText('Nobody here has zoe').waitFor()
    await identity.fill('cookie:c1')
    await page.keyboard.press('Enter')
    await page.getByText('cookie:c1 is an identity of ann@example.com').waitFor()
    await identity.fill('cookie:c2')
    await page.keyboard.press('Enter')
    const attributes = page.getByRole('table', { name: 'Attributes' })
    await attributes.getByRole('row', { name: 'Differs: city Bremen –' }).waitFor()
    await page
      .getByRole('table', { name: 'Key figures' })
      .getByRole('row', { name: 'Revenue 40 0' })
      .waitFor()
    const events = page.getByRole('grid', { name: 'Events of both' })
    await events.getByRole('row', { name: 'Jan 2, 2026 A nothing · B 1 event' }).waitFor()
    await page.getByRole('radio', { name: 'By order' }).click()
    const first = events.getByRole('row').first()
    await expect.poll(() => first.getByRole('button').allInnerTexts()).toHaveLength(2)
    await expectAccessible(page)
    await first.getByRole('button').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: /Jan 2, 2026/ }).waitFor()
    await page.reload()
    await page.getByRole('region', { name: /Jan 2, 2026/ }).waitFor()
    await expect.poll(() => events.getByRole('row').first().getByRole('button').count()).toBe(2)
    await page.close()
  })

  it('deletes somebody for good, with a receipt', async () => {
    const page = await workspace.visit('/people/main/bob%40example.com')
    await page.getByRole('button', { name: 'Delete…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('web: 1 row deleted').waitFor()
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await dialog.getByText(/^Receipt/).waitFor()
    await dialog.getByRole('button', { name: 'To all people' }).click()
    await page.getByRole('heading', { name: 'People', exact: true }).waitFor()
    await find(page).fill('bob@example.com')
    await page.keyboard.press('Enter')
    await page.getByText('Nobody has bob@example.com').waitFor()
    expect(workspace.faults).toEqual([])
    await page.close()
  })
})
