import {
  type Arrival,
  type CollectedRow,
  isRow,
  isUnreadable,
  type Item,
  type Journal,
  land,
  leaveOutKey,
  type Outcome,
  type ProfileEntry,
  rejectEvent,
  type RejectEntry,
  tellProfile,
  TRANSLATED,
  type Unreadable,
} from '../../../collect/index.ts'
import type { LiveItem } from '../../../model/answers/sources.ts'
import { readLimit } from '../../../model/budgets/index.ts'
import { profilesOf } from '../../../model/definitions/source.ts'
import { letOthersIn } from '../../../model/let-others-in.ts'
import type { Source } from '../../../model/definitions/index.ts'
import type { SourceCounters } from './counters.ts'
import type { LiveView } from './live.ts'

export type Landed = ReturnType<typeof land>

interface Surroundings {
  readonly journal: Journal
  readonly counters: SourceCounters
  readonly live: LiveView
  /** Something has arrived. */
  readonly wake: () => void
}

/** What a call brings, with the write key that it came with. */
export interface Taken {
  readonly items: Iterable<Item>
  readonly key: string | undefined
}

type Take = (source: Source, taken: Taken, arrival: Arrival) => Promise<Outcome>

/** Items are read as they are asked for; others are let in between. */
export async function readItems(items: Iterable<Item>): Promise<readonly Item[]> {
  const read: Item[] = []
  for (const item of items) {
    read.push(item)
    await letOthersIn()
  }
  return read
}

/** What becomes of items; nothing is kept. */
export async function landAll(
  source: Pick<Source, 'ip'>,
  items: readonly Item[],
  arrival: Arrival,
): Promise<readonly Landed[]> {
  return (await printAll(source, items, arrival)).map(({ landed }) => landed)
}

/** What becomes of an item; of a row, also as JSON. */
interface Printed {
  readonly landed: Landed
  readonly json: string
}

async function printAll(
  source: Pick<Source, 'ip'>,
  items: readonly Item[],
  arrival: Arrival,
): Promise<readonly Printed[]> {
  const printed: Printed[] = []
  const limit = readLimit('collect-event-kb') * 1024
  for (const item of items) {
    printed.push(refuseLarge(item, land(item, arrival, source), arrival, limit))
    await letOthersIn()
  }
  return printed
}

/** A larger event than one may be is kept aside, whole. */
function refuseLarge(item: Item, landed: Landed, { protocol }: Arrival, limit: number): Printed {
  if (isUnreadable(item) || !isRow(landed)) return { landed, json: '' }
  const json = JSON.stringify(landed)
  const isSmall = json.length * MOST_BYTES <= limit
  const bytes = isSmall ? json.length : Buffer.byteLength(json)
  if (bytes <= limit) return { landed, json }
  const detail = `it has ${bytes} bytes, where collect-event-kb allows ${limit}`
  return { landed: rejectEvent('too-large', item, protocol, detail), json: '' }
}

/** Of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3

/** Takes the items of calls: they are durable when it resolves. Errors: collect/full; what the disk says. */
export function openTaking({ journal, counters, live, wake }: Surroundings): Take {
  const nameReject = countIds()

  function toLines(source: Source, item: Item, printed: Printed, arrival: Arrival): string[] {
    const { id, dataset } = source
    const { landed, json } = printed
    if (!isRow(landed)) return [JSON.stringify(toReject(id, landed, arrival))]
    const row = `{"source":${JSON.stringify(id)},"dataset":${JSON.stringify(dataset)},"row":${json}}`
    return [row, ...tellProfiles(source, item, landed).map((told) => JSON.stringify(told))]
  }

  function toReject(source: string, landed: Unreadable, arrival: Arrival): RejectEntry {
    const { reason, detail, body, isTranslated } = landed
    const at = new Date(arrival.receivedAt).toISOString()
    const protocol = isTranslated ? TRANSLATED : arrival.protocol
    const name = nameReject(arrival.receivedAt)
    return { source, reject: { id: name, at, protocol, reason, detail, body } }
  }

  function count({ id }: Source, landed: readonly Landed[], receivedAt: number): void {
    const counter = counters.of(id)
    const rows = landed.filter(isRow).length
    counter.accepted += rows
    counter.waiting += rows
    counter.rejected += landed.length - rows
    counter.lastAt = receivedAt
  }

  function show({ id }: Source, landed: readonly Landed[], { receivedAt, protocol }: Arrival) {
    if (!live.isWatched(id)) return
    const at = new Date(receivedAt).toISOString()
    for (const each of landed) live.tell(id, describeLive(each, at, protocol))
  }

  return async (source, { items: sent, key }, arrival) => {
    const items = await readItems(sent)
    if (items.length === 0) return { accepted: 0, rejected: [] }
    const printed = await printAll(source, items, arrival)
    const landed = printed.map((each) => each.landed)
    const lines: string[] = []
    for (const [index, each] of printed.entries()) {
      for (const line of toLines(source, items[index]!, each, arrival)) {
        lines.push(leaveOutKey(line, key))
      }
      await letOthersIn()
    }
    await journal.append(lines)
    count(source, landed, arrival.receivedAt)
    show(source, landed, arrival)
    wake()
    return outcomeOf(landed)
  }
}

/** What an item that landed says of a person or group, for the dataset of their profiles. */
export function tellProfiles(source: Source, item: Item, row: CollectedRow): ProfileEntry[] {
  const profile = isUnreadable(item) ? undefined : tellProfile(item, row)
  if (profile === undefined) return []
  return [{ source: source.id, dataset: profilesOf(source)[profile.of], profile }]
}

/** Ids that rise with time. */
function countIds(): (at: number) => string {
  const process = Math.random().toString(36).slice(2, 6)
  let number = 0
  return (at) =>
    `${String(at).padStart(14, '0')}-${String(number++ % 1e9).padStart(9, '0')}-${process}`
}

const outcomeOf = (landed: readonly Landed[]): Outcome => ({
  accepted: landed.filter(isRow).length,
  rejected: landed.flatMap((each, index) => (isRow(each) ? [] : [{ index, detail: each.detail }])),
})

function describeLive(landed: Landed, at: string, protocol: string): LiveItem {
  if (isRow(landed)) return { at, protocol, row: { ...landed } }
  const { reason, detail, body } = landed
  return { at, protocol, reject: { reason, detail, body } }
}
