import type { Context } from 'hono'

/** Pages of other sites may send; a browser asks before it does. Whose pages may, a source says itself. */
export function withCors({ req }: Context, answer: Response): Response {
  const origin = req.header('origin')
  if (origin === undefined) return answer
  const headers = new Headers(answer.headers)
  headers.set('access-control-allow-origin', origin)
  headers.set('access-control-allow-credentials', 'true')
  headers.set('cross-origin-resource-policy', 'cross-origin')
  headers.append('vary', 'Origin')
  if (req.method === 'OPTIONS') {
    headers.set('access-control-allow-methods', 'GET, POST')
    headers.set('access-control-allow-headers', req.header('access-control-request-headers') ?? '*')
    headers.set('access-control-max-age', '600')
  }
  return new Response(answer.body, { status: answer.status, headers })
}
