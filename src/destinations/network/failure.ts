import { getSystemErrorName } from 'node:util'
import { ThroughlineError } from '../../model/errors.ts'
import { getOwn } from '../../model/own.ts'
import { OutgoingError } from '../../outgoing/index.ts'
import { DestinationError } from '../destination-error.ts'

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it ended the connection',
  EPIPE: 'it ended the connection',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'it cannot be reached',
  ETIMEDOUT: 'it does not answer in time',
}

/**
 * What every connection can fail by, in words of our own: nothing that the other side sent is quoted. Undefined
 * where it is for the type to tell.
 */
export function findNetworkFailure(thrown: unknown): DestinationError | undefined {
  if (thrown instanceof DestinationError) return thrown
  if (thrown instanceof OutgoingError) return failure(thrown.message, 'later', thrown)
  if (thrown instanceof ThroughlineError) {
    return failure(`${thrown.message}: ${thrown.hint}`, 'after-user-action', thrown)
  }
  const code = codeOf(thrown)
  const reason = getOwn(reasons, code)
  if (reason !== undefined) return failure(reason, 'later', thrown)
  if (isOfTls(code)) {
    const words = `its certificate or encryption is not accepted (${code})`
    return failure(words, 'after-user-action', thrown)
  }
  return undefined
}

/** The same; what nobody knows is tried later. */
export const asNetworkFailure = (thrown: unknown): DestinationError =>
  findNetworkFailure(thrown) ?? failure('the connection to it failed', 'later', thrown)

const failure = (message: string, retry: DestinationError['retry'], cause: unknown) =>
  new DestinationError(message, retry, { cause })

/** Of the error, or of the first that it is made of. */
export function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ''
  // Some clients have codes of their own, beside the system's number.
  const number = 'errno' in thrown ? Number(thrown.errno) : 0
  if (number < 0) return getSystemErrorName(number)
  if ('code' in thrown && thrown.code !== undefined) return String(thrown.code)
  return thrown instanceof AggregateError ? codeOf(thrown.errors[0]) : codeOf(thrown.cause)
}

const isOfTls = (code: string): boolean =>
  /CERT|^ERR_TLS|^ERR_SSL|EPROTO|UNABLE_TO_|SELF_SIGNED/.test(code)
