import type { MailServer } from '../destinations/network/mail.ts'
import { ThroughlineError } from '../model/errors.ts'

/** The mail server of this server, and whom its messages are from. */
export interface MailSettings {
  readonly server: MailServer
  readonly from: string
}

type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_PORTS = { 'smtp:': 587, 'smtps:': 465 } as const

/**
 * `THROUGHLINE_SMTP_URL` (`smtp://user@host:587`, `smtps://user@host`; `?tls=off` in clear, `?tls=trust` whatever its
 * certificate), `THROUGHLINE_SMTP_PASSWORD` where it is not in the address, and `THROUGHLINE_MAIL_FROM`. Undefined where
 * none is set. Errors: mail/wrong-setting, without what was set.
 */
export function readMailSettings(env: Environment): MailSettings | undefined {
  const address = env['THROUGHLINE_SMTP_URL']
  if (address === undefined || address === '') return undefined
  const url = URL.canParse(address) ? new URL(address) : undefined
  const port = url && portOf(url)
  if (url === undefined || port === undefined || url.hostname === '') {
    throw wrong('THROUGHLINE_SMTP_URL', 'expected smtp://HOST:PORT or smtps://HOST:PORT')
  }
  const from = env['THROUGHLINE_MAIL_FROM']
  if (from === undefined || !/^[^\s@<>,]+@[^\s@<>,]+$/.test(from)) {
    throw wrong('THROUGHLINE_MAIL_FROM', 'expected the address that messages are from')
  }
  const password = decodeURIComponent(url.password) || env['THROUGHLINE_SMTP_PASSWORD']
  const user = decodeURIComponent(url.username) || undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const begin = url.protocol === 'smtps:' ? 'tls' : 'starttls'
  return { from, server: { host, port, begin, tls: tlsOf(url), user, password } }
}

function portOf({ protocol, port }: URL): number | undefined {
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return undefined
  return port === '' ? DEFAULT_PORTS[protocol] : Number(port)
}

function tlsOf({ searchParams }: URL): MailServer['tls'] {
  const tls = searchParams.get('tls') ?? 'verify'
  if (tls === 'verify' || tls === 'trust' || tls === 'off') return tls
  throw wrong('THROUGHLINE_SMTP_URL', 'tls is verify, trust or off')
}

const wrong = (setting: string, reason: string): ThroughlineError =>
  new ThroughlineError('mail/wrong-setting', { setting, reason })
