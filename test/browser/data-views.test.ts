import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  chooseByKeys,
  hasChromium,
  openBrowserWorkspace,
  press,
  rowsOf,
  write,
} from '../support/browser.ts'
import { shop } from '../support/workspace.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const rows = [
  ...shop.web,
  { who: 'bob', ts: '2026-01-02T10:20:00Z', price: 7, ok: true, url: 'https://a.io/z' },
]

describe.skipIf(!hasChromium)(`data views in a browser${reason}`, () => {
  let workspace: BrowserWorkspace
  let page: Page

  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${workspace.url}/api/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as Record<string, unknown>
  }

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await ask('POST', 'datasets/web/rows', rows)
    await ask('POST', 'apply', shop.definitions)
    page = await workspace.visit('/data')
  })

  afterAll(() => workspace?.close())

  const card = (name: string) => page.getByRole('region', { name, exact: true })
  const named = (role: 'button' | 'link' | 'textbox' | 'switch' | 'tab', name: string) =>
    page.getByRole(role, { name, exact: true })
  const save = async () => {
    await page.keyboard.press('Control+s')
    await page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor()
    await expect.poll(() => named('button', 'Save').isDisabled()).toBe(true)
  }
  const items = () => rowsOf(page, 'Top items')

  it('a data view is made of fields, by keyboard', async () => {
    await press(named('button', 'New data view'), 'Enter')
    await named('textbox', 'Name').waitFor()
    await page.keyboard.type('Web shop')
    await page.keyboard.press('Enter')
    await page.getByText('Choose a component').waitFor()
    await press(named('button', 'Add…'), 'Enter')
    await page.getByRole('searchbox', { name: 'Search fields' }).waitFor()
    for (const field of ['page', 'url', 'price']) {
      await press(page.getByRole('checkbox', { name: field, exact: true }), 'Space')
    }
    await press(named('button', 'Add 3'), 'Enter')
    await card('Components').getByRole('link', { name: 'price' }).waitFor()
    await save()
  })

  it('persistence is tried on the items before it is saved', async () => {
    await press(card('Components').getByRole('link', { name: 'page' }), 'Enter')
    await card('Dimension page').waitFor()
    await expect.poll(items).toContainEqual(['No value', '1', '1'])
    await press(named('button', 'Later events'), 'Enter')
    await press(named('switch', 'Carry values to later events'), 'Space')
    await expect.poll(items).toContainEqual(['Home', '2', '3'])
    await expect.poll(items).toContainEqual(['No value', '1', '–'])
    await page.getByText('Not saved', { exact: true }).waitFor()
    await save()
    const { document } = { document: await ask('GET', 'definitions/data-view/web-shop') }
    expect(document).toMatchObject({
      connection: 'all',
      dimensions: [{ id: 'page', persistence: {} }, { id: 'url' }],
      metrics: [{ id: 'price' }],
    })
    const report = await ask('POST', 'reports', {
      kind: 'freeform',
      dataView: 'web-shop',
      dateRange: { start: '2026-01-01', end: '2026-02-01' },
      rows: { dimension: 'page' },
      columns: [{ metric: 'price' }],
    })
    expect(report['rows']).toMatchObject([
      { item: 'Home', values: [15] },
      { item: 'Cart', values: [4] },
    ])
  })

  it('what a change breaks is said; it is compared in words, and taken back', async () => {
    await ask('POST', 'apply', [
      {
        kind: 'segment',
        id: 'dear',
        name: 'Dear',
        dataView: 'web-shop',
        definition: { container: 'event', where: { metric: 'price', op: 'gt', value: 4 } },
      },
    ])
    await press(card('Components').getByRole('link', { name: 'price' }), 'Enter')
    await press(card('Metric price').getByRole('button', { name: 'Remove', exact: true }), 'Enter')
    await page.getByRole('heading', { name: 'Saving this breaks 1 definition' }).waitFor()
    await page.getByText(/^Segment Dear: there is no metric "price"/).waitFor()
    await press(named('button', 'More'), 'Enter')
    await press(page.getByRole('menuitem', { name: 'Compare…' }), 'Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('region', { name: 'Metric price' }).getByText('removed').waitFor()
    await page.keyboard.press('Escape')
    await press(named('button', 'Discard changes'), 'Enter')
    await card('Components').getByRole('link', { name: 'price' }).waitFor()
  })

  it('a timeout shows what it makes of the gaps', async () => {
    await press(named('tab', 'Components'), 'ArrowRight')
    await card('Gaps between events').getByText('Start a session').waitFor()
    await press(page.getByRole('textbox', { name: 'Timeout of sessions' }), 'Control+a')
    await page.keyboard.type('10')
    await page.keyboard.press('Tab')
    const effect = () => rowsOf(page, 'What comes of it')
    await expect.poll(effect).toContainEqual(['Sessions', '2', '3'])
    await press(card('Gaps between events').getByRole('button', { name: 'Show as table' }), 'Enter')
    await card('Gaps between events')
      .getByRole('row', { name: /^15 min to 20 min 0 1$/ })
      .waitFor()
    await save()
  })

  it('a component is shared, and overridden where it is used', async () => {
    await press(named('tab', 'Sessions'), 'ArrowLeft')
    await press(card('Components').getByRole('link', { name: 'url' }), 'Enter')
    await press(card('Dimension url').getByRole('button', { name: 'Share it' }), 'Enter')
    await page.getByText(/^This is the shared component url/).waitFor()
    await press(named('textbox', 'Name').last(), 'End')
    await page.keyboard.type('Address')
    await named('button', 'Take back Name').waitFor({ state: 'detached' })
    await press(named('textbox', 'Id'), 'Control+a')
    await page.keyboard.type('address')
    await page.keyboard.press('Enter')
    await card('Dimension Address').waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('INPUT')
    await save()
    await expect
      .poll(() => ask('GET', 'definitions/shared-component/url'))
      .toMatchObject({
        component: 'dimension',
        settings: { field: 'url' },
      })
    await expect
      .poll(() => ask('GET', 'definitions/data-view/web-shop'))
      .toMatchObject({
        dimensions: [{ id: 'page' }, { shared: 'url', name: 'Address', id: 'address' }],
      })
    await press(card('Dimension Address').getByRole('button', { name: 'Make it its own' }), 'Enter')
    await named('button', 'Share it').waitFor()
    await save()
    await expect
      .poll(() => ask('GET', 'definitions/data-view/web-shop'))
      .toMatchObject({
        dimensions: [{ id: 'page' }, { id: 'address', field: 'url', name: 'Address' }],
      })
  })

  it('a copy has the same components under another name', async () => {
    await press(named('button', 'More'), 'Enter')
    await press(page.getByRole('menuitem', { name: 'Copy…' }), 'Enter')
    await page.getByRole('heading', { name: 'Copy of Web shop' }).waitFor()
    await named('textbox', 'Name').focus()
    await page.keyboard.type('Second shop')
    await page.keyboard.press('Enter')
    await card('Components').getByRole('link', { name: 'Address' }).waitFor()
    const {
      kind: _,
      id,
      name,
      version: __,
      ...copied
    } = await ask('GET', 'definitions/data-view/second-shop')
    expect([id, name]).toEqual(['second-shop', 'Second shop'])
    await expect.poll(() => ask('GET', 'definitions/data-view/web-shop')).toMatchObject(copied)
  })

  it('rates are pasted from a sheet', async () => {
    await page.goto(`${workspace.url}/data/data-views/web-shop`)
    await press(named('tab', 'Components'), 'ArrowRight', 'ArrowRight', 'ArrowRight')
    await page.getByRole('textbox', { name: 'Paste from a sheet' }).focus()
    await page.keyboard.insertText(
      'Currency\tFrom\tUSD\nEUR\t2026-01-01\t1.1\nGBP\t2026-01-01\t1.3',
    )
    await press(named('button', 'Take 2 rates'), 'Enter')
    await page.getByRole('group', { name: 'Rate 2' }).waitFor()
    await save()
    await expect
      .poll(() => ask('GET', 'definitions/data-view/web-shop'))
      .toMatchObject({
        session: { timeoutMinutes: 10 },
        exchangeRates: [
          { currency: 'EUR', from: '2026-01-01', usd: 1.1 },
          { currency: 'GBP', from: '2026-01-01', usd: 1.3 },
        ],
      })
  })

  it('one of its dimensions is derived by rules, by keyboard', async () => {
    await press(named('tab', 'Calendar'), 'ArrowLeft', 'ArrowLeft')
    await press(card('Derived fields').getByRole('link', { name: 'New derived field' }), 'Enter')
    await press(page.getByRole('button', { name: /^No template/ }), 'Enter')
    await write(named('textbox', 'Name of the field'), 'Section')
    await chooseByKeys(page, 'Add a card', 'Case when')
    const rules = card('Card 1: Case when')
    await press(rules.getByRole('button', { name: 'where: Choose…' }), 'Enter')
    const inputs = page.getByRole('dialog')
    // Keys that would lead elsewhere are typed here: the second and third of "page" are none.
    await write(inputs.getByRole('searchbox'), 'page')
    await press(inputs.getByRole('menuitem', { name: /^page/ }).first(), 'Enter')
    await write(rules.getByRole('combobox', { name: 'Value for page' }), 'Cart')
    await page.keyboard.press('Enter')
    await write(rules.getByRole('textbox', { name: 'Text of Then' }), 'Buying')
    await rules
      .getByText(/^1 events? \(/)
      .first()
      .waitFor()
    await press(named('button', 'Save'), 'Enter')
    await page.waitForURL('**/derived-fields/section')
    await expect.poll(() => named('button', 'Add as a dimension').isEnabled()).toBe(true)
    await press(named('button', 'Add as a dimension'), 'Enter')
    await page.getByText('dimension Section').waitFor()
    const { items: derived } = await ask('GET', 'data-views/web-shop/dimensions/section/items')
    expect(derived).toContainEqual(expect.objectContaining({ item: 'Buying', events: 1 }))
    await page.goto(`${workspace.url}/data/data-views/web-shop`)
  })

  it('rules of its own are made with the segment builder, counted, and saved in words', async () => {
    await page.goto(`${workspace.url}/data/data-views/web-shop?part=segments`)
    await press(named('button', 'Define one here'), 'Enter')
    const rules = card('Segment 1 of the data view')
    const before = page.getByRole('listitem', { name: 'Segment 1 of the data view' })
    await before.getByText('It has a rule that is still to be filled.').waitFor()
    await page
      .getByText('A segment has a rule that is still to be filled', { exact: true })
      .waitFor()
    expect(await named('button', 'Save').isDisabled()).toBe(true)
    await page.keyboard.press('/')
    await page.keyboard.type('page')
    await page.getByRole('option', { name: 'page', exact: true }).first().waitFor()
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
    await rules.getByRole('button', { name: 'Rule: page' }).waitFor()
    await press(rules.getByRole('button', { name: 'Top items of page' }), 'Enter')
    await press(page.getByRole('dialog').getByRole('button', { name: /^Cart/ }), 'Enter')
    await page.keyboard.press('Escape')
    await before.getByText('1 person, 50.0% of all').waitFor()
    await before.getByText(/page equals “Cart”/).waitFor()
    await press(rules.getByRole('button', { name: 'Undo' }), 'Enter')
    await before.getByText('2 people, 100.0% of all').waitFor()
    await press(rules.getByRole('button', { name: 'Redo' }), 'Enter')
    await before.getByText('1 person, 50.0% of all').waitFor()
    await save()
    await expect
      .poll(() => ask('GET', 'definitions/data-view/web-shop'))
      .toMatchObject({
        segment: {
          container: 'person',
          where: { dimension: 'page', op: 'equals', value: 'Cart' },
        },
      })
    await press(named('button', 'Remove segment 1'), 'Enter')
    await before.waitFor({ state: 'detached' })
    await save()
    expect(await ask('GET', 'definitions/data-view/web-shop')).not.toHaveProperty('segment')
  })

  it('axe finds nothing', async () => {
    const wrong: string[] = []
    for (const part of ['Components', 'Sessions', 'Calendar', 'Segments', 'About and use']) {
      await named('tab', part).click()
      if (part === 'Components') {
        await card('Components').getByRole('link', { name: 'page' }).click()
        await card('Top items').getByRole('table').waitFor()
      }
      const found = await findFaults(page)
      wrong.push(...found.map((each) => `${part}: ${each}`))
    }
    expect(wrong).toEqual([])
    expect(workspace.faults).toEqual([])
  })
})
