import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApi } from '../../src/api/index.ts'
import { openShop, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
let app: ReturnType<typeof createApi>
beforeAll(async () => {
  workspace = await openShop()
  const table = { kind: 'freeform', rows: { dimension: 'page' }, columns: [{ metric: 'events' }] }
  const panel = {
    id: 'sales',
    dateRange: { start: '2026-01-01', end: '2026-01-02' },
    filters: [{ dimension: 'page', items: ['Home'] }],
    visualizations: [
      { id: 'pages', type: 'freeform', request: table },
      { id: 'wrong', type: 'freeform', request: { ...table, rows: { dimension: 'none' } } },
      { id: 'text', type: 'text', text: 'Hello' },
    ],
  }
  for (const id of ['weekly', 'secret']) {
    await workspace.post('apply', { kind: 'project', id, dataView: 'main', panels: [panel] })
  }
})
afterAll(() => workspace.close())

/** Addresses that failed are not those of the test before. */
beforeEach(() => {
  app = createApi(workspace.throughline, { token: 'sesame' })
})

interface Made {
  readonly id: string
  readonly token: string
}

async function share(said: object = {}): Promise<Made> {
  const { body } = await ask('POST', 'projects/weekly/shares', said, owner)
  return body as unknown as Made
}

const owner = { authorization: 'Bearer sesame' }

async function ask(method: string, path: string, body?: object, headers: object = {}) {
  const response = await app.request(`/api/v1/${path}`, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, text, body: isJson ? (JSON.parse(text) as never) : {} }
}

const pages = [{ panel: 'sales', visualization: 'pages' }]

describe('a link', () => {
  it('shows the project and runs what it holds, as its panel says', async () => {
    const { token } = await share()
    expect(await ask('GET', `shared/${token}`)).toMatchObject({
      status: 200,
      body: { document: { id: 'weekly' }, allowsDates: false },
    })
    const { status, body } = await ask('POST', `shared/${token}/reports`, {
      visualizations: [...pages, { panel: 'sales', visualization: 'wrong' }],
    })
    expect([status, body]).toMatchObject([
      200,
      [{ rows: [{ item: 'Home' }] }, { error: { code: 'request/unknown-component' } }],
    ])
  })

  it('shows other dates where it allows them', async () => {
    const wider = { visualizations: pages, dateRange: { start: '2026-01-01', end: '2026-02-01' } }
    const fixed = await ask('POST', `shared/${(await share()).token}/reports`, wider)
    expect([fixed.status, fixed.text]).toMatchObject([403, expect.stringContaining('fixed-dates')])
    const { token } = await share({ allowsDates: true })
    const totals = async (body: object) =>
      JSON.stringify((await ask('POST', `shared/${token}/reports`, body)).body)
    expect(await totals(wider)).not.toBe(await totals({ visualizations: pages }))
  })

  it.each([
    [{ visualizations: [{ panel: 'sales', visualization: 'text' }] }, 404],
    [{ visualizations: [{ panel: 'other', visualization: 'pages' }] }, 404],
    [{ visualizations: [] }, 400],
    [{ visualizations: pages, dataView: 'main' }, 400],
    [{ visualizations: pages, segments: [] }, 400],
    [{ visualizations: [{ ...pages[0], request: {} }] }, 400],
    [[{ kind: 'freeform' }], 400],
  ])('runs nothing else: %o', async (body, status) => {
    const { token } = await share()
    expect((await ask('POST', `shared/${token}/reports`, body)).status).toBe(status)
  })

  it('is listed without what opens it, and kept as a hash', async () => {
    const { id, token } = await share({ name: 'For Bob' })
    const { text } = await ask('GET', 'projects/weekly/shares', undefined, owner)
    const secret = token.split('.')[1]!
    expect([text.includes(id), text.includes(secret), text.includes('hash')]).toEqual([
      true,
      false,
      false,
    ])
    const kept = JSON.stringify(await workspace.throughline.store.projects.shares.find(id))
    expect(kept).not.toContain(secret)
    expect(kept).toContain(createHash('sha256').update(secret).digest('hex'))
    const { text: trail } = await ask('GET', 'audit', undefined, owner)
    expect([trail.includes(id), trail.includes(secret)]).toEqual([true, false])
  })

  it('opens nothing once it is revoked', async () => {
    const { id, token } = await share()
    const foreign = await ask('DELETE', `projects/secret/shares/${id}`, undefined, owner)
    expect(foreign.status).toBe(404)
    const revoked = await ask('DELETE', `projects/weekly/shares/${id}`, undefined, owner)
    expect(revoked.status).toBe(204)
    expect((await ask('GET', `shared/${token}`)).status).toBe(404)
    expect((await ask('POST', `shared/${token}/reports`, { visualizations: pages })).status).toBe(
      404,
    )
  })

  it('opens nothing once its project is another', async () => {
    const project = { kind: 'project', id: 'gone', dataView: 'main' }
    await workspace.post('apply', project)
    const { body } = await ask('POST', 'projects/gone/shares', {}, owner)
    await workspace.call('DELETE', 'definitions/project/gone')
    await workspace.post('apply', { ...project, name: 'Another' })
    expect((await ask('GET', `shared/${(body as Made).token}`)).status).toBe(404)
  })

  describe('that expires', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
    afterEach(() => void vi.useRealTimers())

    it('opens nothing then', async () => {
      const expiresAt = new Date(Date.now() + 60_000).toISOString()
      const { token } = await share({ expiresAt })
      expect((await ask('GET', `shared/${token}`)).status).toBe(200)
      vi.setSystemTime(Date.now() + 60_000)
      expect((await ask('GET', `shared/${token}`)).status).toBe(404)
      const past = await ask('POST', 'projects/weekly/shares', { expiresAt }, owner)
      expect(past).toMatchObject({ status: 400, body: { path: 'expiresAt' } })
    })
  })

  it('is not guessed: the address has to wait, as at the door', async () => {
    const { token } = await share()
    const wrong = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    const statuses: number[] = []
    for (const each of [wrong, 'x', '0000000000000000.none', wrong, wrong, wrong, token]) {
      statuses.push((await ask('GET', `shared/${each}`)).status)
    }
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429])
  })
})

describe('with a link', () => {
  type Operations = Readonly<Record<string, { readonly security?: readonly [] }>>

  it('no other route opens, of all that there are', async () => {
    const { id, token } = await share({ allowsDates: true })
    const { paths } = (await ask('GET', 'openapi.json', undefined, owner)).body as {
      readonly paths: Readonly<Record<string, Operations>>
    }
    const opened: string[] = []
    let walked = 0
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { security }] of Object.entries(operations)) {
        for (const given of [token, 'weekly', 'secret', id]) {
          const address = path.slice(1).replaceAll(/\{\w+\}/g, given)
          const query = `?token=${token}&share=${token}`
          const sends = method === 'post' || method === 'put'
          const headers = { cookie: `throughline-session=${token}` }
          const { status } = await ask(
            method.toUpperCase(),
            `${address}${query}`,
            sends ? { token, visualizations: pages } : undefined,
            headers,
          )
          walked += 1
          if (![401, 403, 404, 429].includes(status)) opened.push(`${method} ${path}`)
          else if (security?.length !== 0) expect([path, status]).toEqual([path, 401])
        }
      }
    }
    expect(walked).toBeGreaterThan(400)
    const forEverybody = ['get /session', 'delete /session', 'get /instance', 'post /session']
    expect(
      [...new Set(opened)].filter((route) => !forEverybody.includes(route)).toSorted(),
    ).toEqual(['get /shared/{token}', 'post /shared/{token}/reports'])
  })

  it('says how the components are called that the project names, and of no other data view', async () => {
    const { token } = await share()
    const { status, body } = await ask('GET', `shared/${token}/data-views/main`)
    const { components } = body as unknown as {
      components: { dimensions: { id: string; isStandard: boolean }[]; metrics: { id: string }[] }
    }
    expect(status).toBe(200)
    const own = components.dimensions.filter(({ isStandard }) => !isStandard)
    expect(own.map(({ id }) => id)).toEqual(['page'])
    expect(components.metrics.map(({ id }) => id)).not.toContain('price')
    expect((await ask('GET', `shared/${token}/data-views/other`)).status).toBe(404)
  })

  it('runs over all data where the panel has no dates', async () => {
    const visualizations = [
      { id: 'paths', type: 'key-metric', request: { kind: 'key-metric', metric: 'events' } },
    ]
    const panels = [{ id: 'all', visualizations }]
    await workspace.post('apply', { kind: 'project', id: 'undated', dataView: 'main', panels })
    const made = await ask('POST', 'projects/undated/shares', {}, owner)
    const { token } = made.body as unknown as Made
    const places = { visualizations: [{ panel: 'all', visualization: 'paths' }] }
    const answer = await ask('POST', `shared/${token}/reports`, places)
    expect(answer.body).toMatchObject([{ primary: { total: 3 } }])
  })

  it('as a bearer token nothing opens either', async () => {
    const { token } = await share()
    const bearer = { authorization: `Bearer ${token}` }
    expect((await ask('GET', 'projects/weekly', undefined, bearer)).status).toBe(401)
    expect((await ask('GET', 'projects', undefined, bearer)).status).toBe(401)
    expect((await ask('GET', 'nothing-there')).status).toBe(401)
  })
})
