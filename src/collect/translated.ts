import { getOwn } from '../model/own.ts'
import { isObject, type Json, type JsonObject } from './call.ts'
import { type CollectedEvent, isUnreadable, type Item, reject } from './event.ts'
import type { AttributeChange } from './profile/change.ts'
import { isOperation } from './profile/operations.ts'
import { readSegmentEvent } from './protocols/segment-item.ts'
import { readId } from './read-id.ts'
import { listAt } from './read-object.ts'

/** An event that was kept aside by `rejectEvent`, with the changes of attributes that its SDK said in its own words. */
export function readTranslated(sent: JsonObject): Item {
  const event = readSegmentEvent(sent)
  if (isUnreadable(event)) return event
  if (!namesAnybody(event)) return reject('no-id', sent)
  const changes = listAt(sent, 'changes')?.filter(isChange)
  return {
    ...event,
    deviceId: readId(getOwn(sent, 'deviceId')),
    ...(getOwn(sent, 'consent') === 'granted' && { consent: 'granted' as const }),
    ...(changes && { changes }),
  }
}

/** Whoever refuses is nobody. */
const namesAnybody = ({ consent, ...event }: CollectedEvent): boolean =>
  consent === 'denied' ||
  [event.userId, event.anonymousId, event.groupId, event.previousId].some(Boolean)

function isChange(told: Json): told is Json & AttributeChange {
  if (!isObject(told)) return false
  const kind = getOwn(told, 'kind')
  if (kind === 'clear') return true
  if (typeof kind !== 'string' || typeof getOwn(told, 'name') !== 'string') return false
  return kind === 'unset' || ((kind === 'set' || isOperation(kind)) && 'value' in told)
}
