import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPersons } from './support/stitched-persons.ts'
import { openWorkspace, type Workspace } from './support/workspace.ts'

// So many that texts, identities and owners are looked up in memory, see src/lake/lookups-aside.ts.
const cookies = 180_000
const visits = 4

/** Who is on a cookie, and on some somebody else from the last visit on; nobody is known on a fifth of them. */
function userOf(cookie: number, visit: number): string | null {
  if (cookie % 5 === 0) return null
  return `u${(cookie % 1000 === 1 && visit === 3 ? cookie + 7 : cookie) % 40_000}`
}

const cookieText = (cookie: number) => `c${cookie}`

/** Only the second and the last visit say who it is. */
function lineOf(n: number): string {
  const [cookie, visit] = [n % cookies, Math.floor(n / cookies)]
  const user = visit % 2 === 1 ? (userOf(cookie, visit) ?? '') : ''
  const time = new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString()
  return `${time},${n},${cookieText(cookie)},${user}\n`
}

const fields = { ts: 'timestamp', n: 'number', cookie: 'string', user: 'string' }
const persistent = { persistentId: 'cookie', namespace: 'cookie' }
const identities = ['user', 'cookie'].map((field) => ({ field, namespace: field }))
const connect = (id: string, stitch: object, more: object = {}) => ({
  ...{ kind: 'connection', id },
  datasets: [{ dataset: 'web', personId: 'user', namespace: 'user', stitch, ...more }],
})

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace({ threads: 2 })
  await workspace.post('apply', [
    { kind: 'dataset', id: 'web', type: 'event', timestamp: 'ts', fields },
  ])
  const lines = Array.from({ length: cookies * visits }, (_, n) => lineOf(n))
  await workspace.upload('web', 'web.csv', `ts,n,cookie,user\n${lines.join('')}`)
})
afterAll(() => workspace.close())

it.each([
  ['a field', [connect('all', { method: 'field', ...persistent })]],
  [
    'a graph',
    [
      {
        ...{ kind: 'identity-space', id: 'people' },
        namespaces: [
          { id: 'user', unique: true },
          { id: 'cookie', device: true },
        ],
      },
      connect(
        'all',
        { method: 'graph', space: 'people', ...persistent, target: 'user' },
        { identities },
      ),
    ],
  ],
])('by %s, each row of many people is whose it is', async (_, definitions) => {
  await workspace.post('apply', definitions)
  const found = await readPersons(workspace.throughline.lake, 'all', 'n')
  const wrong: unknown[] = []
  for (let n = 0; n < cookies * visits; n++) {
    const [cookie, visit] = [n % cookies, Math.floor(n / cookies)]
    const expected = userOf(cookie, visit) ?? cookieText(cookie)
    if (found[n] !== expected && wrong.length < 10) wrong.push({ n, found: found[n], expected })
  }
  expect(wrong).toEqual([])
})
