import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const BEGINNING = 'sealed:v1:'

export const isSealed = (text: string): boolean => text.startsWith(BEGINNING)

/** What a key is called in what it sealed, so that another one is not tried. */
const nameKey = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 12)

/** Encrypts with AES-256-GCM; only for the same `place` it can be opened again. */
export function seal(key: Buffer, place: string, secret: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce)
  cipher.setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  const sealed = Buffer.concat([nonce, body, cipher.getAuthTag()])
  return `${BEGINNING}${nameKey(key)}:${sealed.toString('base64url')}`
}

/** Undefined where another key, or another place, has sealed it. */
export function unseal(key: Buffer, place: string, sealed: string): string | undefined {
  const [name, text = ''] = sealed.slice(BEGINNING.length).split(':')
  if (name !== nameKey(key)) return undefined
  const bytes = Buffer.from(text, 'base64url')
  const end = bytes.length - TAG_BYTES
  if (end < NONCE_BYTES) return undefined
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(end))
  try {
    const body = decipher.update(bytes.subarray(NONCE_BYTES, end))
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
