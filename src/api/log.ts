import { pino } from 'pino'
import { showControlsOfLines } from '../model/show-controls.ts'

const errors = pino.destination({ dest: 2, sync: true })

/**
 * To stderr, so that a command's stdout holds nothing but its answer. An entry is one line, whatever names and
 * texts of others it holds; JSON leaves some letters as they are that terminals obey.
 */
export const log = pino(
  { base: null, level: process.env['THROUGHLINE_LOG_LEVEL'] ?? 'info' },
  { write: (entry) => errors.write(showControlsOfLines(entry)) },
)

/** Keeps what went wrong on our side, under the id that the client was told. */
export function logFailure(error: unknown, requestId: string): void {
  log.error({ requestId, err: error }, 'internal error')
}
