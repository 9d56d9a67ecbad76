import type { HonoRequest } from 'hono'
import { ThroughlineError } from '../../model/errors.ts'

/**
 * Refuses what pages of other sites send, and those of other ports of this machine. Browsers say where a
 * request comes from; scripts and the command line say nothing, and pass. Links to an answer work.
 *
 * @throws ThroughlineError `server/foreign-page`
 */
export function refuseForeignPages({ method, header }: Asked): void {
  if (isReading(method) && header('sec-fetch-mode') === 'navigate') return
  const site = header('sec-fetch-site')
  const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  const origin = header('origin')
  if (!isForeignSite && (origin === undefined || isOrigin(origin, header('host')))) return
  throw new ThroughlineError('server/foreign-page', { origin: origin ?? site ?? '' })
}

/** What browsers say with a request. */
interface Asked {
  readonly method: string
  readonly header: (name: string) => string | undefined
}

export const askedBy = (req: HonoRequest): Asked => ({
  method: req.method,
  header: (name) => req.header(name),
})

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD'

/** Host and port are compared; the scheme is not known behind a proxy that ends TLS. */
function isOrigin(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false
  const { protocol, host: given } = new URL(origin)
  const own = `${protocol}//${host}`
  return URL.canParse(own) && new URL(own).host === given && given !== ''
}
