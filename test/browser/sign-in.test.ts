import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  hasChromium,
  openBrowserWorkspace,
  take,
  type BrowserWorkspace,
} from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'
const shots = process.env['SCREENSHOTS']

describe.skipIf(!hasChromium)(`signing in${reason}`, () => {
  let workspace: BrowserWorkspace
  beforeAll(async () => {
    workspace = await openBrowserWorkspace({ token: 'open sesame' })
  })
  afterAll(() => workspace?.close())

  it.each(['light', 'dark'] as const)('opens the workspace, in %s', async (scheme) => {
    const page = await workspace.visit('/projects', scheme)
    const token = page.getByRole('textbox', { name: 'Token' })
    await token.fill('open barley')
    if (shots !== undefined) await page.screenshot({ path: `${shots}/sign-in-${scheme}.png` })
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('is not the token of this server').waitFor()
    if (shots !== undefined) await page.screenshot({ path: `${shots}/refused-${scheme}.png` })
    await token.fill('open sesame')
    await token.press('Enter')
    await page.getByRole('navigation', { name: 'Places' }).waitFor()
    await page.goto(`${workspace.url}/`)
    await page.getByRole('button', { name: 'Load the sample' }).waitFor()
    if (shots !== undefined) await page.screenshot({ path: `${shots}/signed-in-${scheme}.png` })
    expect(await page.evaluate('document.cookie')).toBe('')
    await page.context().clearCookies()
    await page.getByRole('link', { name: 'Projects' }).click()
    await page.reload()
    await token.waitFor()
    await page.close()
  })

  it('ends with signing out, here or elsewhere', async () => {
    const page = await workspace.visit('/')
    const token = page.getByRole('textbox', { name: 'Token' })
    const load = page.getByRole('button', { name: 'Load the sample' })
    const enter = async () => {
      await token.fill('open sesame')
      await token.press('Enter')
      await load.waitFor()
    }
    await enter()
    await page.getByRole('button', { name: 'Settings' }).click()
    await take(page, 'menuitem', 'Sign out')
    await enter()
    await page.evaluate("fetch('/api/v1/session', { method: 'DELETE' })")
    await load.click()
    await token.waitFor()
    await page.close()
  })

  it('breaks no rule of the content security policy', () => {
    expect(workspace.faults).toEqual([])
  })
})
