import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { createApi, openThroughline } from '../../src/api/index.ts'

const chromiumPath = [process.env['CHROME_PATH'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
)

export const hasChromium = chromiumPath !== undefined

/** A server with an empty workspace, and a browser to visit it with. */
export interface Workspace {
  readonly url: string
  readonly browser: Browser
  /** A page of a new visitor; what goes wrong in it is kept in `faults`. */
  visit(path: string): Promise<Page>
  /** Errors that pages threw. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-browser-'))
  const webDir = join(folder, 'web')
  await build({ logLevel: 'error', build: { outDir: webDir, emptyOutDir: true } })
  const throughline = await openThroughline({ dataDir: join(folder, 'data') })
  const server = await listen(createApi(throughline, { webDir }).fetch)
  const browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags })
  const faults: string[] = []
  return {
    url: server.url,
    browser,
    faults,
    async visit(path) {
      const page = await browser.newPage({
        locale: 'en-US',
        timezoneId: 'UTC',
        colorScheme: 'light',
        viewport: { width: 1280, height: 900 },
      })
      page.setDefaultTimeout(20_000)
      page.on('pageerror', (error) => faults.push(error.message))
      await page.goto(server.url + path)
      return page
    },
    async close() {
      await browser.close()
      await server.close()
      await throughline.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Fetch = Parameters<typeof serve>[0]['fetch']

const listen = (fetch: Fetch) =>
  new Promise<{ url: string; close: () => Promise<void> }>((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      const close = () => new Promise<void>((closed) => server.close(() => closed()))
      resolve({ url: `http://127.0.0.1:${port}`, close })
    })
  })

/** Drops a file onto the drop zone of a page. */
export async function dropFile(page: Page, name: string, content: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const bytes = Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0))
      const made = new DataTransfer()
      made.items.add(new File([bytes], fileName ?? ''))
      return made
    },
    [name, content.toString('base64')],
  )
  const zone = page.getByText('Drop a file here').first()
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await zone.dispatchEvent(event, { dataTransfer: transfer })
  }
}

/** Types into a combo box and takes the option with that name. */
export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true })
  await box.click()
  if (typeof option === 'string') await box.fill(option)
  await page.getByRole('option', { name: option }).first().click()
}

/** The texts of a table's rows, cell by cell. */
export const rowsOf = async (page: Page, table: string | RegExp): Promise<string[][]> => {
  const rows = await page.getByRole('table', { name: table }).getByRole('row').all()
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()))
}
