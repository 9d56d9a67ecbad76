import type { SentNotice } from '../../model/answers/notices.ts'

/** Who was told, and who was not: `a@b.io; hook: waiting, it refuses connections`. */
export const printTold = (sent: readonly SentNotice[]): string =>
  sent
    .map(({ to, state, problem }) =>
      state === 'sent' ? to : `${to}: ${[state, problem].filter(Boolean).join(', ')}`,
    )
    .join('; ')
