import { z } from 'zod'
import type { DeliveredChange, DeliveryBatch, DestinationType } from './destination.ts'
import { DestinationError, type Retry } from './destination-error.ts'
import { addressAt, httpAddress } from './http/address.ts'
import { callJson, type JsonRequest, unclearAnswer } from './http/json-call.ts'
import { at } from './http/json.ts'
import { deliverParts } from './http/parts.ts'
import { normaliseEmail } from './identities/email.ts'
import {
  contactRows,
  contacts,
  contactSettings,
  hashContacts,
} from './identities/hashed-contacts.ts'
import { byStatus, nameChanges, noIdentity, type Named } from './identities/named.ts'

const number = z.string().regex(/^\d{1,30}$/, { error: 'expected a number' })

const settings = z.strictObject({
  endpoint: httpAddress
    .default('https://business-api.tiktok.com')
    .meta({ description: 'where TikTok is' }),
  advertiser: number.meta({ description: 'the id of the advertiser' }),
  audience: number.meta({ description: 'the id of the audience, one that takes such uploads' }),
  ...contactSettings,
})

type Settings = z.infer<typeof settings>

export const tiktok: DestinationType<Settings> = {
  label: 'TikTok audience',
  description:
    'Adds people to an audience of TikTok and removes them, by hashed e-mail addresses and phone numbers.',
  settings,
  secrets: [{ name: 'accessToken', description: 'a long-term access token', isRequired: true }],
  batch: { items: 1000 },
  takes: contacts,
  isRunAgainstVendor: false,
  example: {
    settings: {
      endpoint: 'https://business-api.tiktok.com',
      advertiser: '7000000000000000001',
      audience: '7000000000000000002',
      namespaces: { email: ['email'], phone: ['phone'] },
      phoneCountry: 'DE',
    },
    secrets: { accessToken: 'env:TIKTOK_TOKEN' },
  },
  show(batch, own) {
    const { named, rejected } = nameAll(batch, own)
    const messages = byStatus(named).map(([status, changes]) => ({
      to: `POST ${addressOf(own, MAPPING)}`,
      body: JSON.stringify(bodyOf(own, status, changes)),
    }))
    return { messages, rejected }
  },
  open({ settings: own, secrets, outgoing }) {
    const credentials = { 'Access-Token': secrets['accessToken'] ?? '' }
    const ask = async (
      method: JsonRequest['method'],
      path: string,
      signal: AbortSignal,
      body?: object,
    ) => {
      const address = addressOf(own, path)
      refuseFailure(await callJson(outgoing, { method, address, credentials, body }, signal))
    }
    return {
      async deliver(batch, signal) {
        const { named, rejected } = nameAll(batch, own)
        const parts = byStatus(named).map(([status, changes]) => async () => {
          await ask('POST', MAPPING, signal, bodyOf(own, status, changes))
          return { accepted: changes.map(({ index }) => index), rejected: [] }
        })
        return deliverParts(parts, rejected)
      },
      async check(signal) {
        const ids = JSON.stringify([own.audience])
        const query = new URLSearchParams({
          advertiser_id: own.advertiser,
          custom_audience_ids: ids,
        })
        await ask('GET', `/dmp/custom_audience/get/?${query}`, signal)
      },
      async close() {},
    }
  },
}

const MAPPING = '/segment/mapping/'

const addressOf = ({ endpoint }: Settings, path: string): string =>
  addressAt(endpoint, `/open_api/v1.3${path}`)

const nameAll = (batch: DeliveryBatch, own: Settings) =>
  nameChanges(batch, (change) => rowsOf(change, own), noIdentity(own.namespaces))

type Rows = NonNullable<ReturnType<typeof rowsOf>>

const bodyOf = (
  { advertiser }: Settings,
  status: DeliveredChange['status'],
  changes: readonly Named<Rows>[],
) => ({
  action: status === 'entered' ? 'add' : 'delete',
  advertiser_ids: [advertiser],
  id_schema: ['EMAIL_SHA256', 'PHONE_SHA256'],
  batch_data: changes.flatMap(({ as }) => as),
})

/** An address and a number, each with the audience; empty where there is none. */
function rowsOf(change: DeliveredChange, own: Settings) {
  const hashed = hashContacts(change, own, { email: normaliseEmail })
  const cell = (id: string | undefined) =>
    id === undefined ? {} : { id, audience_ids: [own.audience] }
  return hashed && contactRows(hashed).map((row) => row.map(cell))
}

const isLater = (code: number): boolean => code === 40_100 || code === 40_016 || code >= 50_000

/** Its codes for tokens and permissions. */
const ofSettings: readonly number[] = [40_001, 40_102, 40_104, 40_105, 40_113, 40_300]

/** TikTok says in the body whether it did what it was asked. @throws DestinationError */
function refuseFailure(answer: unknown): void {
  const code = at(answer, 'code')
  if (code === 0) return
  if (typeof code !== 'number') throw unclearAnswer()
  throw new DestinationError(`it answered with code ${code}`, retryOf(code))
}

function retryOf(code: number): Retry {
  if (isLater(code)) return 'later'
  return ofSettings.includes(code) ? 'after-user-action' : 'split'
}
