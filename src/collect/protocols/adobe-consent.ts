import { getOwn } from '../../model/own.ts'
import { isObject, type Json, type JsonObject } from '../call.ts'
import { readText } from '../read-id.ts'
import { listAt, objectAt } from '../read-object.ts'
import type { Consent } from './adobe-state.ts'

const words: Readonly<Record<string, Consent>> = { y: 'in', n: 'out', in: 'in', out: 'out' }

/** What somebody chose in one of the standards that the SDK takes; the last one counts. */
export function readConsentChoice(body: JsonObject): Consent | undefined {
  const choices = (listAt(body, 'consent') ?? []).filter(isObject).map(readChoice)
  return choices.findLast((choice) => choice !== undefined)
}

function readChoice(choice: JsonObject): Consent | undefined {
  const value = getOwn(choice, 'value')
  if (typeof value === 'string') return readTcf(value, getOwn(choice, 'gdprApplies'))
  const told = isObject(value) ? value : {}
  const general = readText(getOwn(told, 'general'))
  const collect = readText(getOwn(objectAt(told, 'collect') ?? {}, 'val'))
  return getOwn(words, general ?? collect ?? '')
}

/** Adobe 2.0 in an event itself: `xdm.consents.collect.val` is `y` or `n`. */
export const readXdmConsent = (xdm: JsonObject): Consent | undefined => {
  const collect = objectAt(objectAt(xdm, 'consents') ?? {}, 'collect') ?? {}
  return getOwn(words, readText(getOwn(collect, 'val')) ?? '')
}

/** Where purpose 1, to store something on a device, stands in a consent string of the IAB (TCF 2). */
const PURPOSE_ONE_BIT = 152

function readTcf(text: string, applies: Json | undefined): Consent | undefined {
  if (applies === false) return 'in'
  const bytes = Buffer.from(text.split('.')[0] ?? '', 'base64url')
  const byte = bytes[PURPOSE_ONE_BIT >> 3]
  if (byte === undefined) return undefined
  return (byte >> (7 - (PURPOSE_ONE_BIT & 7))) & 1 ? 'in' : 'out'
}
