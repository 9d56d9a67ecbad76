import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { DeliveryBatch } from '../../src/destinations/destination.ts'
import { createReceiver, type Receiver } from './receiver.ts'

/** What a receiver does with a call instead of taking it all. */
export type Fault = (
  call: {
    readonly body: DeliveryBatch
    readonly request: IncomingMessage
    readonly response: ServerResponse
  },
  receiver: Receiver,
) => void

/** A receiver of webhooks on this machine. */
export interface HttpReceiver extends Receiver {
  readonly url: string
  /** Bodies as they came, with the headers. */
  readonly calls: { readonly body: DeliveryBatch; readonly headers: IncomingMessage['headers'] }[]
  /** Chosen for each call; takes it where there is none. */
  fault: (() => Fault | undefined) | undefined
  close(): Promise<void>
}

export async function openHttpReceiver(): Promise<HttpReceiver> {
  const receiver = createReceiver()
  const calls: HttpReceiver['calls'] = []
  const take: Fault = ({ body, response }) => {
    receiver.take(body)
    response.end('{}')
  }
  const server: Server = createServer((request, response) => {
    void text(request).then((written) => {
      const body = JSON.parse(written) as DeliveryBatch
      if (body.changes.length === 0) {
        response.end('{}')
        return
      }
      calls.push({ body, headers: request.headers })
      const fault = open.fault?.() ?? take
      fault({ body, request, response }, receiver)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const open: HttpReceiver = {
    ...receiver,
    url: `http://127.0.0.1:${port}/hook`,
    calls,
    fault: undefined,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return open
}
