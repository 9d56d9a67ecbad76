import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserWorkspace, hasChromium, openBrowserWorkspace } from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'

describe.skipIf(!hasChromium)(`administration${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    const made = await fetch(`${workspace.url}/api/v1/demo?people=20`, { method: 'POST' })
    expect(made.status).toBe(200)
  })

  afterAll(async () => {
    await workspace?.close()
  })

  it('shows what is kept, whether it is whole, and who did what', async () => {
    const page = await workspace.visit('/administration')
    const storage = page.getByRole('table', { name: 'Storage' })
    await storage.getByRole('row', { name: 'calls' }).waitFor()
    await storage.getByRole('row', { name: 'Journey of harbor-and-pine' }).waitFor()
    await page.getByText('Everything is as it was written.').waitFor()

    const audit = page.getByRole('region', { name: 'Audit trail' })
    await audit.getByRole('cell', { name: 'POST /demo' }).first().waitFor()
    await audit.getByRole('searchbox', { name: /^Only of/ }).fill('nobody/none')
    await audit.getByText('No entry is exactly like that.').waitFor()
    await audit.getByRole('button', { name: 'Prove' }).press('Enter')
    await audit.getByText(/^All \d+ entries are as they were written\.$/).waitFor()
    await page.close()
  })

  it('refreshes a journey, and says why a backup is not made', async () => {
    const page = await workspace.visit('/administration')
    const refresh = page.getByRole('button', { name: 'Refresh harbor-and-pine' })
    await refresh.press('Enter')
    await expect.poll(() => refresh.isEnabled()).toBe(true)
    await page.getByRole('textbox', { name: 'To a bucket' }).fill('nowhere')
    await page.getByRole('button', { name: 'Back up' }).press('Enter')
    await page
      .getByRole('alert')
      .or(page.getByText(/neither s3:/))
      .first()
      .waitFor()
    await page.close()
  })
})
