import { createHash } from 'node:crypto'
import type { SendMailOptions, Transporter } from 'nodemailer'
import type { Notice } from '../notice.ts'
import { DestinationError } from '../destination-error.ts'
import { asNetworkFailure, codeOf, findNetworkFailure } from './failure.ts'
import { openTls, type TlsSettings } from './tls.ts'

/** How a mail server is spoken to. */
export interface MailServer extends TlsSettings {
  readonly port: number
  /** `tls`: at once. */
  readonly begin: 'starttls' | 'tls'
  readonly user?: string | undefined
  readonly password?: string | undefined
}

interface Sent {
  readonly rejected: readonly unknown[]
}

/**
 * Works with a connection of its own to an address of the server, which ends with the work or the signal.
 *
 * @throws DestinationError
 */
export async function withMailServer(
  server: MailServer,
  findAddress: (host: string) => Promise<string>,
  signal: AbortSignal,
  work: (transport: Transporter<Sent>) => Promise<void>,
): Promise<void> {
  try {
    const { createTransport } = await import('nodemailer')
    const address = await findAddress(server.host)
    signal.throwIfAborted()
    const { user, password = '', tls, begin } = server
    const transport = createTransport({
      host: address,
      port: server.port,
      secure: tls !== 'off' && begin === 'tls',
      requireTLS: tls !== 'off',
      ignoreTLS: tls === 'off',
      tls: openTls(server),
      ...(user !== undefined && { auth: { user, pass: password } }),
      connectionTimeout: 15_000,
      socketTimeout: 60_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    await untilAborted(signal, work(transport))
  } catch (error) {
    throw asFailure(error)
  }
}

/** Sends one message. @throws DestinationError where anybody does not get it */
export async function sendMail(
  transport: Transporter<Sent>,
  message: SendMailOptions,
): Promise<void> {
  const { rejected } = await transport.sendMail(message)
  if (rejected.length > 0) throw refusedRecipients(rejected)
}

/** A notice as a message. */
export const mailOf = (
  { id, subject, text, html, files }: Notice,
  from: string,
  to: readonly string[],
): SendMailOptions => ({
  from,
  to: [...to],
  subject: inOneLine(subject),
  messageId: messageIdOf(id),
  text,
  html,
  attachments: files.map(({ name, contentType, content }) => ({
    filename: name,
    contentType: contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType,
    content: typeof content === 'string' ? content : Buffer.from(content),
  })),
})

/** The same for the same key: what arrives twice is known as one. */
export const messageIdOf = (key: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@throughline.invalid>`

export const inOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')

/** What has been begun goes on: nobody knows whether a message was taken, until it is sent again. */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DestinationError('it was cancelled', 'later'))
    signal.addEventListener('abort', abort, { once: true })
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

const refusedRecipients = (addresses: readonly unknown[]): DestinationError => {
  const message = `it does not take mail to ${addresses.map(String).join(', ')}`
  return new DestinationError(message, 'after-user-action')
}

const TOO_LARGE = [552, 523]

function asFailure(cause: unknown): DestinationError {
  const told = findNetworkFailure(cause)
  if (told !== undefined) return told
  const code = codeOf(cause)
  if (code === 'EAUTH') return refused('it does not accept the user or password', cause)
  if (code === 'ETLS') {
    return refused('it does not speak TLS this way: see its port, begin and tls', cause)
  }
  if (code === 'ESOCKET' && /certificate|self.signed|ssl|tls/i.test(String(cause))) {
    return refused('its certificate or encryption is not accepted', cause)
  }
  const status = cause instanceof Error && 'responseCode' in cause ? Number(cause.responseCode) : 0
  const message = `it refuses the message (${status})`
  if (TOO_LARGE.includes(status)) return new DestinationError(message, 'split', { cause })
  if (status >= 500) return refused(message, cause)
  return status >= 400 ? new DestinationError(message, 'later', { cause }) : asNetworkFailure(cause)
}

const refused = (message: string, cause: unknown): DestinationError =>
  new DestinationError(message, 'after-user-action', { cause })
