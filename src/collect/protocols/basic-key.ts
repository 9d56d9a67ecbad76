import type { Call } from '../call.ts'

/** The name in an `Authorization: Basic`, which is the write key; the password is empty. */
export function readBasicKey({ header }: Call): string | undefined {
  const encoded = /^Basic +(.+)$/i.exec(header('authorization') ?? '')?.[1]
  if (encoded === undefined) return undefined
  const name = Buffer.from(encoded, 'base64').toString().split(':')[0]
  return name === '' ? undefined : name
}
