import { createHash } from 'node:crypto'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** How Mailchimp names members. */
export const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/** An id of which only the SHA-256 is known is that already. */
export const readSha256 = (text: string): string | undefined =>
  /^\s*[0-9a-f]{64}\s*$/i.test(text) ? text.trim().toLowerCase() : undefined
