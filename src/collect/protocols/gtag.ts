import type { Call, Json, JsonObject } from '../call.ts'
import { checkItems, readBodyText } from '../read-json.ts'
import { keepTold, readNumber } from '../read-object.ts'

/** What stands in front of the name of a parameter or of a property of the person: texts and numbers. */
const prefixes = { text: 'ep.', number: 'epn.', userText: 'up.', userNumber: 'upn.' }

/**
 * What gtag.js sends to `/g/collect`, in the words of the Measurement Protocol: what all events share is in the
 * address, each line of the body is an event; without a body the address is the event.
 */
export function readGtag({ query, body }: Call): readonly JsonObject[] {
  const lines = readBodyText(body)
    .split(/\r?\n/)
    .filter((line) => line !== '')
  checkItems(lines.length)
  const events = lines.length === 0 ? [''] : lines
  return events.map((line, index) => {
    const own = new URLSearchParams(line)
    return readHit(new URLSearchParams([...query, ...own]), index)
  })
}

function readHit(hit: URLSearchParams, index: number): JsonObject {
  // The line stands behind the address: what both have is the line's.
  const find = (name: string) => hit.getAll(name).at(-1)
  return {
    ...keepTold({ client_id: find('cid'), user_id: find('uid') }),
    event: {
      ...keepTold({
        name: find('en'),
        id: readHitId(find, index),
        user_properties: readPrefixed(hit, prefixes.userText, prefixes.userNumber),
        consent: readConsent(find('gcs')),
      }),
      params: readParameters(hit, find),
    },
  }
}

/** A page, a number of the call on it and the line of the call: sent once more, it is the same event. */
function readHitId(find: (name: string) => string | undefined, index: number) {
  const parts = [find('cid'), find('_p'), find('_s')]
  return parts.every((part) => part !== undefined) ? [...parts, index].join('.') : undefined
}

function readParameters(hit: URLSearchParams, find: (name: string) => string | undefined) {
  const told = {
    page_location: find('dl'),
    page_referrer: find('dr'),
    page_title: find('dt'),
    language: find('ul'),
    screen_resolution: find('sr'),
    session_id: find('sid'),
    session_number: readNumber(find('sct')),
    engagement_time_msec: readNumber(find('_et')),
    currency: find('cu'),
    items: readItems(hit),
    ...readPrefixed(hit, prefixes.text, prefixes.number),
  }
  return keepTold(told) ?? {}
}

function readPrefixed(hit: URLSearchParams, text: string, number: string) {
  const found = [...hit].flatMap(([name, value]): [string, Json][] => {
    if (name.startsWith(text)) return [[name.slice(text.length), value]]
    if (name.startsWith(number)) return [[name.slice(number.length), readNumber(value) ?? value]]
    return []
  })
  return found.length === 0 ? undefined : (Object.fromEntries(found) as JsonObject)
}

/** `G1xy`: x is the storage of advertising, y that of analytics; 1 is granted, 0 denied. */
function readConsent(gcs: string | undefined): JsonObject | undefined {
  const [, ads, analytics] = /^G1([01-])([01-])$/.exec(gcs ?? '') ?? []
  const word = (digit: string | undefined) =>
    digit === '1' ? 'GRANTED' : digit === '0' ? 'DENIED' : undefined
  return keepTold({ ad_storage: word(ads), analytics_storage: word(analytics) })
}

const itemFields = new Map([
  ['id', 'item_id'],
  ['nm', 'item_name'],
  ['br', 'item_brand'],
  ['ca', 'item_category'],
  ['va', 'item_variant'],
  ['pr', 'price'],
  ['qt', 'quantity'],
  ['cp', 'coupon'],
  ['ds', 'discount'],
  ['lp', 'index'],
])

const numbers = ['price', 'quantity', 'discount', 'index']

/** `pr1=idsku~nmBoots~pr129~qt1`: two letters say what follows. */
function readItems(hit: URLSearchParams): Json | undefined {
  const items = [...hit].filter(([name]) => /^pr\d+$/.test(name))
  if (items.length === 0) return undefined
  return items.map(([, item]) => {
    const fields = item.split('~').flatMap((field): [string, Json][] => {
      const name = itemFields.get(field.slice(0, 2))
      const value = field.slice(2)
      if (name === undefined) return []
      return [[name, numbers.includes(name) ? (readNumber(value) ?? value) : value]]
    })
    return Object.fromEntries(fields) as JsonObject
  })
}
