import { describe, expect, it } from 'vitest'
import { change } from '../../../test/support/deliveries.ts'
import { normaliseEmail, normaliseEmailForGoogle } from './email.ts'
import { hashContacts } from './hashed-contacts.ts'
import { md5, sha256 } from './hash.ts'
import { normalisePhone } from './phone.ts'

describe('an e-mail address', () => {
  it.each([
    [' Ann@X.io\n', 'ann@x.io', 'ann@x.io'],
    ['Jane.Doe+Shop@GMail.com', 'jane.doe+shop@gmail.com', 'janedoe@gmail.com'],
    ['j.a.n.e@googlemail.com', 'j.a.n.e@googlemail.com', 'jane@googlemail.com'],
    ['jane.doe+shop@x.io', 'jane.doe+shop@x.io', 'jane.doe+shop@x.io'],
    ['jane.doe@notgmail.com', 'jane.doe@notgmail.com', 'jane.doe@notgmail.com'],
    ['+@gmail.com', '+@gmail.com', undefined],
    ['ann', undefined, undefined],
    ['ann@', undefined, undefined],
    ['a b@x.io', undefined, undefined],
    ['', undefined, undefined],
  ])('%j is %s, and %s for Google', (text, plain, forGoogle) => {
    expect(normaliseEmail(text)).toBe(plain)
    expect(normaliseEmailForGoogle(text)).toBe(forGoogle)
  })
})

describe('a phone number', () => {
  it.each([
    ['+49 (0)30 / 123 456', undefined, '+4930123456'],
    ['0049 30 123456', undefined, '+4930123456'],
    ['030 123456', 'DE', '+4930123456'],
    ['06 1234 5678', 'IT', '+390612345678'],
    ['(800) 555-0100', 'US', '+18005550100'],
    ['+1 800 555 0100', 'DE', '+18005550100'],
    ['030 123456', undefined, undefined],
    ['none', 'DE', undefined],
    ['', 'DE', undefined],
  ] as const)('%j of %s is %s', (text, country, number) => {
    expect(normalisePhone(text, country)).toBe(number)
  })
})

it('digests are those of the published vectors', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(md5('abc')).toBe('900150983cd24fb0d6963f7d28e17f72')
})

it('somebody is known by all addresses and numbers, each once, and digests stay', () => {
  const digest = sha256('ann@x.io')
  const ids = ['email:Ann@X.io', `email:${digest.toUpperCase()}`, 'email:bad', 'phone:030 123456']
  const settings = {
    namespaces: { email: ['email'], phone: ['phone'] },
    phoneCountry: 'DE',
  } as const
  const rules = { email: normaliseEmail }
  expect(hashContacts(change('ann', ids), settings, rules)).toEqual({
    emails: [digest],
    phones: [sha256('+4930123456')],
  })
  expect(hashContacts(change('bob', ['email:bad', 'crm:7']), settings, rules)).toBeUndefined()
})
