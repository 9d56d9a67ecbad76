import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import { type BrowserWorkspace, hasChromium, openBrowserWorkspace } from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const web = [1, 2, 3].map((day) => ({
  ts: `2026-01-0${day}T10:00:00Z`,
  ...{ who: `p${day % 2}`, page: 'Home', url: 'https://a.io/x' },
}))
const pages = [{ url: 'https://a.io/x', title: 'Home' }]

const visualizations = [
  {
    ...{ id: 'urls', name: 'Addresses', type: 'freeform' },
    settings: { rows: { dimension: 'url' }, columns: [{ id: 'c1', metric: 'events' }] },
    request: {
      ...{ kind: 'freeform', rows: { dimension: 'url' } },
      columns: [{ metric: 'events' }],
    },
  },
]

const january = { start: '2026-01-01', end: '2026-02-01' }

const pageTable = (id: string, name: string, breakdowns: readonly object[]) => ({
  ...{ id, name, type: 'freeform' },
  settings: { rows: { dimension: 'page' }, columns: [{ id: 'c1', metric: 'events' }], breakdowns },
  request: { kind: 'freeform', rows: { dimension: 'page' }, columns: [{ metric: 'events' }] },
})

const home = { items: [{ dimension: 'page', item: 'Home' }] }
const byAddress = { parents: [home], by: { dimension: 'url' }, limit: 5 }

const definitions = [
  { kind: 'dataset', id: 'web', type: 'event', timestamp: 'ts', labels: { url: ['sensitive'] } },
  { kind: 'dataset', id: 'pages', type: 'lookup' },
  {
    kind: 'connection',
    id: 'shop',
    datasets: [
      { dataset: 'web', personId: 'who' },
      { dataset: 'pages', key: 'url', matches: ['web.url'] },
    ],
  },
  {
    kind: 'data-view',
    id: 'main',
    connection: 'shop',
    dimensions: [
      { id: 'page', name: 'Page' },
      { id: 'url', name: 'Address' },
      { id: 'title', name: 'Title', field: 'pages.title' },
    ],
  },
  {
    kind: 'segment',
    id: 'readers',
    name: 'Readers',
    dataView: 'main',
    definition: { container: 'event', where: { dimension: 'url', op: 'exists' } },
  },
  { kind: 'policy', id: 'keep', name: 'Keep it here', labels: ['sensitive'], actions: ['export'] },
  {
    ...{ kind: 'destination', id: 'crm', type: 'webhook', actions: ['activate', 'export'] },
    settings: { url: 'https://hook.example/x' },
  },
  {
    ...{ kind: 'audience', id: 'known', name: 'Known', dataView: 'main' },
    ...{ segments: ['readers'], destinations: ['crm'] },
  },
  {
    ...{ kind: 'alert', id: 'visits', name: 'Visits', dataView: 'main', paused: true },
    metrics: [{ metric: 'events', when: { kind: 'at-least', value: 1 } }],
    items: [{ dimension: 'url', items: ['https://a.io/x'] }],
    emails: ['ann@example.com'],
  },
  {
    ...{ kind: 'project', id: 'p', name: 'Web', dataView: 'main' },
    panels: [{ id: 'all', name: 'All', dateRange: january, visualizations }],
  },
  {
    ...{ kind: 'project', id: 'opened', name: 'Opened', dataView: 'main' },
    panels: [
      {
        ...{ id: 'all', name: 'All', dateRange: january },
        visualizations: [pageTable('pages', 'Pages', [byAddress]), pageTable('plain', 'Plain', [])],
      },
    ],
  },
]

const REFUSED = 'policy keep does not allow to export web.url (sensitive)'
const PRINT = 'Print / save as PDF…'

describe.skipIf(!hasChromium)(`labels and policies in a browser${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await post('apply', definitions)
    await post('datasets/web/rows', web)
    await post('datasets/pages/rows', pages)
  })

  afterAll(() => workspace?.close())

  async function post(path: string, body: object): Promise<void> {
    const answer = await fetch(`${workspace.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect([path, answer.status, answer.ok ? '' : await answer.text()]).toEqual([path, 200, ''])
  }

  async function expectAccessible(page: Page): Promise<void> {
    expect(await findFaults(page)).toEqual([])
  }

  it('shows labels where fields are, and through what they are inherited', async () => {
    const page = await workspace.visit('/datasets/pages')
    const fields = page.getByRole('table', { name: 'Fields' })
    await fields
      .getByRole('row', { name: /^title .*sensitive \(web\.url through connection shop\)/ })
      .waitFor()
    await page.goto(`${workspace.url}/data/data-views/main?component=dimensions:title`)
    const used = page.getByRole('region', { name: 'Labelled fields that it reads' })
    await used.getByText('web.url through lookup pages').waitFor()
    await used.getByText('Policy Keep it here does not allow to export it.').waitFor()
    await page
      .getByRole('link', { name: 'Title sensitive (web.url through lookup pages)' })
      .waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add…' }).click()
    await page.getByRole('dialog').getByText('sensitive').first().waitFor()
    await page.close()
  })

  it('says why an audience is not published, with the way to the policy and the component', async () => {
    const page = await workspace.visit('/audiences/known')
    await page.getByText('Not allowed by policy keep').first().waitFor()
    expect(await page.getByRole('button', { name: 'Publish now' }).isDisabled()).toBe(true)
    const blocked = page.getByRole('table', { name: 'Policies do not allow to publish it' })
    await blocked.getByRole('row', { name: /keep export web\.url \(sensitive\)/ }).waitFor()
    await expectAccessible(page)
    await blocked.getByRole('link', { name: 'dimension url' }).first().click()
    await page.waitForURL('**/data/data-views/main?component=dimensions*url')
    await page.goto(`${workspace.url}/destinations/crm`)
    const kept = page.getByRole('table', { name: 'Policies keep this from being sent' })
    await kept.getByRole('link', { name: 'keep' }).first().click()
    await page.getByRole('heading', { name: 'Policy keep' }).waitFor()
    await page.close()
  })

  it('shows labels of what a destination is told of changes of profiles', async () => {
    await post('apply', {
      ...{ kind: 'destination', id: 'told', type: 'webhook', mode: 'event' },
      settings: { url: 'https://hook.example/x' },
      profileChanges: { connection: 'shop', attributes: ['pages.title'] },
    })
    const page = await workspace.visit('/destinations/told')
    await page.getByText(/^web\.url through attribute pages\.title/).waitFor()
    await page.close()
  })

  it('says of a project what is not downloaded, shown by links, or sent', async () => {
    const page = await workspace.visit('/projects/p')
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Link for anyone…' }).click()
    const notice = page.getByRole('region', { name: 'Policies do not allow to share all of it' })
    await notice
      .getByText('Addresses: policy keep does not allow to export web.url (sensitive)')
      .waitFor()
    await page.keyboard.press('Escape')
    await page.goto(`${workspace.url}/new-schedule?project=p`)
    await page.getByRole('region', { name: 'Policies do not allow to send all of it' }).waitFor()
    await page.goto(`${workspace.url}/projects/p`)
    await page.getByRole('button', { name: 'More of Addresses' }).click()
    for (const name of ['CSV of all rows', 'Parquet of all rows', 'PNG', PRINT]) {
      await expectOff(page, name)
    }
    await page.getByRole('menuitem', { name: 'Why: policy keep' }).click()
    await page.getByRole('heading', { name: 'Policy keep' }).waitFor()
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('says of an alert whom it may not tell, before it is saved', async () => {
    const page = await workspace.visit('/alerts/visits')
    const title = 'Policies do not allow to tell all of them'
    const kept = page.getByRole('table', { name: title })
    await kept
      .getByRole('row', { name: /keep export web\.url \(sensitive\).*ann@example\.com/ })
      .waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page
      .getByText(/policy keep does not allow to export web\.url/)
      .first()
      .waitFor()
    await page.getByRole('textbox', { name: 'E-mail addresses' }).fill('')
    await kept.waitFor({ state: 'detached' })
    await page.close()
  })

  it('does not print a project, nor make a picture of it, and says why beforehand', async () => {
    const page = await visitPrinted('/projects/p')
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await page
      .getByRole('menuitem', { name: 'Why: policy keep' })
      .getByText('Addresses: policy keep does not allow to export web.url (sensitive)')
      .waitFor()
    for (const name of [PRINT, 'Save as PNG']) await expectOff(page, name)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+p')
    await page.getByRole('alertdialog').getByText('policy keep does not allow').waitFor()
    expect(await page.getByRole('dialog', { name: 'As it is printed' }).count()).toBe(0)
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('holds back on paper what is only opened in rows, with the reason in its place', async () => {
    const page = await visitPrinted('/projects/opened')
    await page.getByRole('button', { name: 'More of Pages' }).click()
    await expectOff(page, PRINT)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await page.getByRole('menuitem', { name: PRINT }).click()
    await expect.poll(() => page.evaluate('document.body.dataset.printed')).toBe('yes')
    const paper = page.getByRole('dialog', { name: 'As it is printed' })
    await paper
      .getByRole('region', { name: 'Pages', exact: true })
      .getByText('policy keep does not allow to export web.url (sensitive)')
      .waitFor()
    await paper.getByRole('region', { name: 'Plain' }).getByText('Home').waitFor()
    expect(await paper.getByText('https://a.io/x').count()).toBe(0)
    expect(workspace.faults).toEqual([])
    await page.close()
  })

  it('copies no cell that a policy keeps, and any other', async () => {
    const page = await workspace.visit('/projects/p')
    await page.evaluate(`
      window.copied = []
      document.addEventListener('copy', ({ clipboardData }) =>
        window.copied.push(clipboardData.getData('text/plain')))
    `)
    const table = page.getByRole('treegrid', { name: /Address/ })
    await table.getByRole('rowheader', { name: /a\.io/ }).click()
    await page.keyboard.press('Control+c')
    await page.getByRole('alertdialog').getByText('policy keep does not allow').waitFor()
    await page.keyboard.press('Shift+F10')
    await expectOff(page, 'Copy')
    await page.getByRole('menuitem', { name: 'Why: policy keep' }).waitFor()
    await page.keyboard.press('Escape')
    await table.getByRole('gridcell', { name: /^3/ }).first().click()
    await page.keyboard.press('Enter')
    await expectOff(page, 'Copy value')
    await page.getByRole('menuitem', { name: 'Why: policy keep' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.evaluate('window.copied')).toEqual([])
    const plain = await workspace.visit('/projects/opened')
    await plain
      .getByRole('region', { name: 'Plain' })
      .getByRole('rowheader', { name: 'Home' })
      .click()
    await plain.keyboard.press('Control+c')
    await plain
      .getByRole('status')
      .getByText('cells copied')
      .or(plain.getByText('cell copied'))
      .first()
      .waitFor()
    expect(workspace.faults).toEqual([])
    await plain.close()
    await page.close()
  })

  it('copies no cell of rows that were put aside where a policy keeps a field of the dataset', async () => {
    await post('apply', [
      { kind: 'dataset', id: 'notes', type: 'event', timestamp: 'ts' },
      { kind: 'source', id: 'shop', dataset: 'web', protocols: ['segment'] },
    ])
    const broken = { ...web[0], ts: 'some day' }
    await post('datasets/web/rows', [broken])
    await post('datasets/notes/rows', [web[0]!, broken])
    expect(await copyFirst('/datasets/web', 'Rows set aside')).toBe(REFUSED)
    expect(await copyFirst('/datasets/notes', 'Rows set aside')).toBe('1 cell copied')
    const { key } = (await (
      await fetch(`${workspace.url}/api/v1/sources/shop/keys`, { method: 'POST' })
    ).json()) as { readonly key: string }
    const nobodys = [{ type: 'track', event: 'Order Refunded' }]
    await fetch(`${workspace.url}/v1/batch`, {
      method: 'POST',
      body: JSON.stringify({ batch: nobodys, writeKey: key }),
    })
    expect(await copyFirst('/sources/shop', 'Kept aside')).toBe(REFUSED)
    expect(workspace.faults).toEqual([])
  })

  /** What is said when the first cell of a grid is copied. */
  async function copyFirst(path: string, name: string): Promise<string> {
    const page = await workspace.visit(path)
    await page.getByRole('treegrid', { name }).getByRole('gridcell').first().click()
    await page.keyboard.press('Control+c')
    const refused = page.getByRole('alertdialog').getByText(REFUSED)
    const copied = page.getByRole('status').getByText('1 cell copied')
    await refused.or(copied).first().waitFor()
    const said = (await refused.isVisible()) ? REFUSED : '1 cell copied'
    await page.close()
    return said
  }

  async function expectOff(page: Page, name: string): Promise<void> {
    const item = page.getByRole('menuitem', { name, exact: true })
    await page.getByRole('menuitem', { name: /^Why/ }).waitFor()
    expect([name, await item.getAttribute('aria-disabled')]).toEqual([name, 'true'])
  }

  /** A page whose printer only says that it was called. */
  async function visitPrinted(path: string): Promise<Page> {
    const page = await workspace.visit(path)
    await page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    return page
  }
})
