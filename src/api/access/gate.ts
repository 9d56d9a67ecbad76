import { createHash, timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { ThroughlineError } from '../../model/errors.ts'
import type { ProjectStore, SessionStore } from '../../store/index.ts'
import { log } from '../log.ts'
import { type Actor, stranger } from './actor.ts'
import { findByToken, refuseExpired, type StoredShare } from './share-token.ts'
import { dropSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.ts'
import { createTryCounter } from './tries.ts'

export interface GateOptions {
  /** Without one, whoever can reach the server is its owner. */
  readonly token?: string | undefined
  /** What commands send that can read the data folder. */
  readonly folderKey: string
  readonly sessions: SessionStore
  readonly shares: Pick<ProjectStore['shares'], 'find'>
}

/** Finds out who asks. */
export interface Gate {
  readonly needsToken: boolean
  /** @throws ThroughlineError `server/unauthorized` of a wrong secret, `server/too-many-tries` */
  recognise(context: Context): Promise<Actor>
  /** Begins a new session of this browser, in the place of the one that it may have. Errors as above. */
  signIn(context: Context, token: string): Promise<void>
  signOut(context: Context): Promise<void>
  /** @throws ThroughlineError `share/unknown`, `server/too-many-tries` */
  openShare(context: Context, token: string): Promise<StoredShare>
}

export function createGate({ token, folderKey, sessions, shares }: GateOptions): Gate {
  const tries = createTryCounter()
  const shareTries = createTryCounter()
  const credential = digest(token ?? '').toString('hex')

  function recogniseSecret(context: Context, given: string): Actor {
    const address = findAddress(context)
    tries.check(address)
    const isToken = token !== undefined && isSame(given, token)
    const isKey = isSame(given, folderKey)
    if (!isToken && !isKey) {
      log.warn({ address, tries: tries.countWrong(address) }, 'wrong token')
      const reason = 'what was given is not the token of this server'
      throw new ThroughlineError('server/unauthorized', { reason })
    }
    tries.forget(address)
    return { id: 'owner', knownBy: isToken ? 'token' : 'folder' }
  }

  async function endSession(context: Context): Promise<void> {
    const id = readSessionCookie(context)
    if (id !== undefined) await sessions.end(id)
  }

  return {
    needsToken: token !== undefined,
    async recognise(context) {
      const given = /^Bearer +(.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
      if (token === undefined) {
        const hasFolder = given !== undefined && isSame(given, folderKey)
        return { id: 'owner', knownBy: hasFolder ? 'folder' : 'reach' }
      }
      if (given !== undefined) return recogniseSecret(context, given)
      const id = readSessionCookie(context)
      const goesOn = id !== undefined && (await sessions.use(id, credential))
      return goesOn ? { id: 'owner', knownBy: 'session' } : stranger
    },
    async signIn(context, given) {
      recogniseSecret(context, given)
      await endSession(context)
      writeSessionCookie(context, await sessions.start(credential))
      log.info({ address: findAddress(context) }, 'signed in')
    },
    async signOut(context) {
      await endSession(context)
      dropSessionCookie(context)
    },
    async openShare(context, given) {
      const address = findAddress(context)
      shareTries.check(address)
      const share = await findByToken(shares, given)
      if (share === undefined) {
        log.warn({ address, tries: shareTries.countWrong(address) }, 'wrong link')
        throw new ThroughlineError('share/unknown')
      }
      shareTries.forget(address)
      refuseExpired(share, Date.now())
      return share
    },
  }
}

/** Tells every handler behind it who asks. */
export function recogniseBy(gate: Gate): MiddlewareHandler {
  return async (context, next) => {
    context.set('actor', await gate.recognise(context))
    await next()
  }
}

/** Whom work is done for, where many want some: a session of a browser, else an address. */
export const clientOf = (context: Context): string => {
  const { knownBy } = { knownBy: 'nobody', ...context.get('actor') }
  const session = knownBy === 'session' ? readSessionCookie(context) : undefined
  return session === undefined ? `address ${findAddress(context)}` : `session ${session}`
}

/** Calls that come over no network have no address. */
const findAddress = (context: Context): string =>
  context.env?.incoming === undefined ? '' : (getConnInfo(context).remote.address ?? '')

/** Takes the same time wherever the texts differ. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
