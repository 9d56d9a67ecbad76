import { createHash, randomBytes } from 'node:crypto'

const PREFIX = 'tl_'

/** A new write key: 192 random bits that are a name in any place where SDKs want one. */
export const makeKey = (): string => `${PREFIX}${randomBytes(24).toString('hex')}`

/** What is kept of a key; keys are random and long, so that a plain hash cannot be guessed back. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Of what stands where a protocol has room for a key, lists too: what looks like one, or the first that is there. */
export function chooseKey(...candidates: readonly unknown[]): string | undefined {
  const told = candidates
    .flat()
    .filter((each) => typeof each === 'string' && each !== '') as string[]
  return told.find(isKey) ?? told[0]
}

export const isKey = (text: unknown): boolean => typeof text === 'string' && text.startsWith(PREFIX)
