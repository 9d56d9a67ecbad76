import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from '../support/axe.ts'
import {
  type BrowserWorkspace,
  hasChromium,
  openBrowserWorkspace,
  press,
  write,
} from '../support/browser.ts'
import { shop } from '../support/workspace.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

const definition = {
  container: 'person',
  where: { dimension: 'page', op: 'equals', value: 'Home' },
}
const segment = (id: string, folder?: string) => ({
  kind: 'segment',
  id,
  name: id,
  folder,
  definition,
})

describe.skipIf(!hasChromium)(`folders in a browser${reason}`, () => {
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
  const folderOf = async (id: string) => (await ask('GET', `definitions/segment/${id}`))['folder']

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await ask('POST', 'datasets/web/rows', shop.web)
    await ask('POST', 'apply', [
      ...shop.definitions.map((each) =>
        each.kind === 'data-view'
          ? { ...each, dimensions: [{ id: 'page', folder: 'Marketing' }, { id: 'url' }] }
          : each,
      ),
      {
        ...{ kind: 'data-view', id: 'other', name: 'Other', connection: 'all' },
        dimensions: [{ id: 'page' }, { id: 'url' }],
        metrics: [{ id: 'price', folder: 'Marketing' }],
      },
      segment('one', 'Marketing'),
      segment('two', 'Marketing/Paid'),
      segment('three'),
      { kind: 'project', id: 'p', dataView: 'main', panels: [{ id: 'a' }] },
    ])
    page = await workspace.visit('/components')
  })

  afterAll(() => workspace?.close())

  const folders = () => page.getByRole('navigation', { name: 'Folders' })
  const table = () => page.getByRole('table', { name: 'Components' })
  const rows = () => table().getByRole('rowheader').count()

  it('the tree counts what is within, and its address shows it', async () => {
    await press(folders().getByRole('link', { name: 'Marketing 2 components' }), 'Enter')
    await expect.poll(rows).toBe(2)
    await press(folders().getByRole('link', { name: 'Paid 1 component' }), 'Enter')
    await expect.poll(rows).toBe(1)
    expect(new URL(page.url()).searchParams.get('folder')).toBe('Marketing/Paid')
    await page.reload()
    await table().getByRole('link', { name: 'two' }).waitFor()
    expect(await rows()).toBe(1)
    await press(page.getByRole('button', { name: 'New date range' }), 'Enter')
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Folder' }).inputValue())
      .toBe('Marketing/Paid')
    await page.goBack()
    await press(folders().getByRole('link', { name: 'In no folder 1 component' }), 'Enter')
    await table().getByRole('link', { name: 'three' }).waitFor()
  })

  it('what is selected is moved by keyboard, to a new folder, too', async () => {
    await press(page.getByRole('checkbox', { name: 'Select three' }), 'Space')
    await page.keyboard.press('m')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type(' Apps / iOS ')
    await page.keyboard.press('Enter')
    await page.getByText('1 component is in Apps/iOS now').waitFor()
    await folders().getByRole('link', { name: 'Apps 1 component' }).waitFor()
    expect(await folderOf('three')).toBe('Apps/iOS')
    await page.reload()
    await folders().getByRole('link', { name: 'iOS 1 component' }).waitFor()
  })

  it('a folder is renamed with all that is within it, or not at all', async () => {
    await press(folders().getByRole('button', { name: 'More for Marketing', exact: true }), 'Enter')
    await press(page.getByRole('menuitem', { name: 'Rename…' }), 'Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 components and 1 dimension or metric of the data view').waitFor()
    await press(dialog.getByRole('checkbox', { name: 'Other (3 components)' }), 'Space')
    const name = dialog.getByRole('combobox', { name: 'New name' })
    await write(name, '1/2/3/4/5/6/7/8/9/10')
    await press(dialog.getByRole('button', { name: 'Rename' }), 'Enter')
    await dialog.getByText(/a folder is up to ten names/).waitFor()
    expect([await folderOf('one'), await folderOf('two')]).toEqual(['Marketing', 'Marketing/Paid'])
    await write(name, 'Growth')
    await press(dialog.getByRole('button', { name: 'Rename' }), 'Enter')
    await folders().getByRole('link', { name: 'Growth 2 components' }).waitFor()
    await dialog.waitFor({ state: 'detached' })
    expect([await folderOf('one'), await folderOf('two')]).toEqual(['Growth', 'Growth/Paid'])
    expect(await ask('GET', 'definitions/data-view/main')).toMatchObject({
      dimensions: [{ id: 'page', folder: 'Growth' }, { id: 'url' }],
    })
    expect(await ask('GET', 'definitions/data-view/other')).toMatchObject({
      metrics: [{ id: 'price', folder: 'Growth' }],
    })
    await expect.poll(rows).toBe(2)
    expect(await findFaults(page)).toEqual([])
  })

  it('dimensions and metrics of a data view are moved together, by keyboard, and back', async () => {
    await page.goto(`${workspace.url}/data/data-views/other`)
    await press(page.getByRole('checkbox', { name: 'Select url' }), 'Space')
    await press(page.getByRole('checkbox', { name: 'Select price' }), 'Space')
    await page.getByRole('region', { name: '2 selected' }).waitFor()
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog')
    await write(dialog.getByRole('combobox', { name: 'Folder' }), 'Sales/Shop')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('region', { name: '2 selected' }).waitFor({ state: 'detached' })
    await press(page.getByRole('button', { name: 'Save', exact: true }), 'Enter')
    const stored = () => ask('GET', 'definitions/data-view/other')
    await expect.poll(stored).toMatchObject({
      dimensions: [{ id: 'page' }, { id: 'url', folder: 'Sales/Shop' }],
      metrics: [{ id: 'price', folder: 'Sales/Shop' }],
    })
    expect(await findFaults(page)).toEqual([])
    await press(page.getByRole('checkbox', { name: 'Select price' }), 'Space')
    await page.keyboard.press('m')
    await press(dialog.getByRole('combobox', { name: 'Folder' }), 'ControlOrMeta+a', 'Delete')
    await press(dialog.getByRole('button', { name: 'Move' }), 'Enter')
    await press(page.getByRole('button', { name: 'Save', exact: true }), 'Enter')
    await expect.poll(async () => (await stored())['metrics']).toEqual([{ id: 'price' }])
  })

  it('the page of a component says its folder, and the rail has them', async () => {
    await page.goto(`${workspace.url}/components/segment/one`)
    await press(page.getByRole('button', { name: 'About it' }), 'Enter')
    await write(page.getByRole('combobox', { name: 'Folder' }), 'Growth/Paid')
    await press(page.getByRole('button', { name: 'Save' }), 'Enter')
    await expect.poll(() => folderOf('one')).toBe('Growth/Paid')
    await page.goto(`${workspace.url}/projects/p`)
    const segments = page
      .getByRole('complementary', { name: 'Components' })
      .getByRole('region', { name: 'Segments' })
    await press(segments.getByRole('button', { name: 'Growth 2 components' }), 'Enter')
    await press(segments.getByRole('button', { name: 'Paid 2 components' }), 'Enter')
    await segments.getByText('two', { exact: true }).waitFor()
    await write(page.getByRole('searchbox', { name: 'Search components' }), 'ios')
    await segments.getByText('three', { exact: true }).waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${workspace.url}/components`)
    await folders().waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(workspace.faults).toEqual([])
  })
})
