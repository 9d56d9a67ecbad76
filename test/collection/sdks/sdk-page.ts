import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, listen } from '../../support/browser.ts'

/** A page of a shop with an SDK in it, in a browser that says that a person sits before it. */
export interface SdkPage {
  readonly page: Page
  /** Runs code in the page; what the SDK's script declares is known to it. */
  run(code: string): Promise<void>
  /** Runs code without a network, until a request has failed; then the network is there again. */
  runOffline(code: string): Promise<void>
  /** What went wrong in the page, and which requests were refused. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

const servePage = (): Response =>
  new Response('<!doctype html><title>Boots</title><h1>Boots</h1>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })

/** `names` are what the script declares and `run` shall know. */
export async function openSdkPage(script: string, names: readonly string[]): Promise<SdkPage> {
  const bundle = await bundleScript(
    `${script}\nObject.assign(window, { ${names.join(', ')}, isReady: true })`,
  )
  const site = await listen(servePage)
  const browser = await launchBrowser()
  const faults: string[] = []
  const page = await openPage(browser, faults)
  await page.goto(`${site.url}/boots?utm_source=mail`)
  await page.addScriptTag({ content: bundle, type: 'module' })
  await page.waitForFunction('window.isReady === true')
  return {
    page,
    faults,
    run: (code) => page.evaluate(code),
    async runOffline(code) {
      const failed = page.waitForEvent('requestfailed', { timeout: 60_000 })
      await page.context().setOffline(true)
      await page.evaluate(code)
      await failed
      await page.context().setOffline(false)
    },
    async close() {
      await browser.close()
      await site.close()
    },
  }
}

export async function openPage(browser: Browser, faults: string[]): Promise<Page> {
  const page = await browser.newPage({ userAgent: AGENT, locale: 'en-GB' })
  await page.addInitScript('Object.defineProperty(navigator, "webdriver", { get: () => false })')
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`)
  })
  return page
}

export async function bundleScript(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles[0]!.text
}
