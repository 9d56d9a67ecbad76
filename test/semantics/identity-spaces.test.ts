import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  IdentityEdit,
  IdentityGraph,
  IdentityLedger,
} from '../../src/model/answers/identity.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
let spaces = 0

beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

type Row = Readonly<Record<string, string>>

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString()

/** Rows of a dataset of their own whose ids go to a space of their own. */
async function openSpace(rows: readonly Row[], rules: object = {}): Promise<Space> {
  spaces += 1
  const id = `s${spaces}`
  const dataset = `web${spaces}`
  const add = (more: readonly Row[]) =>
    workspace.post<{ batches: readonly { batch: number }[] }>(`datasets/${dataset}/rows`, more)
  await add(rows)
  const names = ['user', 'email', 'device']
  const fields = names.filter((name) => rows.some((row) => name in row))
  await workspace.post('apply', [
    {
      kind: 'identity-space',
      id,
      namespaces: names.map((name) => ({
        id: name,
        unique: name === 'user',
        device: name === 'device',
      })),
      ...rules,
    },
    {
      kind: 'connection',
      id: `c${spaces}`,
      datasets: [
        {
          dataset,
          personId: 'device',
          space: id,
          identities: fields.map((field) => ({ field, namespace: field })),
        },
      ],
    },
  ])
  const ask = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await workspace.call(method, `identity/${id}${path}`, body)
    if (answer.status >= 400) throw Object.assign(new Error(answer.text), { status: answer.status })
    return answer.body as T
  }
  return {
    id,
    dataset,
    add,
    look: (of) => ask<IdentityGraph>('GET', `/graphs?id=${encodeURIComponent(of)}`),
    ids: async (of) =>
      (await ask<IdentityGraph>('GET', `/graphs?id=${encodeURIComponent(of)}`)).ids
        .map((each) => each.id)
        .toSorted(),
    edit: (path, body) => ask<IdentityEdit>('POST', path, body),
    ask,
  }
}

interface Space {
  readonly id: string
  readonly dataset: string
  add(rows: readonly Row[]): Promise<{ batches: readonly { batch: number }[] }>
  look(of: string): Promise<IdentityGraph>
  ids(of: string): Promise<readonly string[]>
  edit(path: string, body?: unknown): Promise<IdentityEdit>
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
}

/** What the stream of changes has told by now. */
async function changes(space: Space, after?: string, query = ''): Promise<readonly Told[]> {
  const headers = after === undefined ? {} : { 'last-event-id': after }
  const path = `identity/${space.id}/changes?until=now${query}`
  const { text } = await workspace.call('GET', path, undefined, headers)
  return text
    .split('\n\n')
    .filter((event) => event.trim() !== '')
    .map((event) => {
      const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(event)?.[1] ?? ''
      return { id: line('id'), ...(JSON.parse(line('data')) as Omit<Told, 'id'>) }
    })
}

interface Told {
  readonly id: string
  readonly change: string | null
  readonly detail: { readonly kind: string; readonly id?: string; readonly person?: string }
}

const two: readonly Row[] = [
  { ts: at(0), user: 'u1', device: 'd1' },
  { ts: at(1), user: 'u2', device: 'd2' },
]
const plain = [
  { ts: at(0), email: 'a', device: 'd1' },
  { ts: at(1), email: 'b', device: 'd2' },
]

describe('rows', () => {
  it('keep two logged-in users apart who share a device; it is with the later one', async () => {
    const space = await openSpace([...two, { ts: at(2), user: 'u1', device: 'd2' }])
    expect(await space.ids('user:u1')).toEqual(['device:d1', 'device:d2', 'user:u1'])
    expect(await space.ids('user:u2')).toEqual(['user:u2'])
    const { lost, links } = await space.look('user:u1')
    expect(lost).toMatchObject([{ ids: ['user:u2', 'device:d2'].toSorted(), reason: 'unique' }])
    expect(links.map(({ ids, count }) => [...ids, count])).toHaveLength(2)
    expect(links[0]!.evidence[0]).toMatchObject({ dataset: space.dataset, batch: 1, byHand: null })
  })

  it('that are deleted have never been', async () => {
    const space = await openSpace(plain)
    const { batches } = await space.add([{ ts: at(3), email: 'a', device: 'd2' }])
    expect(await space.ids('email:b')).toEqual(['device:d1', 'device:d2', 'email:a', 'email:b'])
    await workspace.call('DELETE', `datasets/${space.dataset}/batches/${batches[0]!.batch}`)
    expect(await space.ids('email:b')).toEqual(['device:d2', 'email:b'])
    expect(await space.ask('GET', '')).toMatchObject({ identities: 4, people: 2, links: 2 })
    const kinds = (await changes(space)).map(({ detail }) => detail.kind)
    expect(kinds).toEqual(['merged', 'split'])
  })

  it('of blocked values link nothing', async () => {
    const rows = [
      ...plain,
      { ts: at(4), email: 'unknown', device: 'd1' },
      { ts: at(5), email: 'unknown', device: 'd2' },
    ]
    const space = await openSpace(rows, { blocked: [{ preset: 'placeholders' }] })
    expect(await space.ids('email:a')).toEqual(['device:d1', 'email:a'])
    expect(await space.look('email:unknown')).toMatchObject({
      ids: [{ id: 'email:unknown', held: 'blocked' }],
      links: [],
    })
  })

  it('that are deleted leave the ids known of which people speak', async () => {
    const space = await openSpace([{ ts: at(0), email: 'c', device: 'd3' }])
    const { batches } = await space.add([...plain, { ts: at(2), email: 'e', device: 'd1' }])
    await space.edit('/quarantine/email:b/block', {})
    await space.edit('/split', { ids: ['email:e'] })
    await workspace.call('DELETE', `datasets/${space.dataset}/batches/${batches[0]!.batch}`)
    expect(await space.look('email:b')).toMatchObject({ ids: [{ held: 'blocked' }], links: [] })
    for (const id of ['email:a', 'email:e', 'device:d1']) expect(await space.ids(id)).toEqual([id])
    await expect(space.look('device:d2')).rejects.toMatchObject({ status: 404 })
    expect(await space.ask('GET', '')).toMatchObject({ identities: 6, people: 5, links: 1 })
  })
})

describe('a merge', () => {
  it('is tried, made once, undone, and its undo undone', async () => {
    const space = await openSpace(plain)
    const body = { ids: ['email:a', 'email:b'], note: 'same person' }
    const tried = await space.edit('/merge?preview=true', body)
    expect(tried).toEqual({
      change: null,
      people: { before: 2, after: 1 },
      moved: {
        'email:b': { from: 'email:b', to: 'email:a' },
        'device:d2': { from: 'email:b', to: 'email:a' },
      },
    })
    expect(await space.ids('email:a')).toEqual(['device:d1', 'email:a'])
    const made = await space.edit('/merge', body)
    expect(made).toEqual({ ...tried, change: expect.any(String) })
    expect(await space.edit('/merge', body)).toMatchObject({ change: null, moved: {} })
    expect(await space.look('email:b')).toMatchObject({
      person: 'email:a',
      changes: [{ kind: 'together', author: 'owner', note: 'same person' }],
    })
    const undone = await space.edit(`/changes/${made.change}/undo`)
    expect(undone.people).toEqual({ before: 1, after: 2 })
    expect(await space.ids('email:a')).toEqual(['device:d1', 'email:a'])
    expect(await space.edit(`/changes/${made.change}/undo`)).toMatchObject({ change: null })
    await space.edit(`/changes/${undone.change}/undo`)
    expect(await space.ids('email:a')).toHaveLength(4)
    const told = await changes(space)
    expect(told.map(({ detail, change }) => [detail.kind, change])).toEqual([
      ['merged', made.change],
      ['split', undone.change],
      ['merged', expect.any(String)],
    ])
    expect(await changes(space, told[0]!.id)).toEqual(told.slice(1))
  })

  it('leaves the person the name of the id that rows have shown first', async () => {
    const space = await openSpace([
      { ts: at(1), email: 'z', device: 'd1' },
      { ts: at(2), email: 'y', device: 'd2' },
    ])
    const link = { ids: ['email:z', 'email:a'], time: Date.parse(at(0)), note: 'told' }
    await space.edit('/links', [link])
    expect(await space.look('email:a')).toMatchObject({
      person: 'email:z',
      ids: [
        { id: 'email:z', since: Date.parse(at(1)) },
        { id: 'email:a', since: null },
        { id: 'device:d1' },
      ],
    })
    const merged = await space.edit('/merge', { ids: ['email:a', 'email:y'], note: 'told' })
    const person = 'email:z'
    expect(merged.moved['email:y']).toEqual({ from: 'email:y', to: person })
    expect((await changes(space)).at(-1)?.detail).toMatchObject({ kind: 'merged', person })
    expect(await space.look('email:y')).toMatchObject({ person })
  })

  it('is refused where one person would have two ids of a unique namespace', async () => {
    const space = await openSpace(two)
    await expect(space.edit('/merge', { ids: ['device:d1', 'device:d2'] })).rejects.toMatchObject({
      status: 409,
    })
    expect(await space.ids('user:u1')).toEqual(['device:d1', 'user:u1'])
  })
})

describe('a split', () => {
  it('takes out the id that made the person; the rest stays whole; again it changes nothing', async () => {
    const rows = [
      { ts: at(0), email: 'x', device: 'd1' },
      { ts: at(1), email: 'x', device: 'd2' },
    ]
    const space = await openSpace(rows)
    const split = await space.edit('/split', { ids: ['email:x'] })
    expect(split.people).toEqual({ before: 1, after: 2 })
    expect(await space.ids('email:x')).toEqual(['email:x'])
    expect(await space.ids('device:d1')).toEqual(['device:d1', 'device:d2'])
    expect(await space.edit('/split', { ids: ['email:x'] })).toMatchObject({ change: null })
    await space.add([{ ts: at(5), email: 'x', device: 'd1' }])
    expect(await space.ids('email:x')).toEqual(['email:x'])
    await space.edit(`/changes/${split.change}/undo`)
    expect(await space.ids('email:x')).toEqual(['device:d1', 'device:d2', 'email:x'])
  })
})

describe('a link', () => {
  it('of rows is taken back until a later row has it', async () => {
    const space = await openSpace(plain)
    const [link] = (await space.look('email:a')).links
    const gone = await space.ask<IdentityEdit>('DELETE', `/links/${link!.link}`)
    expect(gone.people).toEqual({ before: 1, after: 2 })
    expect(await space.ids('email:a')).toEqual(['email:a'])
    const again = await space.ask<IdentityEdit>('DELETE', `/links/${link!.link}`)
    expect(again.change).toBeNull()
    await space.edit(`/changes/${gone.change}/undo`)
    expect(await space.ids('email:a')).toEqual(['device:d1', 'email:a'])
  })

  it('names what there is not', async () => {
    const space = await openSpace(plain)
    const refused = async (method: string, path: string, body?: unknown) => {
      const answer = await workspace.call(method, `identity/${space.id}${path}`, body)
      return [answer.status, answer.body['code']]
    }
    expect(await refused('DELETE', '/links/none')).toEqual([404, 'identity/unknown-link'])
    expect(await refused('POST', '/changes/c99/undo')).toEqual([404, 'identity/unknown-change'])
    expect(await refused('GET', '/graphs?id=email:zzz')).toEqual([404, 'identity/unknown'])
    expect(await refused('GET', '/graphs?id=phone:1')).toEqual([400, 'request/invalid'])
    expect(await refused('POST', '/merge', { ids: ['email:a', 'email:a'] })).toEqual([
      400,
      'request/invalid',
    ])
    const nowhere = await workspace.call('GET', 'identity/nowhere')
    expect([nowhere.status, nowhere.body['code']]).toEqual([404, 'definition/unknown-id'])
    const unheard = await workspace.call('GET', 'identity/nowhere/changes?until=now')
    expect([unheard.status, unheard.body['code']]).toEqual([404, 'definition/unknown-id'])
  })

  it('of many writers at once is never lost (F63)', async () => {
    const space = await openSpace(plain)
    const writers = Array.from({ length: 200 }, (_, i) =>
      space.edit('/links', [{ ids: ['email:a', `device:n${i}`], note: `writer ${i}` }]),
    )
    const made = await Promise.all(writers)
    expect(new Set(made.map(({ change }) => change)).size).toBe(200)
    expect(await space.ids('email:a')).toHaveLength(202)
  })
})

describe('a space', () => {
  it('is not removed while a connection uses it', async () => {
    const space = await openSpace(plain)
    const remove = (kind: string, id: string) =>
      workspace.call('DELETE', `definitions/${kind}/${id}`)
    const refused = await remove('identity-space', space.id)
    expect(refused).toMatchObject({ status: 409, body: { code: 'definition/in-use' } })
    expect(await space.ids('email:a')).toEqual(['device:d1', 'email:a'])
    await remove('connection', space.id.replace('s', 'c'))
    expect((await remove('identity-space', space.id)).status).toBe(204)
  })
})

describe('what is forgotten', () => {
  it('links nothing any more, and no table knows its text', async () => {
    const space = await openSpace([...plain, { ts: at(2), email: 'a', device: 'd2' }])
    await space.edit('/merge', { ids: ['email:a', 'device:d9'], note: 'mine' })
    expect(await space.ids('email:a')).toHaveLength(5)
    await space.ask('POST', '/forget', { ids: ['email:a'] })
    expect(await space.ids('email:b')).toEqual(['device:d2', 'email:b'])
    const { status } = await workspace.call('GET', `identity/${space.id}/graphs?id=email:a`)
    expect(status).toBe(404)
    expect(JSON.stringify(await changes(space))).not.toContain('email:a')
    await space.add([{ ts: at(9), email: 'a', device: 'd2' }])
    expect(await space.ids('email:b')).toEqual(['device:d2', 'email:b'])
  })
})

describe('the guard', () => {
  it('holds back an id that would join too many; it is released, or blocked', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => [
      { ts: at(i), user: `u${i}`, email: 'shop', device: `d${i}` },
    ]).flat()
    const space = await openSpace(rows, { guard: { people: 5, idsPerMinute: 100 } })
    expect(await space.ask('GET', '/quarantine')).toMatchObject([{ id: 'email:shop' }])
    expect(await space.ask('GET', '')).toMatchObject({ people: 13, quarantined: 1 })
    expect((await changes(space)).map(({ detail }) => [detail.kind, detail.id])).toEqual([
      ['quarantined', 'email:shop'],
    ])
    await space.edit('/quarantine/email:shop/release', {})
    expect(await space.ask('GET', '/quarantine')).toEqual([])
    await space.edit('/quarantine/email:shop/block', {})
    expect(await space.ids('email:shop')).toEqual(['email:shop'])
    expect(await space.look('email:shop')).toMatchObject({ ids: [{ held: 'blocked' }] })
  })

  it('is helped by the list of suspects', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      ts: at(i),
      email: `e${i}`,
      device: `d${i}`,
    }))
    const shared = rows.map((row, i) => ({ ...row, ts: at(i + 30), email: 'nobody' }))
    const space = await openSpace([...rows, ...shared])
    expect(await space.ask('GET', '/suspects')).toMatchObject([
      { id: 'email:nobody', neighbours: 30, rowsInMonth: 30 },
    ])
  })
})

describe('what is asked of a space', () => {
  it('are ids that hold a text: the same, those that begin with it, then by priority', async () => {
    const space = await openSpace([
      { ts: at(0), email: 'Ann@x.io', user: 'mary-ann' },
      { ts: at(1), email: 'ann', device: 'd1' },
      { ts: at(2), user: 'bob', device: 'd1' },
    ])
    const find = (text: string) =>
      space.ask('GET', `/identities?search=${encodeURIComponent(text)}`)
    expect(await find('ann')).toEqual(['email:Ann@x.io', 'email:ann', 'user:mary-ann'])
    expect(await find('email:ann')).toEqual(['email:ann', 'email:Ann@x.io'])
    expect(await find('%')).toEqual([])
    expect(await space.ask('GET', '/identities?limit=2')).toEqual(['user:bob', 'user:mary-ann'])
  })

  it('is what people said, the latest first, with what was taken back', async () => {
    const space = await openSpace(plain)
    const { change: first } = await space.edit('/merge', {
      ids: ['email:a', 'email:b'],
      note: 'same phone',
    })
    await space.edit('/split', { ids: ['device:d1'] })
    const { change: undo } = await space.edit(`/changes/${first}/undo`)
    const ledger = await space.ask<IdentityLedger>('GET', '/ledger')
    expect(ledger).toMatchObject([
      { change: undo, kind: 'undo', target: first, about: [], isUndone: false },
      { kind: 'never', about: expect.arrayContaining([['device:d1', 'email:a']]), count: 3 },
      { kind: 'together', about: [['email:a', 'email:b']], note: 'same phone', isUndone: true },
    ])
    expect(await space.ask('GET', '/ledger?limit=1')).toEqual(ledger.slice(0, 1))
  })

  it('are the latest changes, in their order', async () => {
    const space = await openSpace(plain)
    const { change } = await space.edit('/merge', { ids: ['email:a', 'email:b'] })
    await space.edit(`/changes/${change}/undo`)
    const all = await changes(space)
    expect(all.map(({ detail }) => detail.kind)).toEqual(['merged', 'split'])
    expect(await changes(space, undefined, '&latest=1')).toEqual(all.slice(1))
    expect(await changes(space, undefined, '&latest=9')).toEqual(all)
  })
})
