import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BrowserWorkspace,
  hasChromium,
  openBrowserWorkspace,
  rowsOf,
  take,
  typeInto,
} from '../support/browser.ts'

const reason = hasChromium ? '' : ' (skipped: no Chromium; CHROME_PATH names one)'
const shots = process.env['SCREENSHOTS']

const seen = (minute: number, ids: Readonly<Record<string, string>>) => ({
  ts: new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString(),
  customer: '',
  email: '',
  cookie: '',
  ...ids,
})

/** Two customers on one browser, a cookie of nobody yet, and an e-mail that thirty browsers share. */
const web = [
  seen(0, { customer: '10482', email: 'ann@example.com', cookie: '9f31' }),
  seen(1, { customer: '10482', cookie: 'a77' }),
  seen(2, { email: 'ann@example.com', cookie: 'a77' }),
  seen(3, { customer: '77310', cookie: '5b02' }),
  seen(4, { customer: '77310', cookie: '9f31' }),
  seen(5, { customer: '10482', cookie: '9f31' }),
  seen(6, { email: 'ann.private@example.net', cookie: 'c0ffee' }),
  seen(7, { email: 'bob@example.com', cookie: 'b0b' }),
  seen(8, { email: 'eve@example.com', cookie: 'e5e' }),
  ...Array.from({ length: 30 }, (_, n) => seen(n, { email: 'shop@example.com', cookie: `t${n}` })),
]

const definitions = [
  {
    kind: 'identity-space',
    id: 'people',
    name: 'People of the shop',
    namespaces: [
      { id: 'customer', unique: true },
      { id: 'email', limit: { count: 3, days: 90 } },
      { id: 'cookie', device: true },
    ],
    blocked: [{ preset: 'placeholders' }],
  },
  {
    kind: 'connection',
    id: 'shop',
    datasets: [
      {
        dataset: 'web',
        personId: 'customer',
        namespace: 'customer',
        space: 'people',
        stitch: {
          method: 'graph',
          space: 'people',
          persistentId: 'cookie',
          namespace: 'cookie',
          target: 'customer',
        },
        identities: ['customer', 'email', 'cookie'].map((name) => ({
          field: name,
          namespace: name,
        })),
      },
    ],
  },
]

describe.skipIf(!hasChromium)(`identities in a browser${reason}`, () => {
  let workspace: BrowserWorkspace

  beforeAll(async () => {
    workspace = await openBrowserWorkspace()
    await post('datasets/web/rows', web)
    await post('apply', definitions)
  })

  afterAll(async () => {
    await workspace?.close()
  })

  async function post(path: string, body: object): Promise<void> {
    const answer = await fetch(`${workspace.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
  }

  async function shoot(page: Page, name: string): Promise<void> {
    if (shots === undefined) return
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({
        path: `${shots}/${name}-${colorScheme}.png`,
        fullPage: true,
        animations: 'disabled',
      })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }

  it('leads from the navigation to a space and finds a person by any identity', async () => {
    const page = await workspace.visit('/')
    await page.getByRole('link', { name: 'Data', exact: true }).click()
    await page.getByRole('link', { name: 'Identity' }).click()
    await page.getByRole('table', { name: 'Identity spaces' }).waitFor()
    const figures = async () => (await rowsOf(page, 'Identity spaces'))[1]
    await expect
      .poll(figures)
      .toEqual([
        ...['People of the shop', 'customer, email, cookie', '6', '43', '40', '2', '0', '31'],
      ])
    await page.getByRole('link', { name: 'People of the shop' }).click()
    await page.getByText('Nobody is shown yet').waitFor()
    await shoot(page, 'space')
    await typeInto(page, 'Find by any identity', 'a77')
    await take(page, 'option', 'cookie:a77')
    const graph = page.getByRole('group', { name: 'Graph of customer:10482' })
    await graph.waitFor()
    const marks = await graph.getByRole('button').all()
    const names = await Promise.all(marks.map((mark) => mark.getAttribute('aria-label')))
    expect(names.filter((name) => !name?.includes('–'))).toEqual([
      'customer:10482, 3 links',
      'email:ann@example.com, 3 links',
      'cookie:9f31, 3 links',
      'cookie:a77, 2 links',
      'customer:77310, of another person, 1 link',
    ])
    expect(names).toContain('cookie:9f31 – customer:77310, does not stand')
    await shoot(page, 'person')
    await page.close()
  })

  it('says by keyboard what a link is known by', async () => {
    const page = await workspace.visit('/identity/people?id=cookie:a77')
    const graph = page.getByRole('group', { name: 'Graph of customer:10482' })
    const details = page.getByRole('region', { name: 'Details' })
    await graph.getByRole('button', { name: 'customer:10482, 3 links' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect.poll(() => details.innerText()).toContain('web, row')
    expect(await details.innerText()).toMatch(/How often\s*2/)
    await shoot(page, 'link')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await details.getByRole('button', { name: 'Split off…' }).waitFor()
    await page.close()
  })

  it('merges with a preview, and takes it back', async () => {
    const page = await workspace.visit('/identity/people?id=customer:10482')
    await page.getByRole('button', { name: 'Merge with…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge two people' })
    const submit = dialog.getByRole('button', { name: 'Merge' })
    expect(await submit.isDisabled()).toBe(true)
    await typeInto(page, 'The other person', 'customer:77310')
    await dialog.getByText('customer:10482 and customer:77310 cannot be one person').waitFor()
    await shoot(page, 'refused')
    await typeInto(page, 'The other person', 'c0ffee')
    await take(page, 'option', 'cookie:c0ffee')
    await dialog.getByText('People concerned: 3 before, 2 after.').waitFor()
    expect((await rowsOf(page, 'Identities that move')).slice(1)).toEqual([
      ['cookie:c0ffee', 'email:ann.private@example.net', 'customer:10482'],
      ['email:ann.private@example.net', 'email:ann.private@example.net', 'customer:10482'],
    ])
    await dialog.getByRole('textbox', { name: 'Why' }).fill('same address')
    await shoot(page, 'merge')
    await submit.click()
    await page.getByText('Merged. People concerned: 3 before, 2 after.').waitFor()
    await page.getByRole('button', { name: /cookie:c0ffee – customer:10482, by hand/ }).waitFor()
    await shoot(page, 'merged')
    const ledger = async () => (await rowsOf(page, /^Said by hand$/))[1]?.slice(0, 2)
    expect(await ledger()).toEqual(['Together: customer:10482 – cookie:c0ffee', 'same address'])
    const said = page.getByRole('table', { name: 'Said by hand of this person' })
    await said.getByRole('button', { name: 'Undo c1…' }).click()
    const undo = page.getByRole('dialog', { name: 'Take a change back' })
    await undo.getByText('People concerned: 2 before, 3 after.').waitFor()
    await undo.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back. People concerned: 2 before, 3 after.').waitFor()
    await expect.poll(ledger).toEqual(['Change taken back: c1', '–'])
    await expect.poll(() => page.getByRole('button', { name: /by hand/ }).count()).toBe(0)
    expect(await page.evaluate('document.activeElement !== document.body')).toBe(true)
    await page.close()
  })

  it('splits off what is chosen, and blocks what is proposed', async () => {
    const page = await workspace.visit('/identity/people?id=customer:10482')
    await page.getByRole('checkbox', { name: 'cookie:a77' }).focus()
    await page.keyboard.press('Space')
    await page.getByText('1 of 4 chosen').waitFor()
    await page.getByRole('button', { name: 'Split off…' }).click()
    await page.getByRole('dialog').getByText('People concerned: 2 before, 3 after.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('table', { name: 'Proposed for blocking' }).waitFor()
    expect((await rowsOf(page, 'Proposed for blocking'))[1]?.slice(0, 3)).toEqual([
      ...['email:shop@example.com', '30', '30'],
    ])
    await page.getByRole('button', { name: 'Block…' }).click()
    await page.getByText('People concerned: 1 before, 31 after.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
    await page.getByText('Blocked. People concerned: 1 before, 31 after.').waitFor()
    await page.close()
  })

  it('simulates pasted lines under rules, and names those that are broken', async () => {
    const page = await workspace.visit('/identity')
    await page.getByText('2 people, 1 link that does not stand').waitFor()
    expect((await rowsOf(page, 'Links that do not stand'))[1]).toEqual([
      'cookie:81911 – crm:ann',
      '4',
      'A person has one id of a unique namespace at most',
      'cookie:81911 – crm:bob',
    ])
    await shoot(page, 'simulation')
    await page.getByRole('checkbox', { name: 'One crm per person' }).focus()
    await page.keyboard.press('Space')
    await page.getByText('1 person', { exact: true }).waitFor()
    const lines = page.getByRole('textbox', { name: 'Rows, one a line' })
    await lines.fill('customer:1 cookie:a\ncustomer:2 nobody\n2026-01-31T10:00 cookie:a')
    await page.getByText('2 lines cannot be read').waitFor()
    await page.getByText('Line 2: “nobody” is no identity').waitFor()
    await page.getByText('Line 3: “2026-01-31T10:00” is no time').waitFor()
    await shoot(page, 'broken')
    await lines.fill('customer:1 cookie:a\ncustomer:2 cookie:a')
    await page.getByText('1 person', { exact: true }).waitFor()
    await page.getByRole('button', { name: /Rules of/ }).click()
    await take(page, 'option', 'People of the shop')
    await page.getByText('2 people, 1 link that does not stand').waitFor()
    await expect.poll(() => page.url()).toContain('rules=people')
    const url = new URL(page.url())
    const shared = await workspace.visit(`${url.pathname}${url.search}`)
    await shared.getByText('2 people, 1 link that does not stand').waitFor()
    await shared.close()
    await page.close()
  })

  it('changes rules after a look at what they would do, and makes a space', async () => {
    const page = await workspace.visit('/identity/people')
    await page.getByRole('link', { name: 'Edit rules' }).click()
    const unique = page.getByRole('checkbox', { name: 'One customer per person' })
    await unique.focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Compare with what is saved' }).click()
    await page.getByRole('table', { name: 'People', exact: true }).waitFor()
    expect(await rowsOf(page, /^People$/)).toContainEqual([...['Merged with others', '2', '1']])
    await page.getByRole('button', { name: /^Compare the three ways/ }).click()
    await page.getByRole('table', { name: 'The three ways side by side' }).waitFor()
    await unique.focus()
    await page.keyboard.press('Space')
    await page.getByText('What is written here has changed since').waitFor()
    await page.getByRole('textbox', { name: 'New namespace' }).fill('login')
    await page.getByRole('button', { name: 'Add namespace' }).click()
    await page.getByRole('button', { name: 'Add pattern' }).click()
    await page.getByRole('textbox', { name: 'Pattern' }).fill('^test@')
    await page.getByRole('button', { name: 'Add pair' }).click()
    await shoot(page, 'rules')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    const saved = await fetch(`${workspace.url}/api/v1/definitions/identity-space/people`)
    expect(await saved.json()).toMatchObject({
      namespaces: [
        { id: 'customer', unique: true },
        { id: 'email' },
        { id: 'cookie' },
        { id: 'login' },
      ],
      blocked: [{ preset: 'placeholders' }, { matches: '^test@' }],
      pairs: [{ from: 'customer', to: 'email' }],
    })
    await page.goto(`${workspace.url}/new-identity-space`)
    await page.getByRole('textbox', { name: /^Name/ }).fill('Callers')
    await page.getByRole('textbox', { name: 'New namespace' }).fill('phone')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: 'Callers', level: 1 }).waitFor()
    await page.close()
  })

  it('says that a space or an identity is not there', async () => {
    const page = await workspace.visit('/identity/nobody')
    await page.getByRole('alert').waitFor()
    await page.goto(`${workspace.url}/identity/people?id=cookie:none`)
    await page
      .getByText(/no identity "cookie:none"|is not known|unknown/i)
      .first()
      .waitFor()
    await page.close()
  })

  it('throws nothing', () => {
    expect(workspace.faults).toEqual([])
  })
})
