import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { parseJson } from './parse.ts'
import type { Tables } from '../tables.ts'

/** A batch as it is kept: what was sent, and what has come of it. */
export interface LoggedBatch {
  /** Greater for later ones. */
  readonly id: string
  readonly audience: string
  readonly run: string
  readonly status: 'entered' | 'left'
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly sent: number
  readonly accepted: number
  readonly rejected: number
  readonly tookMs: number | null
  readonly try: number
  /** Why it was not taken as a whole. */
  readonly problem: string | null
  readonly isOpen: boolean
}

/** Who was in a batch; while it is open with the identities, as JSON. */
export interface BatchItem {
  readonly person: string
  readonly epoch: number
  readonly identities?: string
}

type Ended = {
  readonly persons: readonly (readonly [person: string, epoch: number])[]
  /** By index. All others were accepted, unless the batch has a problem. */
  readonly rejected: readonly (readonly [index: number, reason: string])[]
  readonly unanswered: readonly number[]
}

type Open = readonly (readonly [person: string, epoch: number, identities: string])[]

type Document = Omit<LoggedBatch, 'id' | 'audience' | 'isOpen'>

/** Notes what is about to be sent: after a crash it is known who may have been. */
export async function openBatch(
  db: Kysely<Tables>,
  destination: string,
  { id, audience, isOpen: _, ...document }: LoggedBatch,
  items: readonly BatchItem[],
): Promise<void> {
  const persons = items.map(({ person }) => person)
  const noted: Open = items.map(({ person, epoch, identities = '[]' }) => [
    person,
    epoch,
    identities,
  ])
  await db
    .insertInto('delivery_batches')
    .values({
      destination,
      id,
      audience,
      is_open: 1,
      first_person: persons.reduce((a, b) => (isBefore(b, a) ? b : a)),
      last_person: persons.reduce((a, b) => (isBefore(a, b) ? b : a)),
      document: JSON.stringify(document),
      items: JSON.stringify(noted),
    })
    .execute()
}

/** In the order of the database, which is that of the bytes. */
const isBefore = (a: string, b: string): boolean =>
  Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0

/** Notes what has come of a batch. Persons who are forgotten are kept as a hash. */
export async function endBatch(
  db: Kysely<Tables>,
  destination: string,
  { id, audience: _, isOpen: __, ...document }: LoggedBatch,
  ended: Ended & { readonly forgotten: ReadonlySet<string> },
): Promise<void> {
  const { persons, rejected, unanswered, forgotten } = ended
  const kept: Ended = {
    persons: persons.map(([person, epoch]) => [
      forgotten.has(person) ? hashPerson(person) : person,
      epoch,
    ]),
    rejected,
    unanswered,
  }
  await db
    .updateTable('delivery_batches')
    .set({
      is_open: 0,
      document: JSON.stringify(document),
      items: JSON.stringify(kept),
      ...(forgotten.size > 0 && anyPerson),
    })
    .where('destination', '=', destination)
    .where('id', '=', id)
    .execute()
}

/** A batch in which somebody is only a hash may hold anybody. */
const anyPerson = { first_person: '', last_person: '\u{10ffff}' }

/** What stands for a person who was forgotten. */
const hashPerson = (person: string): string =>
  `sha256:${createHash('sha256').update(person).digest('hex')}`

interface OpenBatch {
  readonly batch: LoggedBatch
  readonly items: readonly Required<BatchItem>[]
}

/** Batches of which nobody knows what has become: the process was killed. */
export async function readOpenBatches(
  db: Kysely<Tables>,
  destination: string,
): Promise<readonly OpenBatch[]> {
  const rows = await db
    .selectFrom('delivery_batches')
    .selectAll()
    .where('destination', '=', destination)
    .where(sql<boolean>`is_open = 1`)
    .execute()
  return rows.map((row) => ({
    batch: readBatch(row),
    items: parseJson<Open>(row.items).map(([person, epoch, identities]) => ({
      person,
      epoch,
      identities,
    })),
  }))
}

const readBatch = (row: Pick<Row, 'id' | 'audience' | 'is_open' | 'document'>): LoggedBatch => ({
  id: row.id,
  audience: row.audience,
  isOpen: row.is_open === 1,
  ...parseJson<Document>(row.document),
})

type Row = Tables['delivery_batches']

/** Batches before one, the latest first. */
export async function listBatches(
  db: Kysely<Tables>,
  destination: string,
  { before, limit }: { before: string; limit: number },
): Promise<readonly LoggedBatch[]> {
  const rows = await db
    .selectFrom('delivery_batches')
    .select(['id', 'audience', 'is_open', 'document'])
    .where('destination', '=', destination)
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(readBatch)
}

/** One try about a person. */
export interface Receipt {
  readonly batch: LoggedBatch
  readonly epoch: number
  readonly result: 'accepted' | 'rejected' | 'unanswered'
  readonly reason: string | null
}

/** Every try about a person before a batch, the latest first; who was forgotten is found by the same name. */
export async function listReceipts(
  db: Kysely<Tables>,
  destination: string,
  person: string,
  { before, limit }: { before: string; limit: number },
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  const names = new Set([person, hashPerson(person)])
  for (let from = before; receipts.length < limit; ) {
    const rows = await readCandidates(db, destination, person, from)
    for (const row of rows) {
      const found = findReceipt(row, names)
      if (found !== undefined && receipts.length < limit) receipts.push(found)
    }
    if (rows.length < CANDIDATES) break
    from = rows.at(-1)!.id
  }
  return receipts
}

const CANDIDATES = 50

const readCandidates = (db: Kysely<Tables>, destination: string, person: string, before: string) =>
  db
    .selectFrom('delivery_batches')
    .selectAll()
    .where('destination', '=', destination)
    .where('id', '<', before)
    .where('first_person', '<=', person)
    .where('last_person', '>=', person)
    .orderBy('id', 'desc')
    .limit(CANDIDATES)
    .execute()

function findReceipt(row: Row, names: ReadonlySet<string>): Receipt | undefined {
  const batch = readBatch(row)
  if (batch.isOpen) {
    const item = parseJson<Open>(row.items).find(([person]) => names.has(person))
    return item && { batch, epoch: item[1], result: 'unanswered', reason: null }
  }
  const { persons, rejected, unanswered } = parseJson<Ended>(row.items)
  const index = persons.findIndex(([person]) => names.has(person))
  if (index < 0) return undefined
  const reason = rejected.find(([at]) => at === index)?.[1] ?? null
  const isOpen = unanswered.includes(index) || batch.problem !== null
  const result = reason !== null ? 'rejected' : isOpen ? 'unanswered' : 'accepted'
  return { batch, epoch: persons[index]![1], result, reason: reason ?? batch.problem }
}

/** Puts a hash in the place of a person, wherever the log of a destination has it. */
export async function hashInLog(
  db: Kysely<Tables>,
  destination: string,
  person: string,
): Promise<void> {
  for (let from = LAST; ; ) {
    const rows = await readCandidates(db, destination, person, from)
    for (const row of rows) {
      const { persons, ...ended } = parseJson<Ended>(row.items)
      if (row.is_open === 1 || !persons.some(([name]) => name === person)) continue
      const hashed = persons.map(([name, epoch]) => [
        name === person ? hashPerson(name) : name,
        epoch,
      ])
      await db
        .updateTable('delivery_batches')
        .set({ items: JSON.stringify({ ...ended, persons: hashed }), ...anyPerson })
        .where('destination', '=', destination)
        .where('id', '=', row.id)
        .execute()
    }
    if (rows.length < CANDIDATES) return
    from = rows.at(-1)!.id
  }
}

/** Behind every id of a batch. */
export const LAST = '\u{10ffff}'

/** Removes batches whose ids are smaller than one, but those that are open; so many at once. */
export async function dropBatches(
  db: Kysely<Tables>,
  destination: string,
  before: string,
): Promise<void> {
  for (;;) {
    const old = await db
      .selectFrom('delivery_batches')
      .select('id')
      .where('destination', '=', destination)
      .where('id', '<', before)
      .where('is_open', '=', 0)
      .orderBy('id')
      .limit(CANDIDATES)
      .execute()
    if (old.length === 0) return
    await db
      .deleteFrom('delivery_batches')
      .where('destination', '=', destination)
      .where(
        'id',
        'in',
        old.map(({ id }) => id),
      )
      .execute()
  }
}
