import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpReceiver, openHttpReceiver } from '../delivery/http-receiver.ts'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  choose,
  hasChromium,
  openBrowserWorkspace,
} from '../support/browser.ts'
import { shop } from '../support/workspace.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const segment = (id: string, name: string, page: string) => ({
  kind: 'segment',
  id,
  name,
  dataView: 'main',
  definition: {
    container: 'person',
    where: { dimension: 'page', op: 'equals', value: page },
  },
})

const connection = {
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'who', namespace: 'customer' }],
}

describe.skipIf(!hasChromium)(`audiences and destinations in a browser${reason}`, () => {
  let workspace: BrowserWorkspace
  let receiver: HttpReceiver
  let page: Page

  const send = async (method: string, path: string, body: unknown) => {
    const answer = await fetch(`${workspace.url}/api/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(await answer.text())
    return answer
  }

  beforeAll(async () => {
    receiver = await openHttpReceiver()
    workspace = await openBrowserWorkspace({}, { outgoing: { allowsPrivateTargets: true } })
    await send('POST', 'datasets/web/rows', shop.web)
    await send('POST', 'apply', [
      ...shop.definitions.filter(({ kind }) => kind !== 'connection'),
      connection,
      segment('carts', 'Cart seen', 'Cart'),
      segment('homes', 'Home seen', 'Home'),
    ])
    page = await workspace.visit('/destinations')
  })

  afterAll(async () => {
    await workspace?.close()
    await receiver?.close()
  })

  const card = (name: string) => page.getByRole('region', { name, exact: true })
  const named = (role: 'button' | 'link' | 'textbox', name: string) =>
    page.getByRole(role, { name, exact: true })
  const told = () => receiver.calls.flatMap(({ body }) => body.changes.map((each) => each.person))

  it('a webhook is connected and tested', async () => {
    await page.getByText('Nothing is connected yet').waitFor()
    await page.keyboard.press('n')
    await named('link', 'Webhook').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('CRM hook')
    await page.getByText('Still to be told: URL.').waitFor()
    await page.getByRole('textbox', { name: 'URL' }).fill(receiver.url)
    await page.keyboard.press('Enter')
    await named('button', 'Send a test').click()
    await page.getByRole('heading', { name: /^It took the person, in/ }).waitFor()
    await page.getByText('Nothing was sent yet').waitFor()
    expect(told()).toHaveLength(1)
    receiver.calls.length = 0
  })

  it('an audience is built with its size beside it, rehearsed, and published', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.getByText('No audience yet').waitFor()
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'Name' }).fill('Carts, live')
    await choose(page, 'Segments', 'Cart seen')
    await card('Size').getByText('50.0% of 2 people in the window').waitFor()
    await choose(page, 'Segments', 'Home seen')
    await page.getByRole('radio', { name: 'Any of them' }).check({ force: true })
    await card('Size').getByText('100.0% of 2 people in the window').waitFor()
    await page.getByRole('row', { name: 'Home seen' }).getByRole('button').click()
    await card('Size').getByText('50.0% of 2 people in the window').waitFor()
    await page.getByRole('button', { name: /Refresh$/ }).click()
    await page.getByRole('option', { name: 'Live', exact: true }).click()
    await choose(page, 'Add a destination', 'CRM hook')
    await named('button', 'Dry run').click()
    const rehearsed = page.getByRole('dialog')
    await rehearsed.getByText('Would enter: ann').waitFor()
    await rehearsed.getByRole('row', { name: /^crm-hook 1 0/ }).waitFor()
    await page.keyboard.press('Escape')
    await named('button', 'Create').click()
    await named('button', 'Publish now').click()
    // A live one may have been evaluated by itself before.
    await page.getByText(/^Published: (1 person|0 people) entered, 0 people left\.$/).waitFor()
    await card('Members')
      .getByRole('row', { name: /^ann an event of web/ })
      .waitFor()
    await expect.poll(told).toEqual(['ann'])
  })

  it('who qualifies enters by themselves, and is found by a part of their id', async () => {
    const ts = '2026-01-05T10:00:00Z'
    await send('POST', 'datasets/web/rows', [{ who: 'zoe', ts, page: 'Cart', price: 1, ok: true }])
    await card('Members').getByRole('row', { name: /^zoe/ }).waitFor({ timeout: 40_000 })
    await expect.poll(told, { timeout: 20_000 }).toEqual(['ann', 'zoe'])
    await card('Members').getByRole('searchbox').fill('ZO')
    await card('Members').getByRole('row', { name: /^ann/ }).waitFor({ state: 'detached' })
    await card('Entered and left').getByRole('button', { name: 'Show as table' }).click()
    await card('Entered and left').getByRole('row', { name: /2 0$/ }).waitFor()
    await card('Runs')
      .getByRole('row', { name: /New data 1 0 1/ })
      .waitFor()
  })

  it('what two change at once is merged, or asked about', async () => {
    const path = 'definitions/audience/carts-live'
    const found = await fetch(`${workspace.url}/api/v1/${path}`)
    const saved = (await found.json()) as object
    await named('textbox', 'Owner').fill('mine')
    await send('PUT', path, { ...saved, tags: ['theirs'] })
    await page.keyboard.press('Control+s')
    await page.getByText('Saved', { exact: true }).waitFor()
    await expect.poll(() => named('textbox', 'Tags').inputValue()).toBe('theirs')
    await named('textbox', 'Owner').fill('mine again')
    await send('PUT', path, { ...saved, tags: ['theirs'], owner: 'theirs' })
    await named('button', 'Save').click()
    await page.getByRole('heading', { name: 'Somebody else has changed the same' }).waitFor()
    await named('button', 'Keep mine').click()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect(await named('textbox', 'Owner').inputValue()).toBe('mine again')
  })

  it('a policy says what it blocks, and the audience because of which field', async () => {
    await page.goto(`${workspace.url}/policies`)
    await named('button', 'Label a field').click()
    await choose(page, 'Dataset', 'web')
    await choose(page, 'Field', 'page')
    await named('textbox', 'Labels').fill('sensitive')
    await named('button', 'Save labels').click()
    await page.getByRole('row', { name: /^web.page sensitive/ }).waitFor()
    await named('button', 'New policy').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Nothing sensitive')
    await named('textbox', 'Labels').fill('sensitive')
    await page.getByRole('checkbox', { name: 'activate' }).check({ force: true })
    await page.keyboard.press('Enter')
    const blocked = /^nothing-sensitive carts-live activate web.page \(sensitive\)/
    await page.getByRole('row', { name: blocked }).waitFor()
    await named('link', 'carts-live').click()
    const notice = page.getByRole('region', { name: 'Policies do not allow to publish it' })
    await notice.getByRole('row', { name: /segment carts → dimension page/ }).waitFor()
    await page.goBack()
    await named('button', 'Delete Nothing sensitive').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No policy yet').waitFor()
  })

  it.each(['light', 'dark'] as const)(
    'axe finds nothing, and phones scroll in one way (%s)',
    async (scheme) => {
      for (const path of [
        '/audiences',
        '/audiences/carts-live',
        '/new-audience',
        '/destinations',
        '/destinations/crm-hook',
        '/new-destination?type=braze',
        '/policies',
      ]) {
        const visited = await workspace.visit(path, scheme)
        await visited.getByRole('heading', { level: 1 }).waitFor()
        await visited.getByRole('heading', { level: 2 }).last().waitFor()
        expect([path, ...(await findFaults(visited))]).toEqual([path])
        await visited.setViewportSize({ width: 390, height: 844 })
        const width = await visited.evaluate<number>('document.documentElement.scrollWidth')
        expect([path, width]).toEqual([path, 390])
        await visited.close()
      }
      expect(workspace.faults).toEqual([])
    },
  )
})
