import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { build } from 'vite'
import { type ApiOptions, createApi, openThroughline } from '../../src/api/index.ts'

const chromiumPath = [process.env['CHROME_PATH'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
)

export const hasChromium = chromiumPath !== undefined

/** A server with an empty workspace, and a browser to visit it with. */
export interface BrowserWorkspace {
  readonly url: string
  readonly browser: Browser
  /** A page of a new visitor; what goes wrong in it is kept in `faults`. */
  visit(path: string, colorScheme?: 'light' | 'dark'): Promise<Page>
  /** Errors that pages threw, and what their content security policy kept them from. */
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

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? '', args: flags })

const ownHosts = { listening: '127.0.0.1', names: [] }

type Opening = Omit<Parameters<typeof openThroughline>[0], 'dataDir'>

export async function openBrowserWorkspace(
  options: ApiOptions = {},
  opening: Opening = {},
): Promise<BrowserWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-browser-'))
  const webDir = process.env['BUILT_WEB'] ?? (await buildWeb(join(folder, 'web')))
  const throughline = await openThroughline({ dataDir: join(folder, 'data'), ...opening })
  const server = await listen(createApi(throughline, { hosts: ownHosts, ...options, webDir }).fetch)
  const browser = await launchBrowser()
  const faults: string[] = []
  return {
    url: server.url,
    browser,
    faults,
    async visit(path, colorScheme = 'light') {
      const page = await browser.newPage({
        locale: 'en-US',
        timezoneId: 'UTC',
        colorScheme,
        viewport: { width: 1280, height: 900 },
      })
      page.setDefaultTimeout(20_000)
      page.on('pageerror', (error) => faults.push(error.stack ?? error.message))
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) faults.push(message.text())
      })
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

/** As it is shipped: the test runner's NODE_ENV would give React's development build. */
/** Where nobody has said that it is built (`BUILT_WEB`). Gives the folder. */
async function buildWeb(outDir: string): Promise<string> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ logLevel: 'error', build: { outDir, emptyOutDir: true } })
    return outDir
  } finally {
    process.env['NODE_ENV'] = before
  }
}

type Fetch = Parameters<typeof serve>[0]['fetch']

/** A server on a free port of this machine; whoever is still connected when it closes is cut off. */
export const listen = (fetch: Fetch) =>
  new Promise<{ url: string; close: () => Promise<void> }>((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed())
          if ('closeAllConnections' in server) server.closeAllConnections()
        })
      resolve({ url: `http://127.0.0.1:${port}`, close })
    })
  })

/** Drags a file from outside the browser onto the drop zone of a page. */
export async function dropFile(page: Page, path: string): Promise<void> {
  const zone = page.getByRole('heading', { name: 'Drop a file here' })
  const { x, y } = (await zone.boundingBox()) ?? { x: 0, y: 0 }
  const protocol = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await protocol.send('Input.dispatchDragEvent', { type, x: x + 5, y: y + 5, data })
  }
}

/** Types into a combo box and takes the first option whose name starts with that text. */
export async function choose(page: Page, label: string, text: string): Promise<void> {
  await typeInto(page, label, text)
  await takeFirst(page.getByRole('option', { name: new RegExp(`^${text}\\b`) }))
}

/** Types into a combo box. */
export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true })
  await clickInView(box)
  await box.fill(text)
}

/** Takes an entry of the list or menu that is open. */
export const take = (
  page: Page,
  role: 'option' | 'menuitem' | 'menuitemradio',
  name: string | RegExp,
): Promise<void> => takeFirst(page.getByRole(role, { name, exact: true }))

const takeFirst = (entries: Locator): Promise<void> => clickInView(entries.first())

/**
 * Clicks like a person: scrolls only to what stands still, and never once it is in view. Otherwise Playwright
 * would scroll the page to follow a list that opens; then the list of a combo box closes, and an entry that
 * moves between press and release is not taken.
 */
async function clickInView(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  await target.click({ scroll: 'none' })
}

/** Drags by mouse what the rail has onto the zone of this name. */
export async function drag(page: Page, what: Locator, zone: string): Promise<void> {
  const from = (await what.boundingBox())!
  await page.mouse.move(from.x + 5, from.y + 5)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 4 })
  const to = (await page.getByRole('button', { name: zone, exact: true }).boundingBox())!
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 6 })
  await page.mouse.up()
}

/** Goes there by keyboard when it can be used, and presses keys. */
export async function press(where: Locator, ...keys: readonly string[]): Promise<void> {
  const page = where.page()
  const end = Date.now() + 20_000
  while (Date.now() < end && !(await where.isEnabled())) await page.waitForTimeout(20)
  await where.focus()
  for (const key of keys) await page.keyboard.press(key)
}

/** Writes by keyboard what a field has from now on. */
export async function write(field: Locator, text: string): Promise<void> {
  await press(field, 'ControlOrMeta+a')
  await field.page().keyboard.type(text)
}

/** Chooses by keyboard in a combo box: types, and takes the first option that has the text. */
export async function chooseByKeys(page: Page, label: string, text: string): Promise<void> {
  await write(page.getByRole('combobox', { name: label, exact: true }), text)
  await page.getByRole('option', { name: text }).first().waitFor()
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
}

/** Chooses by keyboard behind a button that shows what is chosen. */
export async function pickByKeys(
  page: Page,
  picker: RegExp,
  option: string | RegExp,
): Promise<void> {
  await press(page.getByRole('button', { name: picker }), 'Enter')
  await press(page.getByRole('option', { name: option }).first(), 'Enter')
}

/** The texts of a table's rows, cell by cell. */
export const rowsOf = async (page: Page, table: string | RegExp): Promise<string[][]> => {
  const named = page
    .getByRole('table', { name: table })
    .or(page.getByRole('treegrid', { name: table }))
  const rows = await named.getByRole('row').all()
  const cells = 'th, td, [role="rowheader"], [role="columnheader"], [role="gridcell"]'
  return Promise.all(rows.map((row) => row.locator(cells).allInnerTexts()))
}

/** A visualization of a project, with its settings beside its type. */
export interface SetVisualization {
  readonly type: string
  readonly [setting: string]: unknown
}

let projects = 0

/** The address of a new project of the sample’s data view: one panel of these visualizations, unless told otherwise, with what `scope` says of it. */
export async function makeProject(
  { url }: Pick<BrowserWorkspace, 'url'>,
  visualizations: readonly SetVisualization[],
  others: readonly object[] = [],
  scope: object = {},
): Promise<string> {
  const id = `made-${++projects}`
  const entries = visualizations.map(({ type, ...settings }, index) => ({
    id: `v${index}`,
    type,
    settings,
  }))
  const panels = [{ id: 'first', name: 'First', ...scope, visualizations: entries }, ...others]
  const made = await fetch(`${url}/api/v1/definitions/project/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'project', id, dataView: 'harbor-and-pine', panels }),
  })
  if (!made.ok) throw new Error(await made.text())
  return `/projects/${id}`
}
