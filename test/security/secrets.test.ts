import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readInstance } from '../../src/api/application/instance.ts'

/** What nobody may read anywhere but where it was given. */
const secrets = {
  token: 'seCret-tOken-of-the-server',
  s3: 'seCret-s3-acCess-kEy',
  s3Session: 'seCret-s3-seSsion',
  inAddress: 'seCret-in-an-adDress',
  ofDatabase: 'seCret-of-a-daTabase',
  ofOtherDatabase: 'seCret-of-anoTher',
  wrongToken: 'seCret-that-is-wRong',
}
/** Those that the server makes: a write key, a session. */
const made: string[] = []

let folder: string
let child: ChildProcess
let url: string
let elsewhere: Server
const written: string[] = []
/** Answers that tell no secret on purpose. */
const answers: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-secrets-'))
  elsewhere = createServer((request, response) => {
    if (request.url === '/good.csv') return void response.end('ts,who\n2026-01-01T10:00:00Z,a\n')
    // What may be quoted by mistake.
    response.writeHead(403).end(JSON.stringify(request.headers) + request.url)
  })
  await once(elsewhere.listen(0, '127.0.0.1'), 'listening')
  child = run()
  const [line] = await once(createInterface({ input: child.stdout! }), 'line')
  url = /http:\S+/.exec(String(line))![0]
})
afterAll(async () => {
  child.kill()
  elsewhere.close()
  await rm(folder, { recursive: true, force: true })
})

const portOf = (server: Server): number => (server.address() as AddressInfo).port

function run(more: Readonly<Record<string, string>> = {}): ChildProcess {
  const words = ['serve', '--data', join(folder, 'data'), '--port', '0', '--allow-private-targets']
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    env: {
      ...process.env,
      THROUGHLINE_TOKEN: secrets.token,
      THROUGHLINE_LOG_LEVEL: 'trace',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: secrets.s3,
      AWS_SESSION_TOKEN: secrets.s3Session,
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${portOf(elsewhere)}`,
      SHOP_TABLE: `postgres://reader:${secrets.ofOtherDatabase}@127.0.0.1:${portOf(elsewhere)}/shop`,
      ...more,
    },
  })
  for (const stream of [server.stdout!, server.stderr!]) {
    stream.on('data', (bytes: Buffer) => written.push(bytes.toString()))
  }
  return server
}

interface Ask {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Whether the answer tells what was asked for: a key, a definition as it was written. */
  readonly isTold?: boolean
}

async function ask(method: string, path: string, { headers, body, isTold }: Ask = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: text }),
  })
  const answer = await response.text()
  if (!isTold) answers.push(`${method} ${path.split('?')[0]!.slice(0, 12)} → ${answer}`)
  return { status: response.status, headers: response.headers, text: answer }
}

const owner = { authorization: `Bearer ${secrets.token}` }
const api = (method: string, path: string, body?: unknown, more: Omit<Ask, 'body'> = {}) =>
  ask(method, `/api/v1/${path}`, { headers: owner, body, ...more })
const basic = (name: string, password = '') => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})

/** Signs in, wrongly too, and uses what it was given. */
async function signIn(): Promise<void> {
  for (const token of [secrets.wrongToken, secrets.token]) {
    const { headers } = await ask('POST', '/api/v1/session', { body: { token } })
    const cookie = headers.get('set-cookie')?.split(';')[0]
    if (cookie === undefined) continue
    made.push(cookie.split('=')[1]!)
    await ask('GET', '/api/v1/status', { headers: { cookie } })
    await ask('DELETE', '/api/v1/session', { headers: { cookie } })
    await ask('GET', '/api/v1/status', { headers: { cookie } })
  }
  const authorization = `Bearer ${secrets.wrongToken}`
  await ask('GET', '/api/v1/status', { headers: { authorization } })
  await ask('GET', `/api/v1/status?token=${secrets.token}`)
  await ask('POST', '/api/v1/session', { body: `{"token": "${secrets.token}` })
}

/** Calls with a key everywhere where a protocol has it, right and wrong. */
async function collect(): Promise<string> {
  await api('POST', 'apply', [
    { kind: 'source', id: 'shop', dataset: 'collected', protocols: ['segment', 'posthog', 'ga4'] },
  ])
  const { key } = JSON.parse((await api('POST', 'sources/shop/keys', {}, { isTold: true })).text)
  made.push(key, Buffer.from(`${key}:`).toString('base64'))
  const event = { type: 'track', event: 'Seen', userId: 'u' }
  for (const body of [
    { ...event, writeKey: key },
    { ...event, timestamp: 'soon', writeKey: key },
    `{"writeKey":"${key}", "batch": [`,
    { api_key: key, batch: [event] },
    { writeKey: key, batch: [1, event, { writeKey: key }] },
  ]) {
    for (const path of ['/v1/track', '/v1/batch', '/batch/', '/e/', '/capture/', '/v1/validate']) {
      await ask('POST', path, { body, headers: basic(key) })
      await ask('POST', `${path}?api_key=${key}&token=${key}`, { body })
    }
  }
  await ask('GET', `/array/${key}/config`)
  await ask('GET', `/nowhere/${key}x`, { isTold: true })
  await ask('POST', `/gtag/${key}/g/collect?v=2`, { body: 'en=Seen' })
  await ask('POST', '/v1/batch', {
    body: { batch: [event] },
    headers: { 'content-encoding': 'gzip', ...basic(key) },
  })
  await vi.waitFor(async () => {
    expect((await api('GET', 'sources/shop')).text).toMatch(/"waiting":0/)
  })
  await api('GET', 'sources/shop/rejected')
  return key
}

/** Asks other machines, with secrets, that say no and quote what they were told. */
async function reachOut(): Promise<void> {
  const port = portOf(elsewhere)
  const place = `reader:${secrets.inAddress}@127.0.0.1:${port}`
  for (const address of [
    `http://${place}/a.csv`,
    `http://${place}/*.csv`,
    `http://reader:${secrets.inAddress}@127.0.0.1:1/a.csv`,
    `http://reader:${secrets.inAddress}@[::bad/a.csv`,
    `https://${place}/a.csv`,
    `ftp://${place}/a.csv`,
    `s3://${place}/a.csv`,
    's3://my-bucket/a.csv',
    's3://my-bucket/*.csv',
  ]) {
    await api('POST', 'datasets/web/import', { url: address })
    await api('POST', 'datasets/web/preview', { url: address })
  }
  const good = `http://${place}/good.csv`
  expect((await api('POST', 'datasets/web/import', { url: good })).status).toBe(200)
  for (const path of ['datasets', 'datasets/web', 'datasets/web/batches', 'status']) {
    await api('GET', path)
  }
  await api('POST', 'backups', { to: 's3://my-bucket/refused' })
  await api('POST', 'backups', { to: `s3://${place}/x` })
}

/** Databases that are not there, or no databases. */
async function poll(): Promise<void> {
  const addresses = [
    'env:SHOP_TABLE',
    'env:NOWHERE',
    `postgres://reader:${secrets.ofDatabase}@127.0.0.1:${portOf(elsewhere)}/shop`,
    `mysql://reader:${secrets.ofDatabase}@127.0.0.1:1/shop`,
    `mysql://reader:${secrets.ofDatabase}@256.0.0.1/shop`,
    `oracle://reader:${secrets.ofDatabase}@127.0.0.1/shop`,
    `postgres://reader:${secrets.ofDatabase}@127.0.0.1:99999999/shop`,
  ]
  for (const [index, address] of addresses.entries()) {
    const id = `table-${index}`
    const table = { url: address, table: 'public.orders', cursor: 'id', every: '1h' }
    await api('POST', 'apply', [{ kind: 'source', id, dataset: 'polled', table }])
    await api('POST', `sources/${id}/run`, {})
    await api('GET', `sources/${id}/pulled`)
  }
  await api('GET', 'sources')
  await api('POST', 'apply', [{ kind: 'source', id: 'x', table: { url: secrets.ofDatabase } }])
}

/** What is kept of a definition is in a backup; what describes one, and its files, is not. */
async function readManifest(): Promise<string> {
  const to = join(folder, 'backup')
  const { folderKey } = (await readInstance(join(folder, 'data')))!
  made.push(folderKey)
  const headers = { authorization: `Bearer ${folderKey}` }
  expect((await api('POST', 'backups', { to }, { headers })).status).toBe(200)
  const manifest = await readFile(join(to, 'manifest.json'), 'utf8')
  return `${manifest} ${(await readdir(to, { recursive: true })).join(' ')}`
}

/** Each secret as it is, and as it stands in an address or in Basic authentication. */
const spellings = () =>
  [...Object.values(secrets), ...made].flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(`reader:${secret}`).toString('base64').replace(/=+$/, ''),
  ])

const findIn = (texts: readonly string[]) =>
  spellings().flatMap((secret) =>
    texts.filter((text) => text.includes(secret)).map((text) => `${secret} in ${text}`),
  )

describe('a life with secrets', () => {
  it('leaves none in the log, answers, metrics, manifests and the list of processes', async () => {
    await signIn()
    await collect()
    await reachOut()
    await poll()
    const manifest = await readManifest()
    const metrics = await ask('GET', '/metrics', { headers: owner })
    expect(metrics.text).toContain('throughline_')
    const shown = await readFile(`/proc/${child.pid}/cmdline`, 'utf8')
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    expect(made.length).toBeGreaterThanOrEqual(4)
    expect(written.join('')).toMatch(/wrong token/)
    expect(written.join('')).toMatch(/signed in/)
    expect(findIn(written)).toEqual([])
    expect(findIn(answers)).toEqual([])
    expect(findIn([manifest, shown])).toEqual([])
  })

  it.each(['postgres://reader:SECRET@127.0.0.1:1/store', 'postgres://reader:SECRET@[::bad/store'])(
    'nor does a start with %s that fails',
    async (store) => {
      written.length = 0
      const failing = run({ THROUGHLINE_STORE: store.replace('SECRET', secrets.ofDatabase) })
      const [code] = await once(failing, 'exit')
      expect(code).toBe(1)
      expect(written.join('')).toMatch(/^error /)
      expect(findIn(written)).toEqual([])
    },
  )
})
