import { availableParallelism } from 'node:os'
import { Session } from 'chdb'

/** The only user of its folder; as many threads as there are cores. */
export function openSession(path: string): Session {
  const connectionArgs = [
    `--max_threads=${availableParallelism()}`,
    '--output_format_json_quote_64bit_integers=0',
  ]
  return new Session(path, { connectionArgs })
}
