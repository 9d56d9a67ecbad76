import { request } from 'node:http'
import { crowds, type LoadRequest } from './requests.ts'

// A process of its own: makes the requests of a crowd, and sends all at once when it is told to, each on a
// connection of its own. Arguments: address, name, number, write key.
const [, , url = '', name = '', count = '0', key = ''] = process.argv
const makeRequest = crowds[name]
if (makeRequest === undefined) throw new Error(`no crowd is called ${name}`)
const requests = Array.from({ length: Number(count) }, (_, client) => makeRequest(client, key))
process.once('message', async () => {
  tell(await Promise.all(requests.map(send)))
  process.disconnect?.()
})
tell('ready')

function tell(what: unknown): void {
  process.send?.(what)
}

/** The status of the answer, or how the connection failed. */
function send({ method, path, type, body }: LoadRequest): Promise<number | string> {
  return new Promise((resolve) => {
    const headers = {
      ...(type && { 'content-type': type }),
      ...(body && { 'content-length': Buffer.byteLength(body) }),
    }
    const sent = request(`${url}${path}`, { method, headers, agent: false }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode!))
      response.on('error', ({ message }) => resolve(message))
    })
    sent.on('error', ({ message }) => resolve(message))
    sent.end(body)
  })
}
