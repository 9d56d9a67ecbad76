import type { Context } from 'hono'
import { ThroughlineError } from '../model/errors.ts'

/** The body as JSON. Errors: server/invalid-body. */
export async function jsonBody(context: Context): Promise<unknown> {
  const text = await context.req.text()
  return parseJson(text)
}

/** Errors: server/invalid-body. */
export function parseJson(text: string, place = ''): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const reason = `${place}${error instanceof Error ? error.message : String(error)}`
    throw new ThroughlineError('server/invalid-body', { reason })
  }
}
