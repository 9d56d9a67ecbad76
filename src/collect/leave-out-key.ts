import { isObject, type Json } from './call.ts'

/**
 * What was sent, without the write key wherever a sender put it: of keys, hashes are kept and nothing else.
 * JSON in which the key does not stand is given back as it is.
 */
export function leaveOutKey(json: string, key: string | undefined): string {
  if (key === undefined || key.length < SHORTEST || !json.includes(key)) return json
  return JSON.stringify(without(JSON.parse(json) as Json, key))
}

/** What is shorter is a word, not a secret, and may be said of something else. */
const SHORTEST = 12

/** Items of batches that were kept aside are JSON in a text. */
function without(value: Json, key: string): Json {
  if (Array.isArray(value)) {
    return value.filter((each) => each !== key).map((each) => without(each as Json, key))
  }
  if (isObject(value)) {
    const left = Object.entries(value).filter(([, each]) => each !== key)
    return Object.fromEntries(left.map(([name, each]) => [name, without(each, key)]))
  }
  return typeof value === 'string' ? value.replaceAll(key, '…') : value
}
