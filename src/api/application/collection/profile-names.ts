import { createHash } from 'node:crypto'
import type { ProfileKey } from '../../../collect/index.ts'

/** Longer ids are known by their hash. */
const LONGEST = 200

/** What a profile is kept under. */
export function nameProfile({ namespace, id }: ProfileKey): string {
  const known = id.length <= LONGEST ? id : createHash('sha256').update(id).digest('hex')
  return `${namespace}:${known}`
}
