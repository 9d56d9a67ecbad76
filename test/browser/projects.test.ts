import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BrowserWorkspace,
  hasChromium,
  makeProject,
  openBrowserWorkspace,
  take,
} from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const text = { id: 'notes', name: 'Second', visualizations: [] }

/** Longer than a busy machine takes, shorter than a person waits. */
const saved = (page: Page) => page.getByText(/^Saved/).waitFor()

const panelTitle = (page: Page, at = 0) =>
  page.getByRole('textbox', { name: 'Title of the panel' }).nth(at)

describe.skipIf(!hasChromium)(`projects in a browser${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    const made = await fetch(`${workspace.url}/api/v1/demo?people=50`, { method: 'POST' })
    expect(made.status).toBe(200)
  })

  afterAll(async () => {
    await workspace?.close()
  })

  const readProject = async (address: string) => {
    const answer = await fetch(`${workspace.url}/api/v1${address}`)
    const { document } = (await answer.json()) as {
      document: {
        readonly name?: string
        readonly panels: readonly {
          readonly id: string
          readonly name?: string
          readonly visualizations: readonly { readonly id: string; readonly layout?: object }[]
        }[]
      }
    }
    return document
  }

  it('saves by itself while the server is slow, away, and the page is loaded again', async () => {
    const address = await makeProject(workspace, [], [text])
    const page = await workspace.visit(address)
    await panelTitle(page).waitFor()
    await page.route('**/changes', async (route) => {
      await new Promise((done) => setTimeout(done, 800))
      await route.continue()
    })
    await panelTitle(page).fill('While it is slow')
    await page.getByText('Saving…').waitFor()
    await panelTitle(page, 1).fill('Meanwhile')
    await saved(page)
    const names = async () => (await readProject(address)).panels.map(({ name }) => name)
    expect(await names()).toEqual(['While it is slow', 'Meanwhile'])
    await page.unroute('**/changes')
    await page.route('**/changes', (route) => route.abort())
    await panelTitle(page).fill('While it is away')
    await page.getByText('Not saved: the server does not answer').waitFor()
    await panelTitle(page, 1).fill('Later')
    expect(await names()).toEqual(['While it is slow', 'Meanwhile'])
    await page.unroute('**/changes')
    await page.reload()
    await saved(page)
    await expect.poll(names).toEqual(['While it is away', 'Later'])
    expect(await panelTitle(page).inputValue()).toBe('While it is away')
    await page.close()
  })

  it('undoes ten changes after a reload, by keys, and redoes one', async () => {
    const address = await makeProject(workspace, [])
    const page = await workspace.visit(address)
    const view = page.getByRole('button', { name: /^Compared with|Not compared/ })
    await view.waitFor()
    for (let count = 1; count <= 10; count++) {
      await page.getByRole('button', { name: 'Add a panel' }).click()
    }
    const panels = page.getByRole('textbox', { name: 'Title of the panel' })
    await expect.poll(() => panels.count()).toBe(11)
    await saved(page)
    await page.reload()
    await expect.poll(() => panels.count()).toBe(11)
    for (let count = 1; count <= 10; count++) await page.keyboard.press('Control+z')
    await expect.poll(() => panels.count()).toBe(1)
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => panels.count()).toBe(2)
    await page.close()
  })

  it('brings two tabs together, and asks where both have changed one panel', async () => {
    const address = await makeProject(workspace, [], [text])
    const [one, two] = [await workspace.visit(address), await workspace.visit(address)]
    await panelTitle(one).waitFor()
    await panelTitle(two).waitFor()
    await panelTitle(one).fill('Of one')
    await panelTitle(two, 1).fill('Of two')
    await expect.poll(() => panelTitle(one, 1).inputValue()).toBe('Of two')
    await expect.poll(() => panelTitle(two).inputValue()).toBe('Of one')
    await two.route('**/changes', (route) => route.abort())
    await panelTitle(two).fill('Two')
    await panelTitle(one).fill('One')
    await saved(one)
    await two.unroute('**/changes')
    await two.getByRole('button', { name: 'Try now' }).click()
    await two.getByText('1 change needs').or(two.getByText('One change needs')).first().waitFor()
    const notice = two.getByRole('alert')
    await notice.getByText('title changed from “One” to “Two”').waitFor()
    await two.getByRole('heading', { name: 'Two', exact: true }).waitFor()
    await notice.getByRole('button', { name: 'Keep yours' }).click()
    await saved(two)
    await expect.poll(() => panelTitle(one).inputValue()).toBe('Two')
    await one.close()
    await two.close()
  })

  it('moves and resizes visualizations by keyboard, and says where they are', async () => {
    const address = await makeProject(workspace, [
      { type: 'key-metric', metric: 'events' },
      { type: 'fallout' },
    ])
    const page = await workspace.visit(address)
    const grip = page.getByRole('button', { name: 'Move Key metric' })
    await grip.focus()
    const before = await page.getByRole('region', { name: 'Key metric' }).boundingBox()
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText(/^Key metric: column 1, row 1, 6 columns wide/).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.getByText(/^Key metric: column 1, row (?!1,)/).waitFor()
    const after = await page.getByRole('region', { name: 'Key metric' }).boundingBox()
    expect(after!.width).toBeGreaterThan(before!.width)
    expect(after!.y).toBeGreaterThan(before!.y)
    expect(await page.evaluate('document.activeElement?.getAttribute("aria-label")')).toBe(
      'Move Key metric',
    )
    await saved(page)
    const [panel] = (await readProject(address)).panels
    expect(panel?.visualizations[0]?.layout).toMatchObject({ x: 0, width: 6 })
    await page.close()
  })

  it('moves a visualization by mouse, and takes a drag back by Escape', async () => {
    const address = await makeProject(workspace, [{ type: 'key-metric', metric: 'events' }])
    const page = await workspace.visit(address)
    const tile = page.getByRole('region', { name: 'Key metric' })
    const grip = await page.getByRole('button', { name: 'Move Key metric' }).boundingBox()
    const left = (await tile.boundingBox())!.x
    const drag = async () => {
      await page.mouse.move(grip!.x + 5, grip!.y + 5)
      await page.mouse.down()
      await page.mouse.move(grip!.x + 300, grip!.y + 5, { steps: 5 })
    }
    await drag()
    await expect.poll(async () => (await tile.boundingBox())!.x).toBeGreaterThan(left + 100)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect.poll(async () => (await tile.boundingBox())!.x).toBe(left)
    await drag()
    await page.mouse.up()
    await expect.poll(async () => (await tile.boundingBox())!.x).toBeGreaterThan(left + 100)
    await saved(page)
    await page.close()
  })

  it('adds a visualization with its settings open, and gives the focus back', async () => {
    const page = await workspace.visit(await makeProject(workspace, []))
    await page.getByText('This panel is empty').waitFor()
    await page.getByRole('button', { name: 'Add a visualization' }).click()
    await take(page, 'menuitem', /^Freeform table/)
    const side = page.getByRole('complementary', { name: 'Settings of Freeform table' })
    await side.waitFor()
    await page.keyboard.press('Escape')
    await side.waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement?.getAttribute("aria-label")')).toBe(
      'Settings of Freeform table',
    )
    await page.close()
  })

  it('asks nothing of a collapsed panel', async () => {
    const page = await workspace.visit('/')
    const asked: string[] = []
    page.on('request', (request) => {
      if (/\/reports$/.test(request.url())) asked.push(request.url())
    })
    const panel = {
      id: 'shut',
      collapsed: true,
      visualizations: [{ id: 'v', type: 'freeform', settings: {} }],
    }
    await page.goto(workspace.url + (await makeProject(workspace, [], [panel])))
    const open = page.getByRole('button', { name: 'Open Untitled panel' })
    await open.waitFor()
    await page.getByText('This panel is empty').waitFor()
    expect(asked).toEqual([])
    await open.click()
    await expect.poll(() => asked.length).toBeGreaterThan(0)
    await page.close()
  })

  it('makes a link that anyone can read the project by, until it is revoked', async () => {
    const address = await makeProject(workspace, [])
    const page = await workspace.visit(address)
    await page.getByRole('button', { name: 'Add a visualization' }).click()
    await take(page, 'menuitem', /^Freeform table/)
    await saved(page)
    await page.getByRole('button', { name: 'Share' }).click()
    await take(page, 'menuitem', /^Link for anyone/)
    await page.getByRole('button', { name: 'Make a link' }).click()
    const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
    const reader = await workspace.visit(new URL(link).pathname)
    await reader.getByRole('rowheader', { name: 'Total' }).waitFor()
    expect(await reader.getByRole('button', { name: /Settings of Freeform/ }).count()).toBe(0)
    expect(await reader.getByRole('navigation', { name: 'Places' }).count()).toBe(0)
    await page.getByRole('button', { name: /^Revoke the link/ }).click()
    await page.getByText('There are no links yet').waitFor()
    await reader.reload()
    await reader.getByText('This link opens nothing').waitFor()
    await reader.close()
    await page.close()
  })

  it('names a version, compares it in words and restores it', async () => {
    const address = await makeProject(workspace, [])
    const page = await workspace.visit(address)
    await panelTitle(page).fill('Before')
    await saved(page)
    await page.getByRole('button', { name: 'Versions' }).click()
    await page.getByRole('textbox', { name: 'Name of the version' }).fill('As sent')
    await page.getByRole('button', { name: 'Keep this version' }).click()
    await page.getByText('There is no difference').waitFor()
    await page.keyboard.press('Escape')
    await panelTitle(page).fill('After')
    await saved(page)
    await page.getByRole('button', { name: 'Versions' }).click()
    await page.getByText('title changed from “Before” to “After”').waitFor()
    await page.getByRole('button', { name: 'Restore As sent' }).click()
    await expect.poll(() => panelTitle(page).inputValue()).toBe('Before')
    await page.close()
  })

  it('presents one panel a screen', async () => {
    const page = await workspace.visit(await makeProject(workspace, [], [text]))
    await page.getByRole('button', { name: 'Present' }).click()
    await page.getByText('Panel 1 of 2').waitFor()
    await page.getByRole('button', { name: 'Next panel' }).click()
    await page.getByText('Panel 2 of 2').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('Panel 2 of 2').waitFor({ state: 'detached' })
    await page.close()
  })

  it('says what is not there', async () => {
    const page = await workspace.visit('/projects/nothing')
    await page.getByText('There is no such project').waitFor()
    const panel = { id: 'odd', dataView: 'harbor-and-pine', visualizations: [{ type: 'made-up' }] }
    await page.goto(workspace.url + (await makeProject(workspace, [], [panel])))
    await page.getByText('This version draws no “made-up”').waitFor()
    await page.close()
  })

  it('explores a data view in a new project, and finds it again under the old address', async () => {
    const page = await workspace.visit('/data')
    await page
      .getByRole('button', { name: /^Explore / })
      .first()
      .click()
    await page.waitForURL('**/projects/*')
    await page.getByRole('region', { name: 'Fallout' }).waitFor()
    const { pathname } = new URL(page.url())
    await page.goto(`${workspace.url}/explore`)
    await page.waitForURL(`**${pathname}`)
    await page.close()
  })

  it('threw no errors on the way', () => {
    expect(workspace.faults).toEqual([])
  })
})
