import { pino } from 'pino'

/** To stderr, so that a command's stdout holds nothing but its answer. */
export const log = pino(
  { base: null, level: process.env['THROUGHLINE_LOG_LEVEL'] ?? 'info' },
  pino.destination({ dest: 2, sync: true }),
)

/** Keeps what went wrong on our side, under the id that the client was told. */
export function logFailure(error: unknown, requestId: string): void {
  log.error({ requestId, err: error }, 'internal error')
}
