import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listSnippets } from '../../../src/collect/index.ts'
import { hasChromium, launchBrowser } from '../../support/browser.ts'
import { type Listening, openListening } from './listening.ts'
import { bundleScript, openPage } from './sdk-page.ts'

let shop: Listening
beforeAll(async () => {
  shop = await openListening('adobe')
})
afterAll(() => shop.close())

/** The SDK speaks https to a domain: the browser's requests to it go to the source's port. */
async function routeDomains(page: Page, edge: string, paths: string[]): Promise<void> {
  await page.route('https://www.shop.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Boots</title><h1>Boots</h1>' }),
  )
  await page.route(`https://${edge}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url())
    paths.push(pathname)
    await route.fulfill({ response: await route.fetch({ url: shop.url + pathname + search }) })
  })
}

it.skipIf(!hasChromium).each(['edge.shop.example', 'edge.elsewhere.example'])(
  '@adobe/alloy at %s: an ECID that stays, a login, a refusal',
  async (edge) => {
    const before = (await shop.rows()).length
    const snippets = listSnippets(['adobe'], { key: shop.key, url: `https://${edge}` })
    const { code } = snippets.find((each) => each.package === '@adobe/alloy')!
    const bundle = await bundleScript(`${code.replaceAll('await ', 'void ')}\nwindow.alloy = alloy`)
    const browser = await launchBrowser()
    const [faults, paths]: [string[], string[]] = [[], []]
    try {
      const page = await openPage(browser, faults)
      await routeDomains(page, edge, paths)
      await page.goto('https://www.shop.example/boots?utm_source=mail')
      await page.addScriptTag({ content: bundle })
      await shop.arrived(before + 1)
      const known = await page.evaluate(
        `alloy('getIdentity').then(({ identity }) => identity.ECID)`,
      )
      await page.evaluate(`alloy('sendEvent', { type: 'web.webpagedetails.pageViews', xdm: {
        identityMap: { CRM: [{ id: 'ann', authenticatedState: 'authenticated', primary: true }] } } })`)
      await page.goto('https://www.shop.example/socks')
      await page.addScriptTag({ content: bundle })
      await shop.arrived(before + 3)
      await page.evaluate(`alloy('setConsent', { consent: [
        { standard: 'Adobe', version: '1.0', value: { general: 'out' } }] })`)
      const refused = page.evaluate(`alloy('sendEvent', { type: 'refused' })`)
      await refused.catch(() => undefined)
      const rows = (await shop.rows()).slice(before)
      expect(faults).toEqual([])
      expect(rows.map(({ event }) => event)).toEqual([
        'commerce.purchases',
        'page',
        'commerce.purchases',
        'consent',
      ])
      const told = rows.filter(({ event }) => event !== 'consent')
      expect(new Set(told.map((row) => row['anonymous_id']))).toEqual(new Set([known]))
      expect(rows[0]).toMatchObject({
        'properties.revenue': 129,
        'utm.source': 'mail',
        'context.page.url': 'https://www.shop.example/boots?utm_source=mail',
        library: expect.stringContaining('alloy'),
      })
      expect(rows[1]).toMatchObject({ user_id: 'ann', 'traits.CRM': 'ann' })
      expect(rows[3]).not.toHaveProperty('anonymous_id')
      expect(paths.some((path) => path.startsWith('/ee/own/v1/'))).toBe(true)
    } finally {
      await browser.close()
    }
  },
)
