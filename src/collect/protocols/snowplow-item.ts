import { getOwn } from '../../model/own.ts'
import type { JsonObject } from '../call.ts'
import { type Item, reject } from '../event.ts'
import { gatherContext, type Places } from '../gather-context.ts'
import { readProfileChange } from '../profile/read-change.ts'
import { readId, readText } from '../read-id.ts'
import { keepTold, leaveOut, objectAt, readNumber, readSentTime } from '../read-object.ts'
import { groupEntities, readEntities } from './snowplow-entity.ts'
import { isEventLetter, readAction } from './snowplow-event.ts'

/**
 * One event in the words of the tracker protocol. `uid` → user; the browser's own id (`duid`), or that of an
 * app's installation → anonymous; the collector's cookie (`nuid`, `tnuid`) → device.
 */
export function readSnowplowItem(sent: JsonObject): Item {
  const letter = readText(getOwn(sent, 'e'))
  if (!isEventLetter(letter)) return reject('unknown-type', sent)
  const entities = groupEntities(readEntities(sent))
  const session = objectAt(entities, 'client_session')
  const network = readId(getOwn(sent, 'tnuid')) ?? readId(getOwn(sent, 'nuid'))
  const ids = {
    userId: readId(getOwn(sent, 'uid')),
    anonymousId:
      readId(getOwn(sent, 'duid')) ?? readId(session && getOwn(session, 'userId')) ?? network,
    deviceId: network,
  }
  if (!(ids.userId ?? ids.anonymousId)) return reject('no-id', sent)
  const action = readAction(letter, sent)
  if (!action) return reject('no-event', sent, 'its event has no name, or its JSON is broken')
  const { schema, ...rest } = action
  return {
    ...rest,
    ...ids,
    messageId: readId(getOwn(sent, 'eid')),
    ...readTimes(sent),
    ...readUser(objectAt(entities, 'user')),
    context: { ...readContext(sent, entities), ...keepTold({ schema }), ...around(entities) },
  }
}

/** What is told of the user beside an event, in the entity `user`. */
const readUser = (user: JsonObject | undefined) =>
  user === undefined ? {} : readProfileChange({}, leaveOut(user, ['id']))

/** A true timestamp is of a clock that is right. */
function readTimes(sent: JsonObject) {
  const exact = readSentTime(getOwn(sent, 'ttm'))
  if (exact !== undefined) return { time: exact }
  return { time: readSentTime(getOwn(sent, 'dtm')), sentAt: readSentTime(getOwn(sent, 'stm')) }
}

const around = (entities: JsonObject) => (Object.keys(entities).length === 0 ? {} : { entities })

function readContext(sent: JsonObject, entities: JsonObject): JsonObject {
  const [name, version] = (readText(getOwn(sent, 'tv')) ?? '').split(/-(?=\d)/)
  const library = keepTold({ name: name ? `snowplow-${name}` : undefined, version })
  const session = sessionOf(objectAt(entities, 'client_session'))
  return {
    ...gatherContext(objectAt(entities, 'mobile_context') ?? {}, mobilePlaces),
    ...gatherContext({ ...sent, ...sizes(sent), ...session }, places),
    ...(library && { library }),
  }
}

/** The session of an app stands in an entity, that of a browser beside the event as well. */
const sessionOf = (session: JsonObject | undefined): JsonObject =>
  keepTold({
    sid: session && getOwn(session, 'sessionId'),
    vid: session && getOwn(session, 'sessionIndex'),
  }) ?? {}

/** `1280x720` */
function sizes(sent: JsonObject): JsonObject {
  const [width, height] = (readText(getOwn(sent, 'res')) ?? '').split('x').map(readNumber)
  return keepTold({ width, height }) ?? {}
}

const places: Places = {
  url: ['page', 'url'],
  refr: ['page', 'referrer'],
  page: ['page', 'title'],
  ua: ['userAgent'],
  ip: ['ip'],
  lang: ['locale'],
  tz: ['timezone'],
  p: ['platform'],
  aid: ['app', 'name'],
  sid: ['sessionId'],
  vid: ['sessionNumber'],
  width: ['screen', 'width'],
  height: ['screen', 'height'],
}

const mobilePlaces: Places = {
  osType: ['os', 'name'],
  osVersion: ['os', 'version'],
  deviceManufacturer: ['device', 'manufacturer'],
  deviceModel: ['device', 'model'],
  appleIdfa: ['device', 'advertisingId'],
  androidIdfa: ['device', 'advertisingId'],
  carrier: ['network', 'carrier'],
}
