import type { Context } from 'hono'
import { ThroughlineError } from '../../model/errors.ts'
import { type Actor, sentItsSecret } from './actor.ts'
import { checkContentType } from './content-type.ts'
import { askedBy, refuseForeignPages } from './own-pages.ts'

/** What a route asks of those who call it. */
export interface Admission {
  /** `anyone`: also who has not said who they are. */
  readonly callers?: 'known' | 'anyone'
  /** `any`: pages of other sites may call it, such as those that collect events. */
  readonly pages?: 'own' | 'any'
  /** `true` of a route that changes nothing, though it is no GET: it is not in the audit trail. */
  readonly isReadOnly?: boolean
}

/**
 * Lets a request in, by the rules of its route.
 *
 * @throws ThroughlineError `server/foreign-page`, `server/unauthorized`, `server/wrong-content-type`
 */
export function admit(
  context: Context,
  { callers = 'known', pages = 'own' }: Admission,
  bodyTypes?: readonly string[],
): Actor {
  const actor = context.get('actor')
  if (pages === 'own' && !sentItsSecret(actor)) refuseForeignPages(askedBy(context.req))
  if (callers === 'known' && actor.id === 'stranger')
    throw new ThroughlineError('server/unauthorized')
  checkContentType(context.req, bodyTypes)
  return actor
}
