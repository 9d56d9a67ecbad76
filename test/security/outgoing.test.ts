import { readdir } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Server as Sockets,
} from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const csv = 'who,ts\nann,2026-01-01T10:00:00Z\nbob,2026-01-02T10:00:00Z\n'
const secret = 'the secret of another server'

let asked: { url: string; headers: Record<string, unknown> }[] = []
const answers: Record<string, RequestListener> = {
  '/a.csv': (_, response) => response.end(csv),
  '/missing.csv': (_, response) => response.writeHead(404).end(secret),
  '/broken.csv': (_, response) => response.writeHead(500, secret).end(secret),
  '/moved.csv': (_, response) => response.writeHead(302, { location: '/a.csv' }).end(secret),
  '/loop.csv': (_, response) => response.writeHead(307, { location: '/loop.csv' }).end(),
  '/to-file.csv': (_, response) =>
    response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-metadata.csv': (_, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/endless.csv': (_, response) => {
    response.write(csv)
    const timer = setInterval(() => response.write('ann,2026-01-01T10:00:00Z\n'.repeat(10_000)), 5)
    response.on('close', () => clearInterval(timer))
  },
  '/stalls.csv': (_, response) => void response.write(csv),
  '/drips.csv': (_, response) => {
    const timer = setInterval(() => response.write('a'), 50)
    response.on('close', () => clearInterval(timer))
  },
  '/cut.csv': (_, response) => {
    response.writeHead(200, { 'content-length': 1000 })
    response.write(csv, () => response.destroy())
  },
}

let server: Server
let silent: Sockets
let address = ''
let silentAddress = ''
let allowing: Workspace
const portOf = (listening: Server | Sockets) => (listening.address() as AddressInfo).port

beforeAll(async () => {
  server = createServer((request, response) => {
    const { url = '', headers } = request
    asked.push({ url, headers })
    const answer = answers[url.replace(/\?.*/, '')]
    if (answer) answer(request, response)
    else response.writeHead(404).end(secret)
  })
  silent = createSocketServer((socket) => void socket.on('error', () => {}).resume())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${portOf(server)}`
  silentAddress = `http://127.0.0.1:${portOf(silent)}/x.csv`
  const limits = { firstByteSeconds: 8, idleSeconds: 1, totalSeconds: 9, bytes: 1_000_000 }
  allowing = await openWorkspace({ threads: 1, outgoing: { allowsPrivateTargets: true, limits } })
})
afterEach(() => {
  asked = []
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  silent.close()
  await allowing.close()
})

const fetchInto = (workspace: Workspace, url: string, id = 'web', signal?: AbortSignal) =>
  workspace.call('POST', `datasets/${id}/import`, { url }, {}, signal)

describe('what another server does', () => {
  it.each([
    ['/missing.csv', 'it answered with status 404'],
    ['/broken.csv', 'it answered with status 500'],
    ['/loop.csv', 'it redirects more than 5 times'],
    ['/to-file.csv', 'neither http nor https'],
    ['/endless.csv', 'it is larger than 1000000 bytes'],
    ['/stalls.csv', 'nothing came of it for 1 seconds'],
    ['/drips.csv', 'it takes longer than 9 seconds'],
    ['/cut.csv', 'it ended the connection'],
  ])('%s is one clear error, in words of our own', async (path, reason) => {
    const { status, body, text } = await fetchInto(allowing, address + path, 'bad')
    expect([status, body['code']]).toEqual([400, 'import/unreadable'])
    expect(body['detail']).toContain(reason)
    expect(text).not.toContain(secret)
    expect((await allowing.call('GET', 'datasets/bad')).status).toBe(404)
    expect(await readdir(allowing.throughline.lake.scratchDir)).toEqual([])
  })

  it('silently accepting, or not listening, is no better', async () => {
    const late = await fetchInto(allowing, silentAddress, 'bad')
    expect(late.body['detail']).toContain('it does not answer in 8 seconds')
    const free = createSocketServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => free.once('listening', resolve))
    const gone = `http://127.0.0.1:${portOf(free)}/x.csv`
    await new Promise((resolve) => free.close(resolve))
    expect((await fetchInto(allowing, gone, 'bad')).body['detail']).toContain('refuses connections')
  })

  it('redirecting is followed, but checked', async () => {
    const moved = await fetchInto(allowing, `${address}/moved.csv`, 'moved')
    expect(moved.body).toMatchObject({ added: 2 })
    const { findTarget } = await import('../../src/outgoing/target.ts')
    const metadata = new URL('http://169.254.169.254/latest/meta-data/')
    await expect(findTarget(metadata, false)).rejects.toMatchObject({
      code: 'outgoing/private-target',
    })
  })

  it('is asked without wildcards, and its password is shown to nobody', async () => {
    const glob = await fetchInto(allowing, `${address}/{a,b}.csv`, 'bad')
    expect(glob.body['detail']).toContain('no wildcards')
    expect(asked).toEqual([])
    const named = await fetchInto(allowing, `${address.replace('//', '//me:secret@')}/a.csv`, 'own')
    expect(named.body).toMatchObject({ batches: [{ source: `${address}/a.csv` }] })
    expect(asked[0]?.headers['authorization']).toBe(
      `Basic ${Buffer.from('me:secret').toString('base64')}`,
    )
  })
})

describe('an address that does not answer', () => {
  it('is in nobody’s way, nor are eight of them', async () => {
    let ended = 0
    const waiting = Array.from({ length: 8 }, async (_, index) => {
      const id = index < 4 ? 'same' : `other-${index}`
      const answer = await fetchInto(allowing, silentAddress, id)
      ended += 1
      return answer
    })
    await new Promise((resolve) => setTimeout(resolve, 200))
    const started = performance.now()
    expect((await allowing.call('GET', '/healthz')).status).toBe(200)
    expect(performance.now() - started).toBeLessThan(100)
    expect((await allowing.call('GET', '/readyz')).status).toBe(200)
    expect((await allowing.call('GET', 'status')).status).toBe(200)
    const rows = [{ who: 'ann', ts: '2026-01-01T10:00:00Z' }]
    expect((await allowing.call('POST', 'datasets/same/rows', rows)).body).toMatchObject({
      added: 1,
    })
    expect((await fetchInto(allowing, `${address}/a.csv`, 'same')).body).toMatchObject({ added: 2 })
    expect(ended).toBe(0)
    for (const { body } of await Promise.all(waiting)) {
      expect(body).toMatchObject({ code: 'import/unreadable' })
    }
  })

  it('is left when the client leaves', async () => {
    const client = new AbortController()
    const closed = new Promise<void>((resolve) =>
      silent.once('connection', (socket) => socket.once('close', () => resolve())),
    )
    const importing = fetchInto(allowing, silentAddress, 'left', client.signal)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const started = performance.now()
    client.abort()
    await importing
    await closed
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('S3', () => {
  const environment = {
    AWS_ENDPOINT_URL_S3: '',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-told',
    AWS_REGION: 'eu-central-1',
  }
  const keys = (names: readonly string[], next: string) =>
    `<?xml version="1.0"?><ListBucketResult>${names.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('')}${next}</ListBucketResult>`
  beforeAll(() => {
    Object.assign(process.env, environment, { AWS_ENDPOINT_URL_S3: address })
    answers['/my-bucket/'] = ({ url = '' }, response) =>
      response.end(
        url.includes('continuation-token')
          ? keys(['in/c.csv', 'in/deep/d.csv'], '')
          : keys(
              ['in/a &amp; b.csv', 'in/x.txt'],
              '<NextContinuationToken>n</NextContinuationToken>',
            ),
      )
    answers['/my-bucket/in/c.csv'] = answers['/a.csv']!
    answers['/my-bucket/in/a%20%26%20b.csv'] = answers['/a.csv']!
  })
  afterAll(() => {
    for (const name of Object.keys(environment)) delete process.env[name]
  })

  it('is asked with a signature, file by file of a glob', async () => {
    const one = await fetchInto(allowing, 's3://my-bucket/in/c.csv', 's3')
    expect(one.body).toMatchObject({ added: 2, batches: [{ source: 's3://my-bucket/in/c.csv' }] })
    expect(asked[0]?.headers['authorization']).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d+\/eu-central-1\/s3\/aws4_request/,
    )
    const all = await fetchInto(allowing, 's3://my-bucket/in/*.csv', 's3-all')
    expect(all.body).toMatchObject({
      batches: [{ source: 's3://my-bucket/in/a & b.csv' }, { source: 's3://my-bucket/in/c.csv' }],
    })
    const none = await fetchInto(allowing, 's3://my-bucket/out/*.csv', 's3-none')
    expect(none.body).toMatchObject({ code: 'import/not-found' })
  })

  it('takes no bucket for another host', async () => {
    for (const bucket of ['a@169.254.169.254', '169.254.169.254:80', 'x/../..', 'A']) {
      const { status } = await fetchInto(allowing, `s3://${bucket}/x.csv`, 'bad')
      expect([400, 404]).toContain(status)
    }
  })
})
