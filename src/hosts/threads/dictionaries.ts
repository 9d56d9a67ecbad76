import type { LakeClient } from '../../lake/client.ts'
import { type DictionaryBytes, type Journey, readDictionary } from '../../lake/journey/index.ts'
import { Dictionary } from '../../model/dictionary.ts'

/** Dictionaries of journeys by their number: of later versions only the values are read that have come since. */
export interface Dictionaries {
  read(journey: Journey, field: number): Promise<Dictionary>
}

/** Codes are never changed: of one generation, a dictionary is the beginning of every later one. */
export function createDictionaries(lake: LakeClient): Dictionaries {
  const latest = new Map<string, Promise<Dictionary>>()
  return {
    async read(journey, field) {
      const key = `${journey.connection}/${field}/${journey.generation}`
      const size = (journey.highestCodes[field] ?? 0) + 1
      const before = latest.get(key)
      const reading = extend(lake, { journey, field, size }, before)
      latest.set(key, reading)
      reading.catch(() => latest.get(key) === reading && latest.delete(key))
      forgetEarlier(latest, journey, field)
      const dictionary = await reading
      return dictionary.size === size ? dictionary : dictionary.first(size)
    },
  }
}

interface Asked {
  readonly journey: Journey
  readonly field: number
  readonly size: number
}

async function extend(
  lake: LakeClient,
  { journey, field, size }: Asked,
  before: Promise<Dictionary> | undefined,
): Promise<Dictionary> {
  const known = await before?.catch(() => undefined)
  if (known === undefined) return dictionaryOf(await readDictionary(lake, journey, field))
  if (known.size >= size) return known
  const { bytes, offsets } = await readDictionary(lake, journey, field, known.size - 1)
  return known.extended(bytes, offsets)
}

/** Of generations before. */
function forgetEarlier(
  latest: Map<string, Promise<Dictionary>>,
  { connection, generation }: Journey,
  field: number,
): void {
  for (const key of latest.keys()) {
    const isOther = key !== `${connection}/${field}/${generation}`
    if (isOther && key.startsWith(`${connection}/${field}/`)) latest.delete(key)
  }
}

export const dictionaryOf = ({ bytes, offsets }: DictionaryBytes): Dictionary =>
  new Dictionary(bytes, offsets)
