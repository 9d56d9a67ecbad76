import { randomInt } from 'node:crypto'
import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { chooseKey } from '../keys.ts'
import { readId, readText } from '../read-id.ts'
import { listAt, objectAt } from '../read-object.ts'

export type Consent = 'in' | 'out'

/** Who a call comes from, as cookies or its body say. */
export interface Client {
  /** 38 digits; made by the server for whoever has none. */
  readonly ecid: string
  readonly consent: Consent | undefined
  /** In front of the names of its cookies: `kndctr_ORG_AdobeOrg`. */
  readonly cookiePrefix: string
}

/** In seconds, as Adobe has them. */
const maxAge = { identity: 34_128_000, consent: 15_552_000, cluster: 1800 }

/** There are no regions: each server is one, and it is called so. */
const CLUSTER = 'own'

/** `datastreamId` is the write key, or the key, a colon and the site’s own organisation. */
const datastreamOf = ({ query }: Call) =>
  query.get('configId') ?? query.get('dataStreamId') ?? query.get('datastreamId') ?? ''

export const keyOfDatastream = (call: Call): string | undefined =>
  chooseKey(call.query.get('writeKey'), datastreamOf(call).split(':')[0])

export function readClient(call: Call, body: JsonObject): Client {
  const state = readState(call, body)
  const [identityName] = [...state.keys()].filter((name) => name.endsWith('_identity'))
  const find = (name: string) => [...state].find(([key]) => key.endsWith(`_${name}`))?.[1]
  return {
    ecid: findEcid(body) ?? decodeIdentity(find('identity')) ?? makeEcid(),
    consent: readConsent(find('consent')),
    cookiePrefix: identityName?.replace(/_identity$/, '') ?? `kndctr_${organisationOf(call)}`,
  }
}

/** The cookies that the SDK is to set. */
export function printState({ ecid, consent, cookiePrefix }: Client) {
  const print = (name: keyof typeof maxAge, value: string) => ({
    key: `${cookiePrefix}_${name}`,
    value,
    maxAge: maxAge[name],
    attrs: { SameSite: 'None' },
  })
  const chosen = consent === undefined ? [] : [print('consent', `general=${consent}`)]
  return [print('identity', encodeIdentity(ecid)), print('cluster', CLUSTER), ...chosen]
}

/** The SDK names its cookies after `orgId`, which no call tells: it is the key’s, unless the datastream says. */
function organisationOf(call: Call): string {
  const [key = '', organisation] = datastreamOf(call).split(':')
  return (organisation ?? `${key}@AdobeOrg`).replace('@', '_')
}

/** Cookies of the own domain come as such, others in the body. */
function readState({ header }: Call, body: JsonObject): ReadonlyMap<string, string> {
  const meta = objectAt(body, 'meta') ?? {}
  const entries = listAt(objectAt(meta, 'state') ?? {}, 'entries') ?? []
  const told = entries.filter(isObject).flatMap((entry): [string, string][] => {
    const [key, value] = [readText(getOwn(entry, 'key')), readText(getOwn(entry, 'value'))]
    return key !== undefined && value !== undefined ? [[key, value]] : []
  })
  const cookies = (header('cookie') ?? '').split(';').flatMap((pair): [string, string][] => {
    const [key = '', ...value] = pair.trim().split('=')
    return value.length > 0 ? [[key, value.join('=')]] : []
  })
  return new Map([...cookies, ...told].filter(([name]) => name.startsWith('kndctr_')))
}

function readConsent(cookie: string | undefined): Consent | undefined {
  const general = /(?:^|;)general=(in|out)\b/.exec(unescape(cookie ?? ''))?.[1]
  return general as Consent | undefined
}

/** A server, or an address with `adobe_mc`, says who it is in the body. */
function findEcid(body: JsonObject): string | undefined {
  const one = objectAt(body, 'event')
  const events = listAt(body, 'events')?.filter(isObject) ?? (one ? [one] : [])
  const maps = [body, ...[body, ...events].map((each) => objectAt(each, 'xdm') ?? {})]
  const listed = maps.flatMap((each) => listAt(objectAt(each, 'identityMap') ?? {}, 'ECID') ?? [])
  return (
    listed.map((entry: Json) => isObject(entry) && readId(getOwn(entry, 'id'))).find(Boolean) ||
    undefined
  )
}

/** Two random numbers of 19 digits, as Adobe makes them. */
function makeEcid(): string {
  const digits = Array.from({ length: 38 }, () => randomInt(10))
  return digits.join('')
}

/** A protocol buffer whose first field is the id. */
function encodeIdentity(ecid: string): string {
  const id = Buffer.from(ecid)
  return Buffer.concat([Buffer.from([0x0a, id.length]), id]).toString('base64url')
}

function decodeIdentity(cookie: string | undefined): string | undefined {
  const bytes = Buffer.from(unescape(cookie ?? ''), 'base64url')
  const [tag, length = 0] = bytes
  const id = bytes.subarray(2, 2 + length).toString()
  return tag === 0x0a && length < 0x80 && /^\d{10,60}$/.test(id) ? id : undefined
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
