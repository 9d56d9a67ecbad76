import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ThroughlineError } from '../model/errors.ts'

/** Refuses larger bodies. */
export function createBodyLimit(limitBytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: limitBytes,
    onError: () => {
      throw new ThroughlineError('server/body-too-large', { limitBytes })
    },
  })
}
