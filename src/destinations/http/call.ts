import { validateHeaderValue } from 'node:http'
import { ThroughlineError } from '../../model/errors.ts'
import {
  type Outgoing,
  type OutgoingAnswer,
  OutgoingError,
  type OutgoingRequest,
} from '../../outgoing/index.ts'
import { DestinationError } from '../destination-error.ts'

/**
 * Asks the other side, and gives its answer, whatever its status.
 *
 * @throws DestinationError where there is no answer, or it may not be asked
 */
export async function call(
  outgoing: Outgoing,
  address: string,
  request: OutgoingRequest,
  signal: AbortSignal,
): Promise<OutgoingAnswer> {
  refuseBrokenHeaders({ ...request.headers, ...request.credentials })
  try {
    return await outgoing.send(address, request, signal)
  } catch (error) {
    if (error instanceof OutgoingError) throw unreachable(address, error)
    if (!(error instanceof ThroughlineError)) throw error
    throw new DestinationError(error.message, 'after-user-action', { cause: error })
  }
}

const unreachable = (address: string, error: OutgoingError): DestinationError =>
  new DestinationError(`${hostOf(address)} gave no answer: ${error.message}`, 'later', {
    cause: error,
  })

const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).host : 'the address'

/** A line feed at the end of a secret, say. */
function refuseBrokenHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderValue(name, value)
    } catch {
      const message = `the header ${name} holds a character that no header can, such as a line feed at its end`
      throw new DestinationError(message, 'after-user-action')
    }
  }
}
