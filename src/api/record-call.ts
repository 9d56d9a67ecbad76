import type { Context } from 'hono'
import { ThroughlineError } from '../model/errors.ts'
import type { Audit, AuditEntry } from '../store/index.ts'
import { log } from './log.ts'
import type { Actor } from './access/actor.ts'
import type { Admission } from './access/admit.ts'

interface RecordedCall {
  readonly route: Admission & { readonly method: string; readonly path: string }
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly actor: Actor
  readonly context: Context
}

declare module 'hono' {
  interface ContextVariableMap {
    /** What the audit trail says of a call beside its address. */
    audited: unknown
  }
}

/** Does what changes something, and writes it to the audit trail: what was done, and what was forbidden. */
export async function recordCall(
  call: RecordedCall,
  audit: Audit,
  work: () => Response | Promise<Response>,
): Promise<Response> {
  if (!isChanging(call)) return work()
  try {
    const response = await work()
    if (response.status < 400) await write(audit, entryOf(call, 'done'))
    return response
  } catch (error) {
    if (isForbidden(error)) await write(audit, entryOf(call, error.code))
    throw error
  }
}

/** What is done is done: where a full disk keeps it out of the trail, the log has it. */
async function write(audit: Audit, entry: AuditEntry): Promise<void> {
  try {
    await audit.append(entry)
  } catch (error) {
    log.error({ err: error, entry }, 'an entry could not be written to the audit trail')
  }
}

const isChanging = ({ route, query }: RecordedCall): boolean =>
  route.method !== 'get' && route.isReadOnly !== true && query['preview'] !== 'true'

const isForbidden = (error: unknown): error is ThroughlineError =>
  error instanceof ThroughlineError && error.status === 403

function entryOf(
  { route, params, query, actor, context }: RecordedCall,
  outcome: string,
): AuditEntry {
  return {
    at: new Date().toISOString(),
    actor: 'knownBy' in actor ? `${actor.id} (${actor.knownBy})` : actor.id,
    action: `${route.method.toUpperCase()} ${route.path}`,
    target: Object.values(params).join('/'),
    outcome,
    details: JSON.stringify({ ...withoutPeople(query), ...asObject(context.get('audited')) }),
  }
}

/** Who was forgotten is not to be remembered here. */
const withoutPeople = ({ id: _, ...query }: RecordedCall['query']) => query

const asObject = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {}
