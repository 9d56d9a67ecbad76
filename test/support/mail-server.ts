import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A message that a mail server was sent. */
export interface ReceivedMail {
  readonly to: readonly string[]
  /** Header lines, unfolded. */
  readonly headers: readonly string[]
  readonly text: string
  /** Attached files by name, decoded. */
  readonly files: ReadonlyMap<string, Buffer>
}

/** A mail server in clear that keeps what it is sent; `refuse` says which address it takes no mail to, and how. */
export async function openMailServer(
  refuse: (address: string) => number | undefined = () => undefined,
) {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _, done) {
      const responseCode = refuse(address)
      if (responseCode === undefined) done()
      else done(Object.assign(new Error('no'), { responseCode }))
    },
    async onData(stream, { envelope: { rcptTo } }, done) {
      const text = (await buffer(stream)).toString('utf8')
      mails.push({ to: rcptTo.map(({ address }) => address), ...readMail(text) })
      done()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    mails,
    url: `smtp://127.0.0.1:${port}?tls=off`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function readMail(text: string): Omit<ReceivedMail, 'to'> {
  const headers = text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  const files = new Map<string, Buffer>()
  for (const part of text.split(/\r\n--[^\r\n]+\r\n/)) {
    const at = part.indexOf('\r\n\r\n')
    const own = part.slice(0, at).replaceAll(/\r\n[ \t]+/g, ' ')
    const [, name] = /filename="?([^"\r\n;]+)"?/.exec(own) ?? []
    if (name === undefined) continue
    files.set(name, decode(own, part.slice(at + 4).replace(/\r\n--[^\r\n]+--[\s\S]*$/, '')))
  }
  return { headers: headers.split('\r\n'), text, files }
}

function decode(headers: string, body: string): Buffer {
  if (/Transfer-Encoding: base64/i.test(headers)) return Buffer.from(body, 'base64')
  if (!/quoted-printable/i.test(headers)) return Buffer.from(body)
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}
