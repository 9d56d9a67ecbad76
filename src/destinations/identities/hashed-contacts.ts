import { z } from 'zod'
import type { DeliveredChange, TakenIdentity } from '../destination.ts'
import { readSha256, sha256 } from './hash.ts'
import { idsIn, namespacesOf } from './named.ts'
import { normalisePhone, phoneCountry } from './phone.ts'

/** What advertising networks know people by. */
export const contacts = [
  { as: 'email', namespaces: ['email'] },
  { as: 'phone', namespaces: ['phone'] },
] as const satisfies readonly TakenIdentity[]

type Contact = (typeof contacts)[number]['as']

/** The settings of all that take hashed addresses and numbers. */
export const contactSettings = { namespaces: namespacesOf<Contact>(contacts), phoneCountry }

const settings = z.strictObject(contactSettings)

type Settings = z.infer<typeof settings>

/** SHA-256 digests in hexadecimal digits. */
export interface HashedContacts {
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

/** How a network wants ids to be written before they are hashed. */
interface Rules {
  email(text: string): string | undefined
  /** Of a number in E.164. */
  phone?(number: string): string
}

/** Addresses and numbers of somebody, hashed; undefined when there is none. Ids that are digests stay. */
export function hashContacts(
  change: DeliveredChange,
  { namespaces, phoneCountry: country }: Settings,
  { email, phone = (number) => number }: Rules,
): HashedContacts | undefined {
  const write = (text: string) => {
    const number = normalisePhone(text, country)
    return number === undefined ? undefined : phone(number)
  }
  const emails = hashAll(idsIn(change, namespaces.email), email)
  const phones = hashAll(idsIn(change, namespaces.phone), write)
  return emails.length + phones.length === 0 ? undefined : { emails, phones }
}

const hashAll = (ids: readonly string[], write: (id: string) => string | undefined) => [
  ...new Set(ids.flatMap((id) => readSha256(id) ?? hashWritten(write(id)))),
]

const hashWritten = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : [sha256(text)]

/** Rows of an address and a number each, all of them named, for networks that take one of each at a time. */
export const contactRows = ({
  emails,
  phones,
}: HashedContacts): readonly (readonly [email: string | undefined, phone: string | undefined])[] =>
  Array.from({ length: Math.max(emails.length, phones.length) }, (_, row) => [
    emails[row],
    phones[row],
  ])
