import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivedFieldFunctions } from '../../src/query/derived-fields/functions/index.ts'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  choose,
  hasChromium,
  makeProject,
  openBrowserWorkspace,
  rowsOf,
  take,
} from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'
const VIEW = '/api/v1/definitions/data-view/harbor-and-pine'

interface StoredField {
  readonly id: string
  readonly name?: string
  readonly rules: readonly unknown[]
}

interface StoredView {
  readonly description?: string
  readonly derivedFields: readonly StoredField[]
  readonly dimensions: readonly object[]
}

const readView = async (url: string): Promise<StoredView> =>
  (await (await fetch(url + VIEW)).json()) as StoredView

async function writeView(url: string, part: object): Promise<void> {
  const body = JSON.stringify({ ...(await readView(url)), ...part })
  const headers = { 'content-type': 'application/json' }
  const put = await fetch(url + VIEW, { method: 'PUT', headers, body })
  if (!put.ok) throw new Error(await put.text())
}

/** Opens an input of a card, searches and takes what is found. */
async function chooseInput(
  page: Page,
  input: Locator,
  text: string,
  option: RegExp,
): Promise<void> {
  await input.click()
  await page.getByRole('dialog').getByRole('searchbox').fill(text)
  await take(page, 'menuitem', option)
}

/** How many events have each item, as a report counts them. */
async function countItems(
  url: string,
  dimension: string,
): Promise<Readonly<Record<string, number>>> {
  const path = `/api/v1/data-views/harbor-and-pine/dimensions/${dimension}/items`
  const { items } = (await (await fetch(url + path)).json()) as {
    readonly items: readonly { readonly item: string; readonly events: number }[]
  }
  return Object.fromEntries(items.map(({ item, events }) => [item, events]))
}

const exampleFields: Readonly<Record<string, object>> = {
  booked: { component: 'timestamp' },
  travel: { component: 'timestamp' },
  'params.key': { field: 'products.name' },
  'params.text': { field: 'products.sku' },
  'params.number': { field: 'products.quantity' },
}
const numbers = ['days', 'revenue', 'cost', 'cart', 'price']

/** A rule of an example that reads the demo instead. */
function onDemo(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(onDemo)
  if (typeof part !== 'object' || part === null) return part
  const { field, ...rest } = part as { readonly field?: unknown }
  if (typeof field === 'string' && Object.keys(rest).length === 0) {
    return exampleFields[field] ?? { field: numbers.includes(field) ? 'revenue' : 'page' }
  }
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, onDemo(each)]))
}

/** A rule of every function: one of its examples, whichever. */
const anyRules = (): readonly object[] =>
  Object.entries(derivedFieldFunctions).map(([name, { examples }]) => {
    const alone = examples.filter(({ rules }) => rules.length === 1)
    const [rule] = alone[Math.floor(Math.random() * alone.length)]!.rules
    const joined = { dataset: 'campaigns', input: { field: 'utm_campaign' } }
    return { ...(onDemo(rule) as object), ...(name === 'lookup' && joined) }
  })

describe.skipIf(!hasChromium)(`derived fields in a browser${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    const made = await fetch(`${workspace.url}/api/v1/demo?people=50`, { method: 'POST' })
    expect(made.status).toBe(200)
  })

  afterAll(async () => {
    await workspace?.close()
  })

  it('channels are made of a template with a correction, say what each rule takes, and a report shows them', async () => {
    const { url } = workspace
    const page = await workspace.visit('/data')
    await page.getByRole('link', { name: '4 derived fields of Harbor & Pine' }).click()
    await page.getByRole('button', { name: 'New derived field' }).press('Enter')
    await page.getByRole('button', { name: 'Marketing channels' }).press('Enter')
    await choose(page, 'The URL with the parameter cid', 'utm_medium')
    await page.getByRole('button', { name: 'Use this template' }).click()

    const rules = page.getByRole('region', { name: 'Card 4: Case when' })
    const email = rules.getByRole('group', { name: 'Rules 3', exact: true })
    await email.getByText('takes no event').waitFor()
    // Corrected: the campaign is the medium itself, as it is written.
    const campaign = page.getByRole('region', { name: 'Card 2: URL parse' })
    await campaign.getByRole('button', { name: 'Card 2: URL parse', exact: true }).focus()
    await page.keyboard.press('Alt+Delete')
    await choose(page, 'Add a card', 'Lowercase')
    const last = page.getByRole('region', { name: 'Card 4: Lowercase' })
    await last.getByText('Finish this card').waitFor()
    await chooseInput(
      page,
      last.getByRole('button', { name: /^Input: / }),
      'utm_medium',
      /^utm_medium/,
    )
    const name = last.getByRole('textbox', { name: 'Name of its result' })
    await name.fill('campaign')
    await last.getByRole('button', { name: 'Card 4: Lowercase', exact: true }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    const focused = () => page.evaluate<string>('document.activeElement.getAttribute("aria-label")')
    await expect.poll(focused).toBe('Card 2: Lowercase')
    await email.getByRole('combobox', { name: 'Value for campaign' }).fill('email')
    await email.getByText(/^[\d,]+ events \(/).waitFor()
    await rules.getByRole('table', { name: /^Card 4 on real values/ }).waitFor()
    await rules.getByRole('cell', { name: 'none', exact: true }).first().waitFor()
    const taken = Number((await email.getByText(/ events \(/).innerText()).replace(/ .*|,/g, ''))
    expect(taken).toBeGreaterThan(0)
    expect(await findFaults(page)).toEqual([])

    await page.getByRole('textbox', { name: 'Name of the field' }).fill('Channel by rules')
    await writeView(url, { description: 'changed meanwhile' })
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.url()).toContain('/derived-fields/channel-by-rules')
    await page.getByRole('button', { name: 'Add as a dimension' }).click()
    await page.getByText('dimension Channel by rules').waitFor()
    const view = await readView(url)
    expect(view.description).toBe('changed meanwhile')
    expect(view.dimensions.at(-1)).toEqual({
      id: 'channel-by-rules',
      name: 'Channel by rules',
      field: 'channel-by-rules',
    })
    expect((await countItems(url, 'channel-by-rules'))['Email']).toBe(taken)

    await page.getByRole('button', { name: 'More for Channel by rules' }).click()
    await take(page, 'menuitem', 'Delete…')
    const asking = page.getByRole('alertdialog')
    await asking.getByText('dimension Channel by rules').waitFor()
    expect(await asking.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')

    const table = {
      type: 'freeform',
      rows: { dimension: 'channel-by-rules' },
      columns: [{ id: 'a', metric: 'events' }],
    }
    await page.goto(url + (await makeProject(workspace, [table])))
    await page.getByText('Email').first().waitFor()
    expect((await rowsOf(page, /.*/)).flat().join(' ')).toContain(taken.toLocaleString('en'))
    await page.close()
  })

  it('a field of every function is opened, renamed and saved as it was', async () => {
    const rules = anyRules()
    const { derivedFields } = await readView(workspace.url)
    await writeView(workspace.url, {
      derivedFields: [...derivedFields, { id: 'all-functions', rules }],
    })
    const page = await workspace.visit(
      '/data/data-views/harbor-and-pine/derived-fields/all-functions',
      'dark',
    )
    const cards = page.getByRole('region', { name: /^Card \d+: / })
    await expect.poll(() => cards.count()).toBe(rules.length)
    await page.getByRole('table', { name: 'Card 1 on real values' }).waitFor()
    const save = page.getByRole('button', { name: 'Save' })
    expect(await save.isDisabled()).toBe(true)
    expect(await findFaults(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Name of the field' }).fill('All functions')
    await save.click()
    const find = async () =>
      (await readView(workspace.url)).derivedFields.find(({ id }) => id === 'all-functions')
    await expect.poll(async () => (await find())?.name).toBe('All functions')
    expect(await find()).toEqual({ id: 'all-functions', name: 'All functions', rules })

    await page.getByRole('button', { name: 'More for All functions' }).click()
    await take(page, 'menuitem', 'Delete…')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(find).toBeUndefined()
    expect(workspace.faults).toEqual([])
    await page.close()
  })
})
