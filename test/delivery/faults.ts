import type { Fault } from './http-receiver.ts'

const taken = (index: number, of: number) => index % of === 0

/** What receivers do that are not well. Those that take something take it before they fail. */
export const faults: Readonly<Record<string, Fault>> = {
  'answers 500': ({ response }) => void response.writeHead(500).end('oh no'),
  'takes it and answers 500': ({ body, response }, receiver) => {
    receiver.take(body)
    response.writeHead(500).end()
  },
  'is down for a while': ({ response }) =>
    void response.writeHead(503, { 'Retry-After': '2' }).end(),
  'is asked too often': ({ response }) =>
    void response.writeHead(429, { 'Retry-After': '1' }).end(),
  'takes half and closes': ({ body, request }, receiver) => {
    const half = body.changes.flatMap((_, index) => (taken(index, 2) ? [index] : []))
    receiver.take(body, half)
    request.socket.destroy()
  },
  'takes it and closes in mid-body': ({ body, response }, receiver) => {
    receiver.take(body)
    response.writeHead(200, { 'Content-Length': '100' })
    response.write('{"reje')
    setTimeout(() => response.socket?.destroy(), 5)
  },
  'takes some and says 200': ({ body, response }, receiver) => {
    const rejected = body.changes.flatMap((_, index) =>
      taken(index, 3) ? [{ index, reason: 'not today' }] : [],
    )
    const refused = new Set(rejected.map(({ index }) => index))
    receiver.take(
      body,
      body.changes.flatMap((_, index) => (refused.has(index) ? [] : [index])),
    )
    response.end(JSON.stringify({ rejected }))
  },
  'says that one was rejected who was not sent': ({ body, response }, receiver) => {
    receiver.take(body)
    response.end(JSON.stringify({ rejected: [{ index: 10_000, reason: 'who?' }] }))
  },
  'talks nonsense in its list': ({ response }) =>
    void response.end(JSON.stringify({ rejected: 'all' })),
  'is slow': ({ body, response }, receiver) => {
    setTimeout(() => {
      receiver.take(body)
      response.end()
    }, 20)
  },
  'refuses the batch': ({ response }) => void response.writeHead(400).end('bad'),
  'closes at once': ({ request }) => void request.socket.destroy(),
}
