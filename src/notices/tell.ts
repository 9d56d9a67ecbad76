import { mailOf, sendMail, withMailServer } from '../destinations/network/mail.ts'
import { DestinationError } from '../destinations/destination-error.ts'
import type { OpenDestination } from '../destinations/destination.ts'
import type { Notice } from '../destinations/notice.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { Recipient } from './job.ts'
import type { MailSettings } from './mail-settings.ts'

const LONGEST_MS = 120_000

/** Tells one recipient. @throws DestinationError */
export type Tell = (recipient: Recipient, notice: Notice) => Promise<void>

interface Ways {
  /** Undefined where the server has none. */
  readonly mail: MailSettings | undefined
  /** A destination as it is defined now. Errors: destination/unknown, secret/missing. */
  readonly open: (id: string) => Promise<OpenDestination>
}

export const openTell =
  ({ mail, open }: Ways): Tell =>
  ({ to, by }, notice) =>
    by === 'email' ? tellByMail(mail, to, notice) : tellDestination(open, to, notice)

/** The operator has named the mail server, so it may be any machine. */
async function tellByMail(
  mail: MailSettings | undefined,
  to: string,
  notice: Notice,
): Promise<void> {
  if (mail === undefined) {
    const message =
      'the server has no mail server: set THROUGHLINE_SMTP_URL and THROUGHLINE_MAIL_FROM'
    throw new DestinationError(message, 'after-user-action')
  }
  const { server, from } = mail
  const itself = async (host: string) => host
  await withMailServer(server, itself, AbortSignal.timeout(LONGEST_MS), (transport) =>
    sendMail(transport, mailOf(notice, from, [to])),
  )
}

async function tellDestination(open: Ways['open'], id: string, notice: Notice): Promise<void> {
  const opened = await open(id).catch((error: unknown) => {
    if (!(error instanceof ThroughlineError)) throw error
    throw new DestinationError(error.message, 'after-user-action', { cause: error })
  })
  try {
    if (opened.notify === undefined) {
      throw new DestinationError('its type takes no notices', 'after-user-action')
    }
    await opened.notify(notice, AbortSignal.timeout(LONGEST_MS))
  } finally {
    await opened.close()
  }
}
