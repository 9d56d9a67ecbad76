import { isAbsolute, normalize, sep } from 'node:path'
import { ThroughlineError } from '../../../model/errors.ts'

/** Only files that somebody put there to be read: below the folder `inbox` of the data folder. Errors: source/wrong-path. */
export function placeInInbox(path: string): string {
  const plain = normalize(path)
  if (!isAbsolute(path) && plain.split(sep)[0] === 'inbox' && plain !== 'inbox') return plain
  throw new ThroughlineError('source/wrong-path', { path })
}
