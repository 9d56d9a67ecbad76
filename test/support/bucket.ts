import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** The bucket `my-bucket` in memory, which fails after so many objects. */
export function openBucket() {
  const objects = new Map<string, Buffer>()
  const state = {
    objects,
    failsAfter: Number.POSITIVE_INFINITY,
    failsWith: 400,
    signatures: [] as string[],
  }
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://bucket')
    const key = decodeURIComponent(url.pathname.slice('/my-bucket/'.length))
    state.signatures.push(String(request.headers['authorization']))
    if (request.method === 'PUT') {
      const body = await buffer(request)
      const sha256 = createHash('sha256').update(body).digest('hex')
      const isRight = request.headers['x-amz-content-sha256'] === sha256
      if (!isRight) return void response.writeHead(400).end()
      if (objects.size >= state.failsAfter) {
        return void response.writeHead(state.failsWith).end()
      }
      objects.set(key, body)
      return void response.end()
    }
    if (url.searchParams.has('list-type')) {
      const prefix = url.searchParams.get('prefix') ?? ''
      const keys = [...objects.keys()].filter((name) => name.startsWith(prefix))
      const xml = keys.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('')
      return void response.end(`<?xml version="1.0"?><ListBucketResult>${xml}</ListBucketResult>`)
    }
    const found = objects.get(key)
    return void (found ? response.end(found) : response.writeHead(404).end())
  })
  return { ...state, state, server }
}
