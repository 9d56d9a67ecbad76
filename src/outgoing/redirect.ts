import type { IncomingMessage } from 'node:http'
import { OutgoingError } from './outgoing-error.ts'

export const MOST_REDIRECTS = 5

const redirects: readonly number[] = [301, 302, 303, 307, 308]
/** Those that ask for the same method and body again. */
const repeating: readonly number[] = [307, 308]

/** Whether an answer is somewhere else. */
export const isRedirect = ({ statusCode = 0, headers }: IncomingMessage): boolean =>
  redirects.includes(statusCode) && headers.location !== undefined

/** Where a redirect leads from `url`. @throws OutgoingError */
export function followRedirect(url: URL, { headers: { location = '' } }: IncomingMessage): URL {
  if (!URL.canParse(location, url.href)) throw new OutgoingError('it redirects to no address')
  const to = new URL(location, url.href)
  if (url.protocol === 'https:' && to.protocol !== 'https:') {
    throw new OutgoingError('it redirects from https to http')
  }
  return to
}

/** A body goes only where it is asked for again: other redirects would become a `GET`. @throws OutgoingError */
export function refuseLosingBody({ statusCode = 0 }: IncomingMessage): void {
  if (repeating.includes(statusCode)) return
  throw new OutgoingError(`it redirects with status ${statusCode}, which loses what was sent`)
}
