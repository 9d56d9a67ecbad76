import type { MiddlewareHandler } from 'hono'
import { ThroughlineError } from '../model/errors.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Of a body that is held in memory. */
    mostBodyBytes: number
  }
}

/** Refuses larger bodies: at once where they say how large they are, else while they are read (`readBody`). */
export function createBodyLimit(limitBytes: number): MiddlewareHandler {
  return (context, next) => {
    if (Number(context.req.header('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes)
    context.set('mostBodyBytes', limitBytes)
    return next()
  }
}

export const tooLarge = (limitBytes: number): ThroughlineError =>
  new ThroughlineError('server/body-too-large', { limitBytes })
