import type { Context } from 'hono'
import { isRow, protocols } from '../../collect/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { landAll, readItems } from '../application/collection/taking.ts'
import type { Throughline } from '../application/throughline.ts'
import { arrivalOf, readCall } from './read-call.ts'

/**
 * What would become of a call; nothing is kept, and no key is needed. `?path=/v1/track` says to which path it
 * would be sent, `?protocol=posthog` in whose words it is where several have that path.
 * Errors: collect/unreadable, collect/too-large.
 */
export async function validateCall(throughline: Throughline, context: Context): Promise<Response> {
  const call = await readCall(throughline, context)
  const path = call.query.get('path') ?? '/v1/batch'
  const { protocol, route } = findRoute(path, call.query.get('protocol'))
  const items = await readItems(route.read({ ...call, path }).items)
  const landed = await landAll({ ip: 'truncated' }, items, arrivalOf(context, protocol.id))
  const messages = landed.flatMap((each, index) =>
    isRow(each) ? [] : [{ index, reason: each.reason, detail: each.detail }],
  )
  const rows = landed.filter(isRow)
  return context.json({ valid: messages.length === 0, protocol: protocol.id, rows, messages })
}

function findRoute(path: string, name: string | null) {
  const named = protocols.filter(({ id }) => name === null || id === name)
  const all = named.flatMap((protocol) => protocol.routes.map((route) => ({ protocol, route })))
  const found = all.find(({ route }) => route.path === path && route.methods.includes('POST'))
  if (found) return found
  const reason = `no protocol has the path ${path}${name === null ? '' : ` in the words of ${name}`}`
  throw new ThroughlineError('collect/unreadable', { reason })
}
