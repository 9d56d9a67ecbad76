import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { batchOf, entered, left } from '../../test/support/deliveries.ts'
import { oddPeople } from '../../test/support/odd-people.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import { openOutgoing } from '../outgoing/index.ts'
import { kafka, messagesOf } from './kafka.ts'

const never = new AbortController().signal
const servers: Server[] = []
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

/** Answers the first question, which APIs there are, and the second, which brokers, with one elsewhere. */
async function openBroker(told: { host: string; port: number }): Promise<number> {
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.on('data', (question: Buffer) => {
      const isOfApis = question.readInt16BE(4) === 18
      const body = isOfApis ? apis : metadata(told)
      const head = Buffer.alloc(8)
      head.writeInt32BE(body.length + 4, 0)
      head.writeInt32BE(question.readInt32BE(8), 4)
      socket.write(Buffer.concat([head, body]))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const int16 = (number: number) => Buffer.from([(number >> 8) & 255, number & 255])
const int32 = (number: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(number)
  return bytes
}
const text = (value: string) => Buffer.concat([int16(value.length), Buffer.from(value)])

/** Version 0 of produce, metadata and of this question itself. */
const apis = Buffer.concat([
  int16(0),
  int32(3),
  ...[0, 3, 18].flatMap((key) => [int16(key), int16(0), int16(0)]),
])
/** A topic with one partition, of the broker that is told. */
const metadata = ({ host, port }: { host: string; port: number }) =>
  Buffer.concat([
    int32(1),
    int32(7),
    text(host),
    int32(port),
    int32(1),
    int16(0),
    text('audiences'),
    int32(1),
    int16(0),
    int32(0),
    int32(7),
    int32(1),
    int32(7),
    int32(1),
    int32(7),
  ])

const open = (port: number, more: object = {}) =>
  openDestination(kafka, {
    settings: { brokers: [`127.0.0.1:${port}`], topic: 'audiences', tls: 'off' },
    ...more,
  })

describe('messages', () => {
  it('say of each change all there is, with the person as the key', () => {
    const ann = entered('ann', { attributes: { 'crm.age': 30 } })
    const [first, second] = messagesOf(batchOf([ann, left('bob')]))
    expect(first).toMatchObject({
      key: 'ann',
      timestamp: String(Date.parse(ann.at)),
      headers: { 'throughline-audience': 'vip', 'throughline-epoch': '1' },
    })
    expect(JSON.parse(String(first!.value))).toEqual({
      audience: { id: 'vip', name: 'Buyers' },
      run: 'run-1',
      ...ann,
    })
    expect(JSON.parse(String(second!.value))).toMatchObject({ status: 'left', epoch: 2 })
  })

  it('keep every person apart, whatever they are called', () => {
    const messages = messagesOf(batchOf(oddPeople.map((person) => entered(person))))
    expect(messages.map(({ key }) => key)).toEqual(oddPeople)
  })
})

describe('brokers', () => {
  it('that are away are tried later', async () => {
    const destination = await open(1)
    const failure = { retry: 'later', message: 'it refuses connections' }
    await expect(destination.deliver(batchOf([entered('ann')]), never)).rejects.toMatchObject(
      failure,
    )
    await expect(destination.check!(never)).rejects.toMatchObject(failure)
  })

  it('at private addresses are not asked unless they are allowed', async () => {
    const destination = await open(1, { outgoing: { allowsPrivateTargets: false } })
    await expect(destination.check!(never)).rejects.toMatchObject({
      retry: 'after-user-action',
      message: expect.stringContaining('--allow-private-targets'),
    })
  })

  it('that others name are asked only where they may be', async () => {
    const reached: string[] = []
    const elsewhere = createServer((socket) => {
      sockets.push(socket)
      reached.push(String(socket.remoteAddress))
    })
    servers.push(elsewhere)
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const { port } = elsewhere.address() as AddressInfo
    const first = await openBroker({ host: '127.0.0.1', port })
    const asked: string[] = []
    const guarded = openOutgoing({ allowsPrivateTargets: false })
    const open = await kafka.open({
      id: 'test',
      settings: kafka.settings.parse({
        brokers: [`broker.test:${first}`],
        topic: 'audiences',
        tls: 'off',
      }),
      secrets: {},
      folder: '',
      lake: undefined as never,
      outgoing: {
        ...guarded,
        findAddress(host) {
          asked.push(host)
          return host === 'broker.test' ? Promise.resolve('127.0.0.1') : guarded.findAddress(host)
        },
      },
    })
    await expect(open.deliver(batchOf([entered('ann')]), never)).rejects.toMatchObject({
      message: expect.stringMatching(/brokers|public/),
    })
    expect(asked).toContain('127.0.0.1')
    expect(reached).toEqual([])
  })
})

describe('settings of Kafka', () => {
  it.each([['host'], ['kafka://host:9092'], ['user:secret@host:9092'], ['a b:1']])(
    'have no broker like %j',
    (broker) => {
      expect(kafka.settings.safeParse({ brokers: [broker], topic: 'a' }).success).toBe(false)
    },
  )
})
