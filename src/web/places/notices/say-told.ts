import type { SentNotice } from '../../../model/answers/notices.ts'
import { texts } from '../../texts/index.ts'

/** Who was told, and who was not. */
export function sayTold(sent: readonly SentNotice[]): string {
  if (sent.length === 0) return texts.notices.toldNobody
  return sent
    .map(({ to, state, problem }) =>
      state === 'sent' ? texts.notices.sent(to) : texts.notices[state](to, problem),
    )
    .join('; ')
}

/** What came of telling everybody at once. */
export const sayOutcome = (sent: readonly SentNotice[]): string =>
  sent.length === 0
    ? texts.notices.noRecipients
    : texts.notices.outcome(sent.filter(({ state }) => state === 'sent').length, sent.length)
