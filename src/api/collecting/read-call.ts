import { getConnInfo } from '@hono/node-server/conninfo'
import { isIP } from 'node:net'
import type { Context } from 'hono'
import { type Arrival, type Call, parseAhead, unpackBody } from '../../collect/index.ts'
import { readLimit } from '../../model/budgets/index.ts'
import type { ProtocolName } from '../../model/definitions/source.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Throughline } from '../application/throughline.ts'
import { readBody } from '../body.ts'

/** A large body is parsed before a protocol reads it. Errors: collect/too-large, collect/unreadable. */
export async function readCall({ collection }: Throughline, context: Context): Promise<Call> {
  const { req } = context
  const limitBytes = readLimit('collect-mb') * 2 ** 20
  const bytes = await readBody(context, {
    limitBytes,
    refuse: () => new ThroughlineError('collect/too-large', { limitBytes }),
  })
  const body = await unpackBody(bytes, req.header('content-encoding'), limitBytes)
  await parseAhead(body)
  return {
    method: req.method,
    path: req.path,
    params: req.param(),
    query: new URL(req.url).searchParams,
    header: (name) => req.header(name),
    address: findAddress(context),
    salt: collection.salt(),
    body,
  }
}

export const arrivalOf = (context: Context, protocol: ProtocolName): Arrival => ({
  receivedAt: Date.now(),
  address: findAddress(context),
  userAgent: context.req.header('user-agent'),
  protocol,
})

/** A proxy on this machine or in its network says whom it asks for, at the end of its list. */
function findAddress(context: Context): string | undefined {
  if (context.env?.incoming === undefined) return undefined
  const peer = getConnInfo(context).remote.address
  if (peer === undefined || !isNear(peer)) return peer
  const told = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return told !== undefined && isIP(told) !== 0 ? told : peer
}

const isNear = (address: string): boolean =>
  /^(::1$|(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|f[cd])/i.test(address)
