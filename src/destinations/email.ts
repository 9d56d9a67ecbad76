import { createHash } from 'node:crypto'
import type { SendMailOptions, Transporter } from 'nodemailer'
import { z } from 'zod'
import { acceptAll, type DeliveryBatch, type DestinationContext } from './destination.ts'
import type { DestinationType } from './destination.ts'
import { DestinationError } from './destination-error.ts'
import { writeCsv } from './list/csv.ts'
import { listPeople } from './list/people-list.ts'
import { asNetworkFailure, codeOf, findNetworkFailure } from './network/failure.ts'
import { host, port } from './network/host.ts'
import { openTls, tlsSettings } from './network/tls.ts'

const settings = z.strictObject({
  host,
  port: port.default(587),
  ...tlsSettings,
  begin: z.enum(['starttls', 'tls']).default('starttls').meta({
    description:
      'how encryption begins: starttls, as on port 587, or tls at once, as on port 465; nothing is sent in clear unless tls is off',
  }),
  user: z.string().min(1).max(320).optional(),
  from: z.email().max(320),
  to: z.array(z.email().max(320)).min(1).max(50).meta({ description: 'who gets the lists' }),
  forSpreadsheets: z.boolean().default(true).meta({
    description:
      'whether texts that a spreadsheet would run as a formula begin with an apostrophe; off where programs read the list',
  }),
})

type Settings = z.infer<typeof settings>

/** A message per batch, with who entered and who left as a CSV file. */
export const email: DestinationType<Settings> = {
  label: 'E-mail list',
  description:
    'Sends who entered and who left as a CSV file by e-mail, over a mail server of yours.',
  settings,
  secrets: [{ name: 'password', description: 'of the user at the mail server', isRequired: false }],
  batch: { items: 25_000 },
  does: ['email'],
  isRunAgainstVendor: true,
  example: {
    settings: {
      host: 'smtp.example.com',
      port: 587,
      tls: 'verify',
      begin: 'starttls',
      user: 'throughline',
      from: 'throughline@example.com',
      to: ['crm@example.com'],
      forSpreadsheets: true,
    },
    secrets: { password: 'env:SMTP_PASSWORD' },
  },
  open: (context) => ({
    async deliver(batch, signal) {
      await connected(context, signal, async (transport) => {
        const { rejected } = await transport.sendMail(messageOf(batch, context.settings))
        if (rejected.length > 0) throw refusedRecipients(rejected)
      })
      return acceptAll(batch)
    },
    check: (signal) =>
      connected(context, signal, async (transport) => {
        await transport.verify()
      }),
    async close() {},
  }),
}

function messageOf(batch: DeliveryBatch, { from, to, forSpreadsheets }: Settings): SendMailOptions {
  const { audience, run, idempotencyKey, changes } = batch
  const entered = changes.filter(({ status }) => status === 'entered').length
  const counts = `${entered} entered, ${changes.length - entered} left`
  const name = inOneLine(audience.name)
  const filename = `${audience.id}-${run.replaceAll(/[^\w-]+/g, '-')}.csv`
  const digest = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)
  return {
    from,
    to: [...to],
    subject: `${name}: ${counts}`,
    // The same for the same batch: what arrives twice is known as one.
    messageId: `<${digest}@throughline.invalid>`,
    text: [
      `Audience: ${name} (${audience.id})`,
      `Run: ${inOneLine(run)}`,
      `People: ${counts}`,
      '',
      `The list is attached: ${filename}`,
      '',
    ].join('\n'),
    attachments: [
      {
        filename,
        contentType: 'text/csv; charset=utf-8',
        content: writeCsv(listPeople(batch), forSpreadsheets),
      },
    ],
  }
}

const inOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')

type Sent = { readonly rejected: readonly unknown[] }

/** Works with a connection of its own, which ends with the work or the signal. @throws DestinationError */
async function connected(
  { settings: told, secrets, outgoing }: DestinationContext<Settings>,
  signal: AbortSignal,
  work: (transport: Transporter<Sent>) => Promise<void>,
): Promise<void> {
  try {
    const { createTransport } = await import('nodemailer')
    const address = await outgoing.findAddress(told.host)
    signal.throwIfAborted()
    const { user, tls, begin } = told
    const transport = createTransport({
      host: address,
      port: told.port,
      secure: tls !== 'off' && begin === 'tls',
      requireTLS: tls !== 'off',
      ignoreTLS: tls === 'off',
      tls: openTls(told),
      ...(user !== undefined && { auth: { user, pass: secrets['password'] ?? '' } }),
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
