import { expect, it } from 'vitest'
import { readMailSettings } from './mail-settings.ts'

const from = 'throughline@example.com'
const read = (url: string, more: object = {}) =>
  readMailSettings({ THROUGHLINE_SMTP_URL: url, THROUGHLINE_MAIL_FROM: from, ...more })

it('reads a mail server from an address', () => {
  expect(read('smtp://me:p%40ss@mail.example.com')).toEqual({
    from,
    server: {
      ...{ host: 'mail.example.com', port: 587, begin: 'starttls', tls: 'verify' },
      ...{ user: 'me', password: 'p@ss' },
    },
  })
  expect(read('smtps://[::1]:4650?tls=trust')!.server).toMatchObject({
    ...{ host: '::1', port: 4650, begin: 'tls', tls: 'trust', user: undefined },
  })
  const apart = read('smtp://me@mail.example.com:25?tls=off', { THROUGHLINE_SMTP_PASSWORD: 'x' })
  expect(apart!.server).toMatchObject({ port: 25, tls: 'off', password: 'x' })
  expect(readMailSettings({})).toBeUndefined()
})

it.each([
  ['mail.example.com', {}],
  ['http://mail.example.com', {}],
  ['smtp://x?tls=maybe', {}],
  ['smtp://me:hunter2@mail.example.com', { THROUGHLINE_MAIL_FROM: 'a, b@x' }],
])('refuses %s without telling it', (url, more) => {
  expect(() => read(url, more)).toThrowError(/cannot be used/)
  expect(() => read(url, more)).not.toThrowError(/hunter2/)
})
