import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { ThroughlineError } from '../model/errors.ts'

/** Lets only requests with the bearer token pass; all of them where there is none. */
export function authorize(token: string | undefined): MiddlewareHandler {
  return async (context, next) => {
    const given = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1]
    if (token !== undefined && !isSame(given ?? '', token)) {
      throw new ThroughlineError('server/unauthorized')
    }
    await next()
  }
}

/** Takes the same time wherever the texts differ. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
