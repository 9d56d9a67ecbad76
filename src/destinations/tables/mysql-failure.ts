import { getOwn } from '../../model/own.ts'
import { DestinationError } from '../destination-error.ts'
import { asNetworkFailure, codeOf, findNetworkFailure } from '../network/failure.ts'
import { memberColumns } from './member-table.ts'

export const otherShape = (cause?: unknown): DestinationError =>
  new DestinationError(
    `the table has another shape: it needs ${memberColumns.join(', ')} with (audience, person) as its key`,
    'after-user-action',
    { cause },
  )

const refusals: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'it does not accept the user or password',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'it does not accept the user or password',
  ER_NOT_SUPPORTED_AUTH_MODE: 'it asks for a way of signing in that is not known',
  ER_DBACCESS_DENIED_ERROR: 'the user may not use the database',
  ER_BAD_DB_ERROR: 'it has no such database',
  ER_TABLEACCESS_DENIED_ERROR: 'the user may not make or write the table',
  ER_COLUMNACCESS_DENIED_ERROR: 'the user may not make or write the table',
  ER_NO_DEFAULT_FOR_FIELD: 'the table has a column of its own that must have a value',
  HANDSHAKE_NO_SSL_SUPPORT: 'it does not speak TLS: set tls to off if its network is safe',
}

const shapes = ['ER_BAD_FIELD_ERROR', 'ER_NON_INSERTABLE_TABLE', 'ER_TRUNCATED_WRONG_VALUE']

const ofValues = [
  'ER_DATA_TOO_LONG',
  'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
  'ER_WARN_DATA_OUT_OF_RANGE',
  'ER_CHECK_CONSTRAINT_VIOLATED',
  'ER_BAD_NULL_ERROR',
  'ER_SIGNAL_EXCEPTION',
  'ER_NET_PACKET_TOO_LARGE',
]

/** MariaDB’s ER_CONSTRAINT_FAILED: the client has MySQL’s names, and the numbers of both differ from here on. */
const MARIADB_CONSTRAINT = 4025

/** What MySQL or MariaDB said, in words of our own. */
export function asFailure(cause: unknown): DestinationError {
  const told = findNetworkFailure(cause)
  if (told !== undefined) return told
  const code = codeOf(cause)
  const refusal = getOwn(refusals, code)
  if (refusal !== undefined) return new DestinationError(refusal, 'after-user-action', { cause })
  if (shapes.includes(code)) return otherShape(cause)
  const number = cause instanceof Error && 'errno' in cause ? Number(cause.errno) : 0
  if (ofValues.includes(code) || number === MARIADB_CONSTRAINT) {
    return new DestinationError(`it does not take a value (${number})`, 'split', { cause })
  }
  return code.startsWith('ER_')
    ? new DestinationError(`it failed (${number})`, 'later', { cause })
    : asNetworkFailure(cause)
}
