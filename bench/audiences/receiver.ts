import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A webhook on loopback that keeps who is in. */
export interface Receiver {
  readonly url: string
  readonly members: ReadonlySet<string>
  /** Changes that arrived. */
  count(): number
  close(): Promise<void>
}

interface Delivered {
  readonly changes: readonly { readonly person: string; readonly status: string }[]
}

export async function startReceiver(): Promise<Receiver> {
  const members = new Set<string>()
  let changes = 0
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(pieces).toString()) as Delivered
      for (const { person, status } of body.changes) {
        if (status === 'entered') members.add(person)
        else members.delete(person)
      }
      changes += body.changes.length
      response.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    members,
    count: () => changes,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
