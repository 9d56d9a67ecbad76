import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { openCuttingProxy } from '../../test/support/cutting-proxy.ts'
import { localCertificate } from '../../test/support/local-certificate.ts'
import { batchOf, entered, left } from '../../test/support/deliveries.ts'
import { oddPeople } from '../../test/support/odd-people.ts'
import { openDestination } from '../../test/support/open-destination.ts'
import { email } from './email.ts'

interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly text: string
  readonly isSecure: boolean
}

const never = new AbortController().signal
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const failWith = (responseCode: number) =>
  Object.assign(new Error('no; the password is hunter2-told-by-server'), { responseCode })

/** A mail server that keeps what it is sent. */
async function openServer(options: SMTPServerOptions = {}) {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    ...localCertificate,
    async onData(stream, session, done) {
      const bytes = await buffer(stream).catch(() => undefined)
      // The client has gone.
      if (bytes === undefined) return
      const { mailFrom, rcptTo } = session.envelope
      mails.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        text: bytes.toString('utf8'),
        isSecure: Boolean(session.secure),
      })
      done()
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', () => resolve()))
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { mails, port: (server.server.address() as AddressInfo).port }
}

const open = (port: number, settings: object = {}, more: object = {}) =>
  openDestination(email, {
    settings: {
      host: '127.0.0.1',
      port,
      tls: 'trust',
      from: 'throughline@example.com',
      to: ['crm@example.com', 'team@example.com'],
      ...settings,
    },
    ...more,
  })

/** Header lines, unfolded, and the decoded attachment. */
function read({ text }: Mail) {
  const headers = text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  const [, attached = ''] =
    /filename=[^\r\n]+\r\n(?:[^\r\n]+\r\n)*\r\n([\s\S]*?)\r\n--/.exec(text) ?? []
  const isBase64 = /filename=[\s\S]*base64|base64[\s\S]*filename=/i.test(text)
  const csv = isBase64 ? Buffer.from(attached, 'base64').toString('utf8') : attached
  return { headers: headers.split('\r\n'), csv }
}

const batch = batchOf([entered('ann'), entered('bob'), left('cy')])

describe('a list by e-mail', () => {
  it('says how many there are, and has them attached', async () => {
    const { mails, port } = await openServer()
    const destination = await open(port)
    expect(await destination.deliver(batch, never)).toEqual({ accepted: [0, 1, 2], rejected: [] })
    const [mail] = mails
    expect(mail).toMatchObject({
      from: 'throughline@example.com',
      to: ['crm@example.com', 'team@example.com'],
      isSecure: true,
    })
    const { headers, csv } = read(mail!)
    expect(headers).toContain('Subject: Buyers: 2 entered, 1 left')
    expect(mail!.text).toContain('vip-run-1.csv')
    expect(csv).toBe(
      '\uFEFFperson,status,at,epoch,email\r\n' +
        'ann,entered,2026-03-01T12:00:00.000Z,1,ann@example.com\r\n' +
        'bob,entered,2026-03-01T12:00:00.000Z,1,bob@example.com\r\n' +
        'cy,left,2026-03-01T12:00:00.000Z,2,cy@example.com\r\n',
    )
  })

  it('is known as the same when it is sent again', async () => {
    const { mails, port } = await openServer()
    const destination = await open(port)
    for (const idempotencyKey of ['one', 'one', 'two'])
      await destination.deliver({ ...batch, idempotencyKey }, never)
    const ids = mails.map((mail) =>
      read(mail).headers.find((line) => line.startsWith('Message-ID:')),
    )
    expect(ids[0]).toMatch(/^Message-ID: <[0-9a-f]{32}@throughline.invalid>$/)
    expect(ids[1]).toBe(ids[0])
    expect(ids[2]).not.toBe(ids[0])
  })

  it('has no headers but its own, whatever an audience is called', async () => {
    const { mails, port } = await openServer()
    const name = 'VIP\r\nBcc: eve@example.com\r\n\r\nInjected\u2028 Ünï "<x@y>"'
    const destination = await open(port)
    await destination.deliver(
      { ...batch, audience: { id: 'vip', name }, run: 'r\r\nBcc: eve@example.com' },
      never,
    )
    const { headers } = read(mails[0]!)
    expect(headers.map((line) => line.split(':')[0]).toSorted()).toEqual([
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
    ])
    expect(mails[0]!.to).toEqual(['crm@example.com', 'team@example.com'])
  })

  it('has everybody, whatever they are called', async () => {
    const { mails, port } = await openServer()
    const destination = await open(port, { forSpreadsheets: false })
    await destination.deliver(
      batchOf(oddPeople.map((person) => entered(person, { identities: [] }))),
      never,
    )
    const shown = oddPeople.map((person) =>
      /[",\r\n]|^\s|\s$/.test(person) ? `"${person.replaceAll('"', '""')}"` : person,
    )
    const { csv } = read(mails[0]!)
    expect(csv).toBe(
      [
        'person,status,at,epoch',
        ...shown.map((each) => `${each},entered,2026-03-01T12:00:00.000Z,1`),
        '',
      ].join('\r\n'),
    )
  })

  it.each([['a@x, b@y'], ['a@x\r\nBcc: b@y'], ['Ann <a@x.io>'], [''], ['a']])(
    'goes to no %j',
    (address) => {
      const told = { host: 'x', from: 'a@example.com', to: [address] }
      expect(email.settings.safeParse(told).success).toBe(false)
      const from = { host: 'x', from: address, to: ['a@example.com'] }
      expect(email.settings.safeParse(from).success).toBe(false)
    },
  )
})

describe('a mail server', () => {
  it('is signed in at, only over TLS', async () => {
    const asked: string[] = []
    const { mails, port } = await openServer({
      authOptional: false,
      onAuth({ username, password }, session, done) {
        asked.push(`${username} ${password} ${session.secure}`)
        done(password === 'right' ? null : failWith(535), { user: username })
      },
    })
    const secrets = { password: 'right' }
    await (await open(port, { user: 'me' }, { secrets })).deliver(batch, never)
    expect(asked).toEqual(['me right true'])
    expect(mails).toHaveLength(1)
    const wrong = await open(port, { user: 'me' }, { secrets: { password: 'hunter2' } })
    const failed = await wrong.deliver(batch, never).catch((error: unknown) => error)
    expect(failed).toMatchObject({ retry: 'after-user-action', message: /user or password/ })
    expect(String(failed)).not.toContain('hunter2')
    await expect(wrong.check!(never)).rejects.toMatchObject({ retry: 'after-user-action' })
  })

  it('must speak TLS, with a certificate that is valid, unless told otherwise', async () => {
    const inClear = await openServer({ disabledCommands: ['STARTTLS'] })
    await expect((await open(inClear.port)).deliver(batch, never)).rejects.toMatchObject({
      retry: 'after-user-action',
      message: expect.stringContaining('TLS'),
    })
    expect(inClear.mails).toEqual([])
    await (await open(inClear.port, { tls: 'off' })).deliver(batch, never)
    expect(inClear.mails).toMatchObject([{ isSecure: false }])
    const { mails, port } = await openServer()
    await expect((await open(port, { tls: 'verify' })).deliver(batch, never)).rejects.toMatchObject(
      {
        retry: 'after-user-action',
        message: expect.stringContaining('certificate'),
      },
    )
    expect(mails).toEqual([])
    const authority = localCertificate.cert
    await (await open(port, { tls: 'verify', authority })).deliver(batch, never)
    expect(mails).toMatchObject([{ isSecure: true }])
    await expect(
      (await open(port, { tls: 'verify', authority, host: '127.0.0.2' })).deliver(batch, never),
    ).rejects.toMatchObject({ retry: 'after-user-action' })
  })

  it('may begin with TLS at once', async () => {
    const { mails, port } = await openServer({ secure: true })
    await (await open(port, { begin: 'tls' })).deliver(batch, never)
    expect(mails).toMatchObject([{ isSecure: true }])
  })

  it.each([
    [421, 'later'],
    [452, 'later'],
    [552, 'split'],
    [554, 'after-user-action'],
  ])('that answers %i is sent to %s', async (status, retry) => {
    const { port } = await openServer({
      onData(stream, _, done) {
        stream.resume()
        stream.on('end', () => done(failWith(status)))
      },
    })
    const failed = await (await open(port)).deliver(batch, never).catch((error: unknown) => error)
    expect(failed).toMatchObject({ retry, message: expect.stringContaining(String(status)) })
    expect(String(failed)).not.toContain('hunter2')
  })

  it('that does not take mail to one of them says to whom', async () => {
    const { port } = await openServer({
      onRcptTo({ address }, _, done) {
        done(address.startsWith('team') ? failWith(550) : null)
      },
    })
    await expect((await open(port)).deliver(batch, never)).rejects.toMatchObject({
      retry: 'after-user-action',
      message: 'it does not take mail to team@example.com',
    })
  })

  it('that goes away in a message and comes back gets it once', async () => {
    const { mails, port } = await openServer()
    const proxy = await openCuttingProxy(port)
    try {
      const destination = await open(proxy.port)
      const many = batchOf(Array.from({ length: 3000 }, (_, n) => entered(`person ${n}`)))
      proxy.state.most = 50_000
      await expect(destination.deliver(many, never)).rejects.toMatchObject({ retry: 'later' })
      expect(mails).toEqual([])
      proxy.state.most = Number.POSITIVE_INFINITY
      await proxy.leave()
      const refused = { retry: 'later', message: 'it refuses connections' }
      await expect(destination.deliver(many, never)).rejects.toMatchObject(refused)
      await proxy.comeBack()
      await destination.deliver(many, never)
      expect(mails).toHaveLength(1)
    } finally {
      await proxy.leave()
    }
  })

  it('is not asked at private addresses unless they are allowed', async () => {
    const { port } = await openServer()
    const destination = await open(port, {}, { outgoing: { allowsPrivateTargets: false } })
    await expect(destination.check!(never)).rejects.toMatchObject({
      retry: 'after-user-action',
      message: expect.stringContaining('--allow-private-targets'),
    })
  })

  it('is checked without a message', async () => {
    const { mails, port } = await openServer()
    await (await open(port)).check!(never)
    expect(mails).toEqual([])
  })
})
