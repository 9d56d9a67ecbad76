import { MIMEType } from 'node:util'
import type { HonoRequest } from 'hono'
import { ThroughlineError } from '../../model/errors.ts'

/** Any type that a browser asks about before it lets a foreign page send it. */
export const ANY_FILE = '*/*'

const JSON_TYPE = 'application/json'
const UNNAMED = 'application/octet-stream'

/** What a foreign page, such as one with a form, may send without having asked. */
const sentByForms = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']

/**
 * Refuses bodies of another type than the route takes; routes without a body take an empty one, or JSON.
 *
 * @throws ThroughlineError `server/wrong-content-type`
 */
export function checkContentType(req: HonoRequest, types: readonly string[] = [JSON_TYPE]): void {
  if (req.method === 'GET' || req.method === 'HEAD' || isEmpty(req)) return
  const given = mediaType(req)
  const isAllowed =
    types.includes(given) || (types.includes(ANY_FILE) && !sentByForms.includes(given))
  if (!isAllowed) {
    const allowed = types.filter((type) => type !== ANY_FILE)
    throw new ThroughlineError('server/wrong-content-type', { given, allowed })
  }
}

/** The type of a body without its parameters, in lower case. */
export function mediaType(req: HonoRequest): string {
  const given = req.header('content-type')
  if (given === undefined) return UNNAMED
  try {
    return new MIMEType(given).essence
  } catch {
    return given
  }
}

function isEmpty(req: HonoRequest): boolean {
  const hasLength = Number(req.header('content-length') ?? 0) > 0
  const hasBody = hasLength || req.header('transfer-encoding') !== undefined
  return !hasBody && req.header('content-type') === undefined
}
