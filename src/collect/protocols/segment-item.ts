import { getOwn } from '../../model/own.ts'
import type { JsonObject } from '../call.ts'
import { type CallType, callTypes, type Item, reject } from '../event.ts'
import { readId, readText } from '../read-id.ts'
import { objectAt, readSentTime } from '../read-object.ts'

/** One call of the Segment API, as all SDKs of this family send it. collect §1 */
export const readSegmentItem = (item: JsonObject): Item => readSegmentCall(item, namesPerson)

/** The same, whether it names somebody or not. */
export const readSegmentEvent = (item: JsonObject): Item => readSegmentCall(item, () => true)

interface Ids {
  readonly userId: string | undefined
  readonly anonymousId: string | undefined
  readonly groupId: string | undefined
  readonly previousId: string | undefined
}

type IsNamed = (ids: Ids, type: CallType) => boolean

const namesPerson: IsNamed = ({ userId, anonymousId, previousId }, type) =>
  Boolean(userId ?? anonymousId) || (type === 'alias' && Boolean(previousId))

function readSegmentCall(item: JsonObject, isNamed: IsNamed): Item {
  const type = getOwn(item, 'type')
  if (!isCallType(type)) {
    return reject('unknown-type', item, `its type ${show(type)} is none of ${callTypes.join(', ')}`)
  }
  const ids = {
    userId: readId(getOwn(item, 'userId')),
    anonymousId: readId(getOwn(item, 'anonymousId')),
    groupId: readId(getOwn(item, 'groupId')),
    previousId: readId(getOwn(item, 'previousId')),
  }
  if (!isNamed(ids, type)) return reject('no-id', item)
  const { groupId, previousId } = ids
  const event = readText(getOwn(item, 'event'))
  if (type === 'track' && event === undefined) return reject('no-event', item)
  if (type === 'group' && groupId === undefined) return reject('no-group', item)
  if (type === 'alias' && previousId === undefined) return reject('no-previous-id', item)
  return { type, ...ids, event, ...readNames(item, type), ...readRest(item) }
}

/** Some SDKs have the name of a page among its properties alone. */
function readNames(item: JsonObject, type: CallType) {
  const isView = type === 'page' || type === 'screen'
  const properties = isView ? objectAt(item, 'properties') : undefined
  const find = (name: string) =>
    readText(getOwn(item, name)) ?? readText(properties && getOwn(properties, name))
  return { name: find('name'), category: find('category') }
}

function readRest(item: JsonObject) {
  const context = objectAt(item, 'context')
  return {
    messageId: readId(getOwn(item, 'messageId')),
    time:
      readSentTime(getOwn(item, 'originalTimestamp')) ?? readSentTime(getOwn(item, 'timestamp')),
    sentAt: readSentTime(getOwn(item, 'sentAt')),
    properties: objectAt(item, 'properties'),
    traits: objectAt(item, 'traits') ?? objectAt(context, 'traits'),
    context,
    consent: getOwn(item, 'consent') === 'denied' ? ('denied' as const) : undefined,
  }
}

const isCallType = (type: unknown): type is CallType => callTypes.includes(type as CallType)

const show = (value: unknown): string =>
  value === undefined ? 'is missing and' : JSON.stringify(value)
