import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Truth } from '../../src/demo/truth/truth.ts'
import {
  type BrowserWorkspace,
  choose,
  hasChromium,
  openBrowserWorkspace,
} from '../support/browser.ts'
import { keptTemplate, type TemplateProject } from '../support/template-files.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

interface Row {
  readonly item: unknown
  readonly values: readonly (number | null)[]
}

/** What the reports of a project answer, as far as it is looked at here. */
interface Found {
  readonly rows: readonly Row[]
  readonly totals: readonly number[]
  readonly series: readonly { readonly steps: readonly { readonly count: number }[] }[]
  readonly paths: readonly { readonly rate: number }[]
  readonly models: readonly string[]
}

/** A shop of an own kind, whose components have no labels. */
const sales = [
  { ts: '2026-03-01T10:00:00Z', buyer: 'a', kind: 'view', article: 'Tent' },
  { ts: '2026-03-01T10:01:00Z', buyer: 'a', kind: 'sale', article: 'Tent' },
]
const definitions = [
  { kind: 'dataset', id: 'sales', type: 'event', timestamp: 'ts' },
  { kind: 'connection', id: 'sales', datasets: [{ dataset: 'sales', personId: 'buyer' }] },
  {
    kind: 'data-view',
    id: 'sales',
    name: 'Sales',
    connection: 'sales',
    dimensions: [{ id: 'article', name: 'Article', field: 'article' }],
    metrics: [{ id: 'sold', name: 'Sold', field: 'kind', count: 'instances' }],
  },
]

describe.skipIf(!hasChromium)(`each template finds its story${reason}`, () => {
  let workspace: BrowserWorkspace
  let truth: Truth

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    truth = (await call<{ truth: Truth }>('POST', 'demo?people=500&day=2026-06-01')).truth
  })

  afterAll(async () => {
    await workspace?.close()
  })

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${workspace.url}/api/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as T
  }

  /** Makes the project of a job on Home, and gives what its reports answer, by their names. */
  async function start(job: string): Promise<(name: string) => Found> {
    const page = await workspace.visit('/')
    await page.getByRole('button', { name: job, exact: true }).click()
    await page.getByRole('button', { name: 'Make the project' }).click()
    await page.waitForURL(/\/projects\//)
    const id = page.url().split('/').at(-1)!
    await page.close()
    const project = await call<TemplateProject>('GET', `definitions/project/${id}`)
    const { made, kept } = keptTemplate(project)
    expect(made).toEqual(kept)
    const { panels } = project
    const { dateRange } = truth
    const asked = panels.flatMap(({ segments = [], visualizations }) =>
      visualizations.flatMap(({ name, request }) =>
        request === undefined
          ? []
          : [{ name, request: { ...request, dataView: 'harbor-and-pine', dateRange, segments } }],
      ),
    )
    const requests = asked.map(({ request }) => request)
    const answers = await call<readonly (Found & { error?: unknown })[]>(
      'POST',
      'reports',
      requests,
    )
    expect(answers.filter(({ error }) => error !== undefined)).toEqual([])
    return (name) => answers[asked.findIndex((each) => each.name === name)]!
  }

  const rowOf = ({ rows }: Found, item: unknown): Row => rows.find((row) => row.item === item)!
  const countsOf = ({ series }: Found) => series[0]!.steps.map(({ count }) => count)
  const rounded = (value: number | null | undefined) => Math.round((value ?? 0) * 1e6) / 1e6

  it('people are the same ones in several places', async () => {
    const found = (await start('Cross-channel journey'))('People, sessions and orders by place')
    const people = found.rows.reduce((sum, { values }) => sum + values[0]!, 0)
    expect(found.totals[0]).toBe(truth.people.seen)
    expect(people).toBeGreaterThan(found.totals[0]! * 1.1)
    expect(rowOf(found, 'Stores').values[2]).toBe(truth.orders.byDataset.stores.orders)
  })

  it('buyers are lost on their way, and some paths lead to more orders than others', async () => {
    const find = await start('Top and bottom converting paths')
    const [, ...counts] = countsOf(find('Where people are lost'))
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    truth.funnels.buying.people.forEach((people, step) =>
      expect(counts[step]).toBeGreaterThanOrEqual(people),
    )
    const rates = (name: string) => find(name).paths.map(({ rate }) => rate)
    const best = Math.max(...rates('Paths that lead to orders'))
    expect(best).toBeGreaterThan(Math.max(...rates('Paths that do not')))
  })

  it('channels have the credit that their touches earned', async () => {
    const { rows, models } = (await start('Channel engagement and conversion'))(
      'First, last and every touch',
    )
    const credit: Readonly<Record<string, Readonly<Record<string, { orders: number }>>>> =
      truth.orders.credit.channel
    for (const { item, values } of rows.filter((row) => row.item !== null)) {
      const expected = models.map((model) => rounded(credit[model]?.[String(item)]?.orders))
      expect(values.map(rounded), String(item)).toEqual(expected)
    }
  })

  it('the trail guide is among what is viewed', async () => {
    const pages = (await start('Top viewed content'))('Pages')
    const { steps, people } = truth.funnels.trailGuide
    expect(rowOf(pages, steps[0]).values[1]).toBeGreaterThanOrEqual(people[0]!)
    const views = pages.rows.map(({ values }) => values[0])
    expect(views).toEqual(views.toSorted((a, b) => b! - a!))
  })

  it('what was sold is known by how it was found', async () => {
    const find = await start('Top categories and products')
    const [orders] = rowOf(find('Ways of finding'), 'Search').values
    expect(orders).toBeGreaterThan(0)
    const products = find('Products').rows
    expect(products.every(({ values }) => values[0]! >= values[2]!)).toBe(true)
  })

  it('a campaign assists and is never the last touch', async () => {
    const found = (await start('Campaigns'))('Orders by model')
    const item = truth.orders.assistingCampaign
    const credit = truth.orders.credit.campaign
    const models = ['last-touch', 'participation'] as const
    const { values } = rowOf(found, item)
    const own = models.map((model) => rounded(values[found.models.indexOf(model)]))
    expect(own).toEqual(models.map((model) => rounded(credit[model][item]?.orders)))
    expect(own[0]).toBe(0)
    expect(own[1]).toBeGreaterThan(0)
  })

  it('who uses the order tracker calls half as often', async () => {
    const found = (await start('Tools and self-service'))(
      'Buyers of each tool who called about an order',
    )
    const { tool, users, others } = truth.orderTracker
    const tracker = rowOf(found, tool).values
    expect(tracker[0]).toBe(users.people)
    expect(found.totals[0]).toBe(users.people + others.people)
    const rateOfOthers = (found.totals[1]! - tracker[1]!) / others.people
    expect(tracker[1]! / tracker[0]!).toBeLessThan(0.75 * rateOfOthers)
  })

  it('a page error makes people call within minutes', async () => {
    const find = await start('Call deflection')
    const errors = find('Errors, and who calls within 30 minutes')
    const { error, page, people, peopleWhoCalled, errors: count } = truth.paymentError
    const [withError, times, called] = rowOf(errors, error).values
    expect([withError, times]).toEqual([people, count])
    expect(called).toBeGreaterThanOrEqual(peopleWhoCalled)
    const rates = errors.rows.map(({ values }) => values[3]!)
    expect(Math.max(...rates)).toBe(rowOf(errors, error).values[3])
    expect(rowOf(find('Pages of errors'), page).values[0]).toBe(count)
  })

  it('who has a cart and no order can become an audience', async () => {
    const find = await start('Audiences for the profile')
    const [, carts] = countsOf(find('From the cart to the order'))
    const [people] = find('How they came').totals
    expect(people).toBeGreaterThan(0)
    expect(people).toBeLessThan(carts!)
  })

  it('says what a data view lacks, which can be chosen, and leaves out the rest', async () => {
    await call('POST', 'apply', definitions.slice(0, 1))
    await call('POST', 'datasets/sales/rows', sales)
    await call('POST', 'apply', definitions.slice(1))
    await call('POST', 'connections/sales/refresh')
    const page = await workspace.visit('/')
    await page.getByRole('button', { name: 'Top categories and products', exact: true }).click()
    await page.getByRole('button', { name: /Data view/ }).click()
    await page.getByRole('option', { name: 'Sales' }).click()
    await page.getByText(/^0 of 9 components/).waitFor()
    const make = page.getByRole('button', { name: 'Make the project' })
    await choose(page, 'Orders', 'Sold')
    await choose(page, 'Product', 'Article')
    await make.click()
    await page.getByRole('treegrid', { name: 'Freeform table by Article' }).waitFor()
    await page.getByRole('columnheader', { name: /Sold/ }).waitFor()
    expect(await page.getByRole('treegrid').count()).toBe(1)
    await page.close()
  })

  it('throws nothing', () => {
    expect(workspace.faults).toEqual([])
  })
})
