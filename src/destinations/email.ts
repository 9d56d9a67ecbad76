import type { SendMailOptions } from 'nodemailer'
import { z } from 'zod'
import { acceptAll, type DeliveryBatch, type DestinationContext } from './destination.ts'
import type { DestinationType } from './destination.ts'
import { writeCsv } from './list/csv.ts'
import { listPeople } from './list/people-list.ts'
import { host, port } from './network/host.ts'
import {
  inOneLine,
  mailOf,
  type MailServer,
  messageIdOf,
  sendMail,
  withMailServer,
} from './network/mail.ts'
import { tlsSettings } from './network/tls.ts'

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
  takesNotices: true,
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
  show(batch, settings) {
    const { subject, text, attachments = [] } = messageOf(batch, settings)
    const [list] = attachments
    const body = `Subject: ${subject}\n\n${String(text)}\n${String(list?.content)}`
    return { messages: [{ to: settings.to.join(', '), body }] }
  },
  open: (context) => ({
    async deliver(batch, signal) {
      await connected(context, signal, (transport) =>
        sendMail(transport, messageOf(batch, context.settings)),
      )
      return acceptAll(batch)
    },
    notify(notice, signal) {
      const { from, to } = context.settings
      return connected(context, signal, (transport) =>
        sendMail(transport, mailOf(notice, from, to)),
      )
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
  return {
    from,
    to: [...to],
    subject: `${name}: ${counts}`,
    messageId: messageIdOf(idempotencyKey),
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

const serverOf = ({ settings, secrets }: DestinationContext<Settings>): MailServer => ({
  ...settings,
  password: secrets['password'],
})

const connected = (
  context: DestinationContext<Settings>,
  signal: AbortSignal,
  work: Parameters<typeof withMailServer>[3],
): Promise<void> =>
  withMailServer(serverOf(context), (host) => context.outgoing.findAddress(host), signal, work)
