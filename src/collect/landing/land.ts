import { randomUUID } from 'node:crypto'
import type { ProtocolName, Source } from '../../model/definitions/source.ts'
import { getOwn } from '../../model/own.ts'
import { isObject, type JsonObject } from '../call.ts'
import {
  type CollectedEvent,
  isUnreadable,
  type Item,
  rejectEvent,
  type Unreadable,
} from '../event.ts'
import { isTooDeep } from '../read-json.ts'
import { readText } from '../read-id.ts'
import type { CollectedRow } from '../row.ts'
import { keepAddress } from './address.ts'
import { readAddress } from './read-address.ts'
import { readCampaign } from './campaign.ts'
import { findClickId } from './click-id.ts'
import { classifyReferrer } from './referrer.ts'
import { correctTime, readInstant } from './time.ts'
import { readUserAgent } from './user-agent.ts'

/** What the server knows of a call beside its body. */
export interface Arrival {
  /** UTC milliseconds. */
  readonly receivedAt: number
  readonly address: string | undefined
  readonly userAgent: string | undefined
  readonly protocol: ProtocolName
}

/** One event as a row of the source's dataset, or why it is none. */
export function land(
  item: Item,
  arrival: Arrival,
  { ip }: Pick<Source, 'ip'>,
): CollectedRow | Unreadable {
  if (isUnreadable(item)) return item
  const { properties, traits, context } = item
  if ([properties, traits, context].some((each) => each !== undefined && isTooDeep(each))) {
    return rejectEvent('too-deep', item, arrival.protocol)
  }
  const at = correctTime(item.time, item.sentAt, arrival.receivedAt)
  if (typeof at === 'string') return rejectEvent(at, item, arrival.protocol)
  const row = {
    ...describe(item, arrival, at),
    ...describePage(item, arrival),
    ip: findAddress(item, arrival, ip),
  }
  return item.consent === 'denied' ? forgetPerson(row) : row
}

export const isRow = (landed: CollectedRow | Unreadable): landed is CollectedRow =>
  !('reason' in landed)

function describe(item: CollectedEvent, { receivedAt, protocol }: Arrival, at: number) {
  const { type, context = {}, userId, previousId } = item
  const sent = item.sentAt === undefined ? undefined : readInstant(item.sentAt)
  const { ip: _, ...told } = context
  return {
    timestamp: new Date(at).toISOString(),
    received_at: new Date(receivedAt).toISOString(),
    sent_at: sent === undefined ? undefined : printInstant(sent),
    type,
    event: item.event ?? type,
    name: item.name,
    category: item.category,
    user_id: userId,
    anonymous_id: (type === 'alias' ? previousId : undefined) ?? item.anonymousId,
    device_id: item.deviceId ?? readDeviceId(context),
    group_id: item.groupId ?? readText(getOwn(context, 'groupId')),
    previous_id: previousId,
    message_id: item.messageId ?? randomUUID(),
    properties: item.properties,
    traits: item.traits,
    context: told,
    consent: item.consent,
    protocol,
    library: readLibrary(context),
  } satisfies Partial<CollectedRow>
}

/** Outside of what a date can be, a time of sending says nothing. */
function printInstant(at: number): string | undefined {
  return at > 0 && at < Date.UTC(9999, 0) ? new Date(at).toISOString() : undefined
}

function describePage({ context = {}, properties = {} }: CollectedEvent, arrival: Arrival) {
  const page = objectAt(context, 'page')
  const given = readText(getOwn(page, 'url')) ?? readText(getOwn(properties, 'url'))
  const url = given === undefined ? undefined : readAddress(given)
  const from = readText(getOwn(page, 'referrer')) ?? readText(getOwn(properties, 'referrer'))
  const campaign = readCampaign(url, context)
  const click = url && findClickId(url.searchParams)
  const { browser, browserVersion, os, device, isBot } = readUserAgent(
    readText(getOwn(context, 'userAgent')) ?? browserOf(arrival),
  )
  const agent = { browser, browser_version: browserVersion, os, device }
  return {
    user_agent: withoutUndefined(agent),
    is_bot: isBot,
    referrer: url && withoutUndefined({ ...classifyReferrer(url, from, campaign?.medium) }),
    utm: campaign && withoutUndefined({ ...campaign }),
    click_id: click && { name: click.name, value: click.value },
  }
}

/** A program that sends names itself, not whom it sends for: it is no browser and no bot. */
const browserOf = ({ userAgent }: Arrival): string | undefined =>
  /^(mozilla|opera)\//i.test(userAgent ?? '') ? userAgent : undefined

/** Servers send the address of whom they send for. */
function findAddress({ context = {} }: CollectedEvent, { address }: Arrival, keep: Source['ip']) {
  return keepAddress(readText(getOwn(context, 'ip')) ?? address, keep)
}

/** What names a person, or the device of one. */
const naming = ['user_id', 'anonymous_id', 'device_id', 'group_id', 'previous_id', 'traits', 'ip']

const namingInContext = ['device', 'deviceId', 'traits', 'groupId', 'userId', 'anonymousId']

/** Whoever refuses is nobody: what is left of the row says what happened, and not to whom. */
function forgetPerson(row: CollectedRow): CollectedRow {
  const { context = {} } = row
  return {
    ...omit(row, naming),
    context: omit(context, namingInContext),
  }
}

function omit<T extends object>(object: T, names: readonly string[]): T {
  const left = Object.entries(object).filter(([name]) => !names.includes(name))
  return Object.fromEntries(left) as T
}

const readDeviceId = (context: JsonObject): string | undefined =>
  readText(getOwn(objectAt(context, 'device'), 'id'))

function readLibrary(context: JsonObject): string | undefined {
  const library = objectAt(context, 'library')
  const name = readText(getOwn(library, 'name'))
  const version = readText(getOwn(library, 'version'))
  return name === undefined ? undefined : [name, ...(version ? [version] : [])].join(' ')
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = getOwn(object, name)
  return isObject(value) ? value : {}
}

function withoutUndefined(values: Readonly<Record<string, string | undefined>>): JsonObject {
  const told = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(told) as JsonObject
}
