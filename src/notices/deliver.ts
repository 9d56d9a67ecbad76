import type { SentNotice } from '../model/answers/notices.ts'
import { DestinationError } from '../destinations/destination-error.ts'
import type { Notice } from '../destinations/notice.ts'
import { MOST_ATTEMPTS, waitAfter } from './back-off.ts'
import type { JobDefinition, Recipient } from './job.ts'
import type { Tell } from './tell.ts'

/** Everybody who is told by a definition, each once: addresses, then destinations. */
export const listRecipients = ({
  emails,
  destinations,
}: Pick<JobDefinition, 'emails' | 'destinations'>): readonly Recipient[] => [
  ...[...new Set(emails)].map((to) => ({ to, by: 'email' as const })),
  ...[...new Set(destinations)].map((to) => ({ to, by: 'destination' as const })),
]

/** The same, of whom nobody was told yet. */
export function beginTelling(definition: JobDefinition, now: number): SentNotice[] {
  const nextAt = new Date(now).toISOString()
  const waiting = { state: 'waiting', attempts: 0, at: null, nextAt, problem: null } as const
  return listRecipients(definition).map((recipient) => ({ ...recipient, ...waiting }))
}

/** Whether it may be tried now. */
export const isDue = ({ state, nextAt }: SentNotice, now: number): boolean =>
  state === 'waiting' && (nextAt === null || Date.parse(nextAt) <= now)

/** What becomes of a recipient who may not be told; nobody tries again. */
export const refuseOne = (
  recipient: SentNotice,
  problem: string,
  now: () => number,
): SentNotice => ({
  ...recipient,
  at: new Date(now()).toISOString(),
  ...{ state: 'failed', nextAt: null, problem },
})

/** Tries once to tell a recipient, and gives what became of it. `key` is the run's own. */
export async function tellOne(
  tell: Tell,
  recipient: SentNotice,
  notice: Omit<Notice, 'id'>,
  key: string,
  now: () => number,
): Promise<SentNotice> {
  const tried = { ...recipient, attempts: recipient.attempts + 1 }
  const done = (rest: Pick<SentNotice, 'state' | 'nextAt' | 'problem'>) => ({
    ...tried,
    at: new Date(now()).toISOString(),
    ...rest,
  })
  try {
    await tell(recipient, { ...notice, id: `${key}/${recipient.by}/${recipient.to}` })
    return done({ state: 'sent', nextAt: null, problem: null })
  } catch (error) {
    if (!(error instanceof DestinationError)) throw error
    const problem = error.message
    if (error.retry !== 'later' || tried.attempts >= MOST_ATTEMPTS) {
      return done({ state: 'failed', nextAt: null, problem })
    }
    const wait = Math.max(error.retryAfterMs ?? 0, waitAfter(tried.attempts))
    const nextAt = new Date(now() + wait).toISOString()
    return done({ state: 'waiting', nextAt, problem })
  }
}
