import { createHash, randomBytes } from 'node:crypto'

/** A new write key: 192 random bits that are a name in any place where SDKs want one. */
export const makeKey = (): string => `tl_${randomBytes(24).toString('hex')}`

/** What is kept of a key; keys are random and long, so that a plain hash cannot be guessed back. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')
