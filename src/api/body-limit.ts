import type { MiddlewareHandler } from 'hono'
import { readLimit } from '../model/budgets/index.ts'
import { ThroughlineError } from '../model/errors.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Of a body that is held in memory. */
    mostBodyBytes: number
    /** Told of each piece that is held, before the next one is read. Errors: server/full. */
    holdBytes: (bytes: number) => void
  }
}

/**
 * Refuses larger bodies: at once where they say how large they are, else while they are read (`readBody`). All that
 * are held at the same time have a limit, too, whoever sends them.
 */
export function createBodyLimit(
  limitBytes: number,
  limitOfAllBytes = readLimit('bodies-mb') * 2 ** 20,
): MiddlewareHandler {
  let held = 0
  return async (context, next) => {
    if (Number(context.req.header('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes)
    context.set('mostBodyBytes', limitBytes)
    let own = 0
    context.set('holdBytes', (bytes) => {
      if (held + bytes > limitOfAllBytes) throw new ThroughlineError('server/full', { seconds: 5 })
      own += bytes
      held += bytes
    })
    try {
      await next()
    } finally {
      held -= own
    }
  }
}

export const tooLarge = (limitBytes: number): ThroughlineError =>
  new ThroughlineError('server/body-too-large', { limitBytes })
