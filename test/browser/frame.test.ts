import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  hasChromium,
  openBrowserWorkspace,
  rowsOf,
  take,
  type BrowserWorkspace,
} from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

describe.skipIf(!hasChromium)(`the frame of the workspace${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    const made = await fetch(`${workspace.url}/api/v1/demo?people=50`, { method: 'POST' })
    expect(made.status).toBe(200)
  })

  afterAll(async () => {
    await workspace?.close()
  })

  it('marks in the navigation where one is, and nothing where nothing is', async () => {
    const page = await workspace.visit('/')
    const marked = page.getByRole('navigation', { name: 'Places' }).locator('[aria-current]')
    const places = [
      ...['Home: /', 'Projects: /projects', 'Data: /data', 'Data: /datasets/web'],
      ...[': /nowhere', ': /datasets', ': /identity/a/b'],
      ...['Data: /identity', 'Data: /identity/people', 'Data: /sources', 'Data: /sources/shop'],
    ]
    const found: string[] = []
    for (const path of places.map((each) => each.split(': ')[1]!)) {
      await page.goto(`${workspace.url}${path}`)
      await page.getByRole('main').locator('h1, strong, [role=alert]').first().waitFor()
      const names = await marked.evaluateAll((links) =>
        links.map((link) => link.getAttribute('aria-label')),
      )
      found.push(`${names.join()}: ${path}`)
    }
    expect(found).toEqual(places)
    await page.close()
  })

  it('shows Home with less than 300 kB of scripts', async () => {
    const page = await workspace.visit('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.getByRole('row').first().waitFor()
    expect(await page.evaluate<number>(scriptBytes)).toBeLessThan(300_000)
    await page.close()
  })

  it('says in the title of the tab where one is', async () => {
    const page = await workspace.visit('/data')
    await expect.poll(() => page.title()).toBe('Datasets · Throughline')
    await page.goto(`${workspace.url}/datasets/web`)
    await expect.poll(() => page.title()).toBe('web · Throughline')
    await page.close()
  })

  it('turns dark, gives more room, and stays so', async () => {
    const page = await workspace.visit('/')
    await page.getByRole('button', { name: 'Settings' }).press('Enter')
    await take(page, 'menuitemradio', 'Dark')
    const canvas = () =>
      page.evaluate('getComputedStyle(document.querySelector("main")).colorScheme')
    await expect.poll(canvas).toBe('dark')
    const height = async () =>
      (await page.getByRole('button', { name: 'New project' }).boundingBox())!.height
    const before = await height()
    await page.getByRole('button', { name: 'Settings' }).press('Enter')
    await take(page, 'menuitemradio', 'Comfortable')
    await expect.poll(height).toBeGreaterThan(before)
    await page.reload()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    expect(await canvas()).toBe('dark')
    expect(await height()).toBeGreaterThan(before)
    await page.close()
  })

  it('goes anywhere from the palette, by keyboard alone, and gives the focus back', async () => {
    const page = await workspace.visit('/')
    const opener = page.getByRole('button', { name: 'New project' })
    await expect.poll(() => opener.isEnabled()).toBe(true)
    await opener.focus()
    await page.keyboard.press('Control+k')
    const search = page.getByRole('searchbox', { name: 'Search or do anything' })
    await search.waitFor()
    await page.keyboard.press('Escape')
    await expect
      .poll(() => page.evaluate('document.activeElement?.textContent'))
      .toBe('New project')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('customers')
    await page.getByRole('menuitem', { name: 'customers', exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/datasets/customers')
    await page.close()
  })

  it('helps: pages and names of the reference from the palette, links, a search', async () => {
    const page = await workspace.visit('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('searchbox', { name: 'Search or do anything' })
    await palette.pressSequentially('start: top viewed')
    await page.getByRole('menuitem', { name: 'Start: Top viewed content' }).waitFor()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Top viewed content' })
    await dialog.getByText(/components that it needs are there/).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await palette.pressSequentially('reference: approximate')
    await page.getByRole('menuitem', { name: /Approximate count distinct/ }).click()
    await page.waitForURL('**/help/reference-formula-functions?*')
    const entry = page.getByRole('region', { name: 'Approximate count distinct' })
    await expect.poll(() => entry.getAttribute('tabindex')).toBe('-1')
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'Approximate count distinct',
    )
    await page.getByRole('searchbox', { name: 'Search help and reference' }).fill('half-life')
    await page.getByRole('link', { name: 'Attribution', exact: true }).last().click()
    await page.getByRole('heading', { name: 'Worked example' }).waitFor()
    await page.getByRole('link', { name: 'Persistence', exact: true }).click()
    await page.getByText('Allocation').first().waitFor()
    await page.getByRole('link', { name: 'attribution', exact: true }).click()
    await page.waitForURL('**/help/attribution')
    await page.goto(`${workspace.url}/components/date-range`)
    await page.getByRole('button', { name: 'Help: Dates and calendars' }).press('Enter')
    const sheet = page.getByRole('dialog', { name: 'Help: Dates and calendars' })
    await sheet.getByRole('heading', { name: 'Worked example' }).waitFor()
    await page.close()
  })

  it('goes by keys, but not while one writes', async () => {
    const page = await workspace.visit('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.waitForURL('**/projects')
    const search = page.getByRole('searchbox', { name: 'Search projects' })
    await search.fill('')
    await search.pressSequentially('g d?')
    expect(await search.inputValue()).toBe('g d?')
    expect(new URL(page.url()).pathname).toBe('/projects')
    await search.blur()
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'Keys' })
    await dialog.getByText('Show all keys').waitFor()
    await page.close()
  })

  it('makes, stars, finds and deletes projects', async () => {
    const page = await workspace.visit('/projects')
    await page.getByText('No project yet').waitFor()
    await page.getByRole('button', { name: 'New project' }).click()
    await page.waitForURL('**/projects/*')
    await page.goto(`${workspace.url}/projects`)
    const names = async () =>
      (await rowsOf(page, 'Projects')).slice(1).map(([name]) => name?.trim())
    await expect.poll(names).toEqual(['Untitled project'])
    await page.getByRole('button', { name: 'Star Untitled project' }).click()
    await page.getByRole('button', { name: 'Unstar Untitled project' }).waitFor()
    await page.getByRole('searchbox').fill('weekly')
    await page.getByText('No project has a name like that').waitFor()
    await page.getByRole('searchbox').fill('untit')
    await page.getByRole('button', { name: 'More of Untitled project' }).click()
    await take(page, 'menuitem', 'Delete…')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No project yet').waitFor()
    await page.close()
  })

  it('threw nothing, and kept to its content security policy', () => {
    expect(workspace.faults).toEqual([])
  })
})

/** As they came: compressed. */
const scriptBytes = `
  performance.getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('.js'))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`
