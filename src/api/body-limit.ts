import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ThroughlineError } from '../model/errors.ts'

/** Refuses larger bodies, except files on their way to an import, which go to disk. */
export function limitBody(limitBytes: number): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: limitBytes,
    onError: () => {
      throw new ThroughlineError('server/body-too-large', { limitBytes })
    },
  })
  return (context, next) => (context.req.path.endsWith('/import') ? next() : limit(context, next))
}
