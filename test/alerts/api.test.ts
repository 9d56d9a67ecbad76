import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type {
  AlertDenial,
  AlertPreview,
  AlertRun,
  AlertRuns,
} from '../../src/model/answers/alerts.ts'
import type { ScheduleList, ScheduleRun } from '../../src/model/answers/schedules.ts'
import { cli, cliJson } from '../support/command-line.ts'
import { listen } from '../support/browser.ts'
import { openMailServer } from '../support/mail-server.ts'
import { openWorkspace, shop, type Workspace } from '../support/workspace.ts'

const DAY = 86_400_000
const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10)

let workspace: Workspace
let mail: Awaited<ReturnType<typeof openMailServer>>
let hook: Awaited<ReturnType<typeof openHook>>
const refusals: Record<string, number> = { 'nobody@example.com': 550, 'later@example.com': 450 }

beforeAll(async () => {
  mail = await openMailServer((address) => refusals[address])
  process.env['THROUGHLINE_SMTP_URL'] = mail.url
  process.env['THROUGHLINE_MAIL_FROM'] = 'throughline@example.com'
  hook = await openHook()
  workspace = await openWorkspace({ threads: 1, outgoing: { allowsPrivateTargets: true } })
  const events = [1, 2, 3].map((hour) => ({
    ...{
      who: `p${hour}`,
      ts: `${yesterday}T0${hour}:00:00Z`,
      page: hour === 3 ? '=1+1 <b>' : 'Home',
    },
    ...{ price: hour / 3, ok: true, url: 'https://a.io/x' },
  }))
  await workspace.post('datasets/web/rows', [...shop.web, ...events])
  await workspace.post('apply', [
    ...shop.definitions,
    { kind: 'dataset', id: 'web', type: 'event', labels: { url: ['contract:no-mail'] } },
    destination,
    segment,
    project,
  ])
})
afterAll(async () => {
  await workspace?.close()
  await mail?.close()
  await hook?.close()
  delete process.env['THROUGHLINE_SMTP_URL']
  delete process.env['THROUGHLINE_MAIL_FROM']
})
beforeEach(() => {
  mail.mails.length = 0
  hook.calls.length = 0
})

/** A receiver that keeps what it is posted. */
async function openHook() {
  const calls: { readonly body: string; readonly headers: Readonly<Record<string, unknown>> }[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push({ body, headers: request.headers })
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((resolve) => server.close(resolve))
  return { calls, url: `http://127.0.0.1:${port}/`, close }
}

const destination = {
  ...{ kind: 'destination', id: 'hook', type: 'webhook' },
  get settings() {
    return { url: hook.url }
  },
  secrets: { signing: 'geheim' },
}
const segment = {
  ...{ kind: 'segment', id: 'homes', dataView: 'main' },
  definition: { container: 'event', where: { dimension: 'page', op: 'equals', value: 'Home' } },
}
const pages = {
  kind: 'freeform',
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }, { metric: 'price' }],
  limit: 1,
}
const range = { start: yesterday, end: new Date().toISOString().slice(0, 10) }
const project = {
  ...{ kind: 'project', id: 'weekly', name: 'Weekly', dataView: 'main' },
  panels: [
    {
      ...{ id: 'p', dateRange: range },
      visualizations: [
        { id: 'pages', name: 'Pages & more', type: 'freeform', request: pages },
        {
          ...{ id: 'urls', name: 'Addresses', type: 'freeform' },
          request: {
            kind: 'freeform',
            rows: { dimension: 'url' },
            columns: [{ metric: 'events' }],
          },
        },
        { id: 'words', type: 'text', text: 'Words' },
      ],
    },
  ],
}

const alertOf = (more: object) => ({
  ...{ kind: 'alert', id: 'busy', name: 'Busy', dataView: 'main' },
  metrics: [{ metric: 'price', when: { kind: 'at-least', value: 2 } }],
  ...more,
})
const apply = (definition: object) => workspace.call('POST', 'apply', [definition])

describe('an alert', () => {
  it('says of a period what a report of it says, by mail and webhook', async () => {
    const emails = ['ann@example.com', 'bob@example.com']
    await workspace.post('apply', [alertOf({ emails, destinations: ['hook'] })])
    const run = await workspace.post<AlertRun>('alerts/busy/test', {})
    const table = {
      kind: 'freeform',
      dataView: 'main',
      dateRange: range,
      rows: { dimension: 'day' },
    }
    const report = await workspace.post<{ rows: { values: number[] }[] }>('reports', {
      ...table,
      columns: [{ metric: 'price' }],
    })
    const [{ values }] = report.rows as [{ values: number[] }]
    expect(run.periods[0]).toMatchObject({ item: yesterday, fired: values[0]! >= 2 })
    expect(run.periods[0]!.findings[0]).toMatchObject({ value: values[0] })
    expect(run.sent.map(({ to, state }) => [to, state])).toEqual([
      ['ann@example.com', 'sent'],
      ['bob@example.com', 'sent'],
      ['hook', 'sent'],
    ])
    expect(mail.mails.map(({ to }) => to)).toEqual([['ann@example.com'], ['bob@example.com']])
    const subject = `Subject: Test: Busy: price ${run.periods[0]!.findings[0]!.reason} (${yesterday})`
    expect(mail.mails[0]!.headers).toContain(subject)
    expect(
      new Set(mail.mails.map((each) => each.headers.find((h) => h.startsWith('Message-ID')))).size,
    ).toBe(2)
    const [{ body, headers }] = hook.calls as [(typeof hook.calls)[0]]
    expect(JSON.parse(body)).toMatchObject({
      alert: { id: 'busy', name: 'Busy' },
      isTest: true,
      periods: run.periods,
    })
    const [, seconds, digest] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(
      String(headers['throughline-signature']),
    )!
    expect(createHmac('sha256', 'geheim').update(`${seconds}.${body}`).digest('hex')).toBe(digest)
  })

  it('tells the others where an address is refused, and tries again what may come', async () => {
    const emails = ['nobody@example.com', 'later@example.com', 'ann@example.com']
    await workspace.post('apply', [alertOf({ emails })])
    const run = await workspace.post<AlertRun>('alerts/busy/test', {})
    expect(run.sent.map(({ state, problem }) => [state, problem !== null])).toEqual([
      ['failed', true],
      ['waiting', true],
      ['sent', false],
    ])
    expect(mail.mails.map(({ to }) => to)).toEqual([['ann@example.com']])
    const status = await workspace.call('GET', 'alerts/busy')
    expect(status.body).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('nobody'),
    })
  })

  it('is previewed without being saved', async () => {
    const preview = await workspace.post<AlertPreview>('previews/alert', alertOf({ id: 'unsaved' }))
    expect(preview.periods).toHaveLength(30)
    expect([preview.fired, preview.periods.at(-1)!.fired]).toEqual([1, true])
    expect((await workspace.call('GET', 'alerts/unsaved')).status).toBe(404)
  })

  it('keeps its segment, and takes its history along', async () => {
    await workspace.post('apply', [alertOf({ segments: ['homes'] })])
    const refused = await workspace.call('DELETE', 'definitions/segment/homes')
    expect([refused.status, refused.body['code']]).toEqual([409, 'definition/in-use'])
    expect(refused.text).toContain('alert')
    const { rows } = (await workspace.call('GET', 'alerts/busy/runs')).body as unknown as AlertRuns
    expect(rows.length).toBeGreaterThan(1)
    expect((await workspace.call('DELETE', 'definitions/alert/busy')).status).toBe(204)
    await workspace.post('apply', [alertOf({})])
    const again = (await workspace.call('GET', 'alerts/busy/runs')).body as unknown as AlertRuns
    expect(again.rows).toEqual([])
  })

  it.each([
    [
      { metrics: [{ metric: 'none', when: { kind: 'at-least', value: 1 } }] },
      '[0].metrics[0].metric',
    ],
    [{ items: [{ dimension: 'none', items: ['x'] }] }, '[0].items[0]'],
    [{ segments: ['none'] }, '[0].segments[0]'],
    [{ destinations: ['none'] }, '[0].destinations[0]'],
    [{ emails: ['Ann <a@x.io>'] }, '[0].emails[0]'],
    [
      {
        granularity: 'week',
        metrics: [
          { metric: 'price', when: { kind: 'change', percent: 1, comparedWith: 'day-before' } },
        ],
      },
      '[0].metrics[0].when.comparedWith',
    ],
  ])('is refused where it is wrong: %o', async (wrong, path) => {
    const { status, body } = await apply(alertOf(wrong))
    expect([status, body['path']]).toEqual([400, path])
  })

  it('is told to types of destinations that take notices', async () => {
    const settings = { place: 'drop' }
    const types = await workspace.call('GET', 'destination-types')
    const taking = (types.body as unknown as { id: string; takesNotices: boolean }[]).filter(
      ({ takesNotices }) => takesNotices,
    )
    expect(taking.map(({ id }) => id)).toEqual(['webhook', 'email'])
    await workspace.post('apply', [{ kind: 'destination', id: 'drop', type: 'file', settings }])
    const { status, body } = await apply(alertOf({ destinations: ['drop'] }))
    expect([status, body['path']]).toEqual([400, '[0].destinations[0]'])
  })
})

describe('a schedule', () => {
  const scheduleOf = (more: object) => ({
    ...{ kind: 'schedule', id: 'monday', name: 'Monday', project: 'weekly', cron: '0 7 * * 1' },
    emails: ['ann@example.com'],
    ...more,
  })

  it('sends each table as its download has it, and the same in the message', async () => {
    await workspace.post('apply', [scheduleOf({ text: 'Read <this>', destinations: ['hook'] })])
    const run = await workspace.post<ScheduleRun>('schedules/monday/send', {})
    expect(run.trigger).toBe('by-hand')
    expect(run.tables.map(({ name }) => name)).toEqual([
      'Pages & more',
      'Pages & more: totals',
      'Addresses',
      'Addresses: totals',
    ])
    expect(run.sent.map(({ state }) => state)).toEqual(['sent', 'sent'])
    const [{ files, text: message }] = mail.mails as [(typeof mail.mails)[0]]
    const request = { ...pages, dataView: 'main', dateRange: range }
    const download = await workspace.call('POST', 'reports?format=csv&rows=all', request)
    expect(files.get('1-pages-more.csv')!.toString('utf8')).toBe(download.text)
    expect(download.text.trim().split('\r\n')).toHaveLength(1 + run.tables[0]!.rows)
    expect(message).toContain('Read &lt;this&gt;')
    expect(message).toContain('&lt;b&gt;')
    expect(message).not.toContain('<b>')
    const told = JSON.parse(hook.calls[0]!.body) as { files: { name: string; base64: string }[] }
    expect(Buffer.from(told.files[0]!.base64, 'base64').toString('utf8')).toBe(download.text)
  })

  it('sends what it names only, and no table that a policy denies', async () => {
    await workspace.post('apply', [
      scheduleOf({ visualizations: ['pages'], formats: ['html'] }),
      { kind: 'policy', id: 'no-mail', labels: ['contract:no-mail'], actions: ['email'] },
    ])
    const one = await workspace.post<ScheduleRun>('schedules/monday/send', {})
    expect(one.tables.map(({ name }) => name)).toEqual(['Pages & more', 'Pages & more: totals'])
    expect(mail.mails[0]!.files.size).toBe(0)
    await workspace.post('apply', [scheduleOf({})])
    const both = await workspace.post<ScheduleRun>('schedules/monday/send', {})
    expect(both.warnings).toEqual([expect.stringMatching(/^Addresses: .*no-mail/)])
    expect([...mail.mails[1]!.files.keys()]).toEqual([
      '1-pages-more.csv',
      '2-pages-more-totals.csv',
    ])
    await workspace.post('apply', [scheduleOf({ visualizations: ['urls'] })])
    const denied = await workspace.call('POST', 'schedules/monday/send')
    expect([denied.status, denied.body['code']]).toEqual([403, 'policy/denied'])
    expect(mail.mails).toHaveLength(2)
  })

  it('asks policies for each recipient, those of one destination, too', async () => {
    await workspace.post('apply', [
      scheduleOf({ formats: ['csv'], destinations: ['hook'] }),
      { kind: 'policy', id: 'no-mail', labels: ['contract:no-mail'], actions: ['email'] },
    ])
    const mailed = await workspace.post<ScheduleRun>('schedules/monday/send', {})
    expect(mailed.sent.map(({ state }) => state)).toEqual(['sent', 'sent'])
    expect(mailed.warnings).toEqual([
      expect.stringMatching(/^Addresses: not told to ann@example\.com: policy no-mail does not/),
    ])
    const filesOf = (call: { readonly body: string }) =>
      (JSON.parse(call.body) as { files: { name: string }[] }).files.map(({ name }) => name)
    expect([...mail.mails[0]!.files.keys()]).toHaveLength(2)
    expect(filesOf(hook.calls[0]!)).toHaveLength(4)
    const denied = { policy: 'no-mail', label: 'contract:no-mail', name: 'Addresses' }
    const rule = { kind: 'policy', id: 'no-mail', labels: ['contract:no-mail'] }
    await workspace.post('apply', [{ ...rule, actions: ['export'], destinations: ['hook'] }])
    const given = scheduleOf({ visualizations: ['urls'], destinations: ['hook'] })
    expect(await workspace.post('schedules/denials', given)).toMatchObject([
      { ...denied, to: 'hook', by: 'destination', action: 'export', visualization: 'urls' },
    ])
    await workspace.post('apply', [given])
    const exported = await workspace.post<ScheduleRun>('schedules/monday/send', {})
    expect(exported.sent).toMatchObject([
      { to: 'ann@example.com', state: 'sent' },
      { to: 'hook', state: 'failed', problem: expect.stringContaining('web.url') as string },
    ])
    expect([mail.mails.length, hook.calls.length]).toEqual([2, 1])
  })

  it('prints a PDF where a Chromium is there, and says so where none is', async () => {
    const { formats } = (await workspace.call('GET', 'schedules')).body as unknown as ScheduleList
    await workspace.post('apply', [scheduleOf({ visualizations: ['pages'], formats: ['pdf'] })])
    await workspace.post('schedules/monday/send', {})
    const pdf = mail.mails[0]!.files.get('monday.pdf')
    if (formats.includes('pdf')) expect(pdf!.subarray(0, 5).toString()).toBe('%PDF-')
    else expect(mail.mails[0]!.text).toContain('No PDF is attached')
  })

  it.each([
    [{ cron: '61 * * * *' }, '[0].cron'],
    [{ visualizations: ['words'] }, '[0].visualizations[0]'],
    [{ project: 'none' }, '[0].project'],
  ])('is refused where it is wrong: %o', async (wrong, path) => {
    const { status, body } = await apply(scheduleOf(wrong))
    expect([status, body['path']]).toEqual([400, path])
  })
})

describe('an alert on what policies keep', () => {
  const items = [{ dimension: 'url', items: ['https://a.io/x'] }]
  const kept = (more: object) => alertOf({ id: 'kept', items, ...more })
  const emails = ['ann@example.com']
  const policy = (more: object) => ({
    ...{ kind: 'policy', id: 'keep', labels: ['contract:no-mail'], actions: ['email'] },
    ...more,
  })
  const withoutPolicies = async () => {
    for (const id of ['keep', 'no-mail']) await workspace.call('DELETE', `definitions/policy/${id}`)
  }
  beforeEach(withoutPolicies)
  afterAll(withoutPolicies)

  it('says before it is saved whom it may not tell, by which policy, because of what', async () => {
    await workspace.post('apply', [policy({})])
    const denialsOf = (alert: object) => workspace.post<AlertDenial[]>('alerts/denials', alert)
    expect(await denialsOf(kept({ emails, destinations: ['hook'] }))).toEqual([
      {
        ...{ to: 'ann@example.com', by: 'email', policy: 'keep', action: 'email' },
        ...{ label: 'contract:no-mail', dataset: 'web', field: 'url', through: ['dimension url'] },
        message:
          'policy keep does not allow to e-mail web.url (contract:no-mail), read through dimension url',
      },
    ])
    expect(await denialsOf(alertOf({ emails }))).toEqual([])
    await workspace.post('apply', [policy({ actions: ['export'], destinations: ['hook'] })])
    expect(await denialsOf(kept({ emails, destinations: ['hook'] }))).toMatchObject([
      { to: 'hook', by: 'destination', action: 'export' },
    ])
    await workspace.post('apply', [policy({ actions: ['activate'] })])
    expect(await denialsOf(kept({ emails, destinations: ['hook'] }))).toEqual([])
  })

  it('is saved only where it may tell everybody, or rests', async () => {
    await workspace.post('apply', [policy({})])
    const refused = await apply(kept({ destinations: ['hook'], emails }))
    expect([refused.status, refused.body['code'], refused.body['path']]).toEqual([
      ...[403, 'policy/denied'],
      '[0].emails[0]',
    ])
    expect(refused.text).toContain('does not allow to e-mail web.url')
    expect((await apply(kept({ emails, paused: true }))).status).toBe(200)
    expect((await apply(kept({ destinations: ['hook'] }))).status).toBe(200)
  })

  it('tells whom it may, and keeps why it did not tell the others', async () => {
    await workspace.post('apply', [kept({ emails, destinations: ['hook'] })])
    await workspace.post('apply', [policy({})])
    const run = await workspace.post<AlertRun>('alerts/kept/test', {})
    expect(run.sent.map(({ to, state, attempts }) => [to, state, attempts])).toEqual([
      ['ann@example.com', 'failed', 0],
      ['hook', 'sent', 1],
    ])
    expect([mail.mails.length, hook.calls.length]).toEqual([0, 1])
    const problem = expect.stringContaining('policy keep does not allow to e-mail web.url')
    const { body } = await workspace.call('GET', 'alerts/kept/runs')
    expect(body['rows']).toMatchObject([{ sent: [{ problem, nextAt: null }, { state: 'sent' }] }])
    const status = await workspace.call('GET', 'alerts/kept')
    expect(status.body).toMatchObject({ state: 'failed', problem })
  })
})

it('commands show, test and send', async () => {
  const { createApi } = await import('../../src/api/index.ts')
  const hosts = { listening: '127.0.0.1', names: [] }
  const server = await listen(createApi(workspace.throughline, { hosts }).fetch)
  const at = ['--server', server.url]
  await workspace.post('apply', [alertOf({ emails: ['ann@example.com'] })])
  expect(await cliJson(['alert', 'test', 'busy', ...at])).toMatchObject({ trigger: 'test' })
  expect(await cliJson(['alert', 'show', 'busy', ...at])).toMatchObject({ id: 'busy' })
  const runs = await cli(['alert', 'runs', 'busy', '--limit', '1', '--format', 'table', ...at])
  expect([runs.code, runs.stdout]).toEqual([0, expect.stringContaining('ann@example.com')])
  expect(await cliJson(['schedule', 'list', ...at])).toMatchObject({ rows: [{ id: 'monday' }] })
  const unknown = await cli(['alert', 'show', 'none', ...at])
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('busy')])
  await server.close()
})
