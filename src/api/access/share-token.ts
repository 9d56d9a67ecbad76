import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { ThroughlineError } from '../../model/errors.ts'
import type { ProjectStore } from '../../store/index.ts'

export type StoredShare = NonNullable<Awaited<ReturnType<ProjectStore['shares']['find']>>>

/** `token` is for those who get the link; `hash` is what is kept. */
export interface ShareToken {
  readonly id: string
  readonly token: string
  readonly hash: string
}

export function makeShareToken(): ShareToken {
  const id = randomBytes(8).toString('hex')
  const secret = randomBytes(32).toString('base64url')
  return { id, token: `${id}.${secret}`, hash: hashOf(secret).toString('hex') }
}

/** The link that a token opens. Takes the same time wherever secrets differ. */
export async function findByToken(
  shares: Pick<ProjectStore['shares'], 'find'>,
  token: string,
): Promise<StoredShare | undefined> {
  const [, id, secret] = /^([0-9a-f]{16})\.([\w-]{43})$/.exec(token) ?? []
  if (id === undefined || secret === undefined) return undefined
  const share = await shares.find(id)
  const isSame = timingSafeEqual(hashOf(secret), Buffer.from(share?.hash ?? unknownHash, 'hex'))
  return isSame ? share : undefined
}

/** @throws ThroughlineError `share/unknown` */
export function refuseExpired({ expiresAt }: StoredShare, now: number): void {
  if (expiresAt !== null && Date.parse(expiresAt) <= now)
    throw new ThroughlineError('share/unknown')
}

const unknownHash = '0'.repeat(64)

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
