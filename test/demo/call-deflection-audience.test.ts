import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AudienceLift } from '../../src/model/answers/lift.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

interface Delivered {
  readonly audience: { readonly id: string }
  readonly changes: readonly {
    readonly person: string
    readonly status: string
    readonly epoch: number
    readonly identities: readonly { readonly namespace: string; readonly id: string }[]
  }[]
}

let workspace: Workspace
let server: Server
const delivered: Delivered[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString()
      expectSigned(request.headers, body)
      delivered.push(JSON.parse(body) as Delivered)
      response.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  workspace = await openWorkspace({ threads: 1, outgoing: { allowsPrivateTargets: true } })
  await workspace.post('demo?people=300&day=2026-03-01', {})
})
afterAll(async () => {
  await workspace.close()
  await new Promise((resolve) => server.close(resolve))
})

function expectSigned(headers: IncomingHttpHeaders, body: string): void {
  const [, t, v1] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['throughline-signature'])) ?? []
  expect(v1).toBe(createHmac('sha256', 's3cret').update(`${t}.${body}`).digest('hex'))
  expect(headers['idempotency-key']).toBeTruthy()
}

const people = () => delivered.flatMap(({ changes }) => changes.map(({ person }) => person))

it('lets a caller in with their next event, tells the webhook, the profile, and what it brought', async () => {
  const { port } = server.address() as AddressInfo
  await workspace.post('apply', [
    {
      kind: 'segment',
      id: 'called-lately',
      dataView: 'harbor-and-pine',
      definition: { container: 'person', where: { metric: 'calls', op: 'exists' } },
    },
    {
      kind: 'destination',
      id: 'hook',
      type: 'webhook',
      settings: { url: `http://127.0.0.1:${port}/` },
      secrets: { signing: 's3cret' },
      identities: ['customer'],
    },
    {
      kind: 'audience',
      id: 'callers',
      dataView: 'harbor-and-pine',
      segments: ['called-lately'],
      refresh: 'live',
      holdOut: { percent: 30, salt: 'x' },
      destinations: ['hook'],
    },
  ])
  const { body: at } = await workspace.call('POST', 'audiences/callers/publish')
  const before = await expectedOf('called-lately')
  expect(at['members']).toBe(before)
  await expect.poll(() => people().length).toBe(before - Number(at['heldOut']))
  expect(Number(at['heldOut'])).toBeGreaterThan(0)

  const caller = await findQuiet()
  await workspace.post('datasets/calls/rows', [
    {
      ts: '2026-02-28T12:00:00Z',
      call_id: 'late-1',
      customer_id: caller,
      reason: 'Order status',
      duration_seconds: 60,
      outcome: 'Solved',
      cost: 5,
    },
  ])
  const member = async () => {
    const found = await workspace.call('GET', `audiences/callers/members?person=${caller}`)
    return (found.body['rows'] as readonly { heldOut: boolean }[])[0]
  }
  await expect.poll(member).toMatchObject({ status: 'member', epoch: 1 })
  const isHeldOut = (await member())!.heldOut
  await expect.poll(() => people().includes(caller)).toBe(!isHeldOut)
  const profile = await workspace.call('GET', `profiles?namespace=customer&id=${caller}`)
  expect(profile.body).toMatchObject({
    person: caller,
    audiences: { callers: { status: expect.stringMatching(/realized|existing/) } },
  })

  const lift = await workspace.call('GET', 'audiences/callers/lift?metrics=calls')
  const [metric] = (lift.body as unknown as AudienceLift).metrics
  expect(metric!.treated.people + metric!.heldOut.people).toBe(before + 1)
})

/** The people whom the same segment finds in a report. */
async function expectedOf(segment: string): Promise<number> {
  const { count } = await workspace.post<{ count: number }>('reports', {
    kind: 'people',
    dataView: 'harbor-and-pine',
    segments: [segment],
  })
  return count
}

/** Somebody who is known by their customer id and has never called. */
async function findQuiet(): Promise<string> {
  const ask = async (segments: readonly object[]) => {
    const request = { kind: 'people', dataView: 'harbor-and-pine', segments, limit: 10_000 }
    const found = await workspace.post<{ people: readonly string[] }>('reports', request)
    return found.people
  }
  const calls = { metric: 'calls', op: 'exists' }
  const quiet = await ask([
    { container: 'person', where: { not: { container: 'person', where: calls } } },
  ])
  const customers = quiet.filter((id) => /^C/i.test(id))
  expect(customers.length).toBeGreaterThan(0)
  return customers[0]!
}
