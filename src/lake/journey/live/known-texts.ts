import type { LakeClient } from '../../client.ts'
import { type AddPrints, createSiftedTexts, type SiftedTexts } from '../../sifted-texts.ts'
import { ident, sql, value } from '../../sql.ts'
import { selectPrint } from '../../text-sieve.ts'
import { type Journey, valuesTable } from '../journey.ts'
import { textsMemoryOf } from '../state.ts'

/** A dictionary with fewer texts is looked through as quickly. */
const FEWEST_TEXTS = 20_000

/** So many are read in one statement. */
const TEXTS_AT_ONCE = 1_000_000

/** A dictionary's texts up to a code: those that were read, and those that this process has given codes since. */
interface KnownTexts {
  readonly texts: SiftedTexts
  upTo: number
}

interface KnownDictionaries {
  readonly table: string
  readonly byField: Map<number, KnownTexts>
}

/** Those of a dictionary's texts that may have a code: all that have one, and of large dictionaries hardly any other. */
export async function siftTexts(
  lake: LakeClient,
  journey: Journey,
  field: number,
  texts: readonly string[],
  fewest = FEWEST_TEXTS,
): Promise<readonly string[]> {
  const highest = journey.highestCodes[field] ?? 0
  if (highest === 0 || texts.length === 0) return []
  if (highest < fewest) return texts
  const known = knownOf(await recall(lake, journey), field)
  const sieve = known.texts.recall(known.upTo >= highest, (add) =>
    readTexts(lake, journey, field, known, highest, add),
  )
  return sieve === null ? texts : texts.filter((text) => sieve.mayHave(text))
}

/** To be told after texts have got the codes behind the highest ones, in the order of the codes. */
export async function noteTexts(
  lake: LakeClient,
  journey: Journey,
  given: readonly { readonly field: number; readonly text: string; readonly code: number }[],
): Promise<void> {
  const { byField } = await recall(lake, journey)
  for (const { field, text, code } of given) {
    const known = byField.get(field)
    if (known?.upTo !== code - 1) continue
    known.texts.add(text)
    known.upTo = code
  }
}

async function recall(lake: LakeClient, journey: Journey): Promise<KnownDictionaries> {
  const key = textsMemoryOf(journey.connection)
  const table = valuesTable(journey)
  const start = (): Promise<KnownDictionaries> => Promise.resolve({ table, byField: new Map() })
  const known = await lake.memory.recall(key, start)
  if (known.table === table) return known
  lake.memory.forget(key)
  return lake.memory.recall(key, start)
}

function knownOf({ byField }: KnownDictionaries, field: number): KnownTexts {
  const known = byField.get(field) ?? { texts: createSiftedTexts(), upTo: 0 }
  byField.set(field, known)
  return known
}

async function readTexts(
  lake: LakeClient,
  journey: Journey,
  field: number,
  known: KnownTexts,
  highest: number,
  add: AddPrints,
): Promise<void> {
  while (known.upTo < highest) {
    const to = Math.min(highest, known.upTo + TEXTS_AT_ONCE)
    const prints = await lake.bytes(
      sql`SELECT ${selectPrint(sql`value`)} FROM ${ident(valuesTable(journey))}
        WHERE field = ${value(field, 'UInt32')}
          AND code > ${value(known.upTo, 'UInt32')} AND code <= ${value(to, 'UInt32')}`,
      'RowBinary',
    )
    await add(prints)
    known.upTo = to
  }
}
