import { getOwn } from '../../model/own.ts'
import type { JsonObject } from '../call.ts'
import { type CollectedEvent, type Item, reject } from '../event.ts'
import { readId, readText } from '../read-id.ts'
import { keepTold, leaveOut, listAt, objectAt, readNumber, readSentTime } from '../read-object.ts'

type Ids = Pick<CollectedEvent, 'userId' | 'anonymousId' | 'deviceId'>

type Read = (payload: JsonObject, ids: Ids, sent: JsonObject) => Item

const types: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['track', readTrack],
  ['identify', readIdentify],
  ['increment', (payload, ids) => readStep(payload, ids, 'increment')],
  ['decrement', (payload, ids) => readStep(payload, ids, 'decrement')],
  ['alias', readAlias],
  ['group', readGroup],
  ['assign_group', readAssignment],
])

/**
 * `{type, payload}` with the id and the SDK of its call. `profileId` → user, the id of the day → anonymous. A
 * property of a profile that goes up or down is an event with the step: which number it had, nobody said.
 */
export function readOpenPanelItem(sent: JsonObject): Item {
  const type = getOwn(sent, 'type')
  const payload = objectAt(sent, 'payload')
  const read = types.get(String(type))
  if (payload === undefined) return reject('no-object', sent)
  if (read === undefined) {
    return reject('unknown-type', sent, `its type is none of ${[...types.keys()].join(', ')}`)
  }
  const ids = {
    userId: readId(getOwn(payload, 'profileId')),
    anonymousId: readId(getOwn(sent, 'anonymousId')),
    deviceId: readId(getOwn(payload, 'deviceId')),
  }
  if (!(ids.userId ?? ids.anonymousId)) return reject('no-id', sent)
  const item = read(payload, ids, sent)
  const library = objectAt(sent, 'library')
  return 'reason' in item || !library ? item : { ...item, context: { ...item.context, library } }
}

/** Names that begin with `__` are the SDK's: address, title and referrer of the page, revenue, time. */
function readTrack(payload: JsonObject, ids: Ids, sent: JsonObject): Item {
  const event = readText(getOwn(payload, 'name'))
  if (event === undefined) return reject('no-event', sent)
  const told = objectAt(payload, 'properties') ?? {}
  const own = Object.entries(told).filter(([name]) => !name.startsWith('__'))
  const revenue = readNumber(getOwn(told, '__revenue'))
  const isPage = event === 'screen_view'
  return {
    type: isPage ? 'page' : 'track',
    event: isPage ? undefined : event,
    ...ids,
    deviceId: readId(getOwn(told, '__deviceId')) ?? ids.deviceId,
    groupId: readId(listAt(payload, 'groups')?.[0]),
    time: readSentTime(getOwn(told, '__timestamp')) ?? readSentTime(getOwn(payload, 'timestamp')),
    properties: keepTold({ ...(Object.fromEntries(own) as JsonObject), revenue }),
    context: keepTold({ page: readPage(told), ...readSender(told) }),
  }
}

/** A page of an app is no address. */
function readPage(told: JsonObject): JsonObject | undefined {
  const path = readText(getOwn(told, '__path'))
  const isAddress = path !== undefined && URL.canParse(path)
  return keepTold({
    url: isAddress ? path : undefined,
    path: isAddress ? new URL(path).pathname : path,
    referrer: readText(getOwn(told, '__referrer')),
    title: readText(getOwn(told, '__title')),
  })
}

const readSender = (told: JsonObject) => ({
  ip: readText(getOwn(told, '__ip')),
  userAgent: readText(getOwn(told, '__userAgent')),
})

function readIdentify(payload: JsonObject, ids: Ids): Item {
  const own = leaveOut(payload, ['profileId', 'deviceId', 'properties'])
  const told = Object.entries(objectAt(payload, 'properties') ?? {})
  const properties = told.filter(([name]) => !name.startsWith('__'))
  return {
    type: 'identify',
    ...ids,
    traits: keepTold({ ...Object.fromEntries(properties), ...own }),
  }
}

function readStep(payload: JsonObject, ids: Ids, event: 'increment' | 'decrement'): Item {
  const properties = keepTold({
    property: readText(getOwn(payload, 'property')),
    value: readNumber(getOwn(payload, 'value')) ?? 1,
  })
  return { type: 'track', event, ...ids, properties, changes: readStepChange(payload, event) }
}

function readStepChange(payload: JsonObject, event: 'increment' | 'decrement') {
  const name = readText(getOwn(payload, 'property'))
  const value = readNumber(getOwn(payload, 'value')) ?? 1
  return name === undefined
    ? []
    : [{ kind: 'add', name, value: event === 'increment' ? value : -value } as const]
}

function readAlias(payload: JsonObject, ids: Ids, sent: JsonObject): Item {
  const previousId = readId(getOwn(payload, 'alias'))
  return previousId ? { type: 'alias', ...ids, previousId } : reject('no-previous-id', sent)
}

function readGroup(payload: JsonObject, ids: Ids, sent: JsonObject): Item {
  const groupId = readId(getOwn(payload, 'id'))
  if (groupId === undefined) return reject('no-group', sent)
  const traits = keepTold({
    ...leaveOut(payload, ['id', 'profileId', 'properties']),
    ...objectAt(payload, 'properties'),
  })
  return { type: 'group', ...ids, groupId, traits }
}

/** Who is in several groups at once is in the first one; all of them are in the properties. */
function readAssignment(payload: JsonObject, ids: Ids, sent: JsonObject): Item {
  const groups = listAt(payload, 'groupIds') ?? []
  const groupId = readId(groups[0])
  if (groupId === undefined) return reject('no-group', sent)
  return { type: 'group', ...ids, groupId, properties: { groups } }
}
