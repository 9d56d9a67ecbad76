import { type Kysely, sql } from 'kysely'
import { readCells } from '../read-cells.ts'
import type { DeliveryRow, Tables } from '../tables.ts'

export type Wanted = 'in' | 'out'

/** See `DeliveryRow`. */
export type Confirmed = 'in' | 'out' | 'unsure' | 'kept'

/** A person of whom a destination should have something else than it has for certain. */
export interface WaitingDelivery {
  readonly person: string
  readonly wanted: Wanted
  readonly epoch: number
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly run: string
  readonly confirmed: Confirmed | null
  readonly confirmedEpoch: number
  /** That were sent before, as JSON. */
  readonly identities: string | null
  readonly tries: number
  readonly dueAt: string
  readonly revision: number
  readonly isForgotten: boolean
}

/** Which rows wait together, and from where on. */
export interface Lane {
  readonly destination: string
  readonly audience: string
  readonly wanted: Wanted
}

/** Where reading a lane goes on: the last one that was read. */
export type Place = Pick<WaitingDelivery, 'dueAt' | 'person'>

/** No back-off is longer: what is due later than this was written before the clock was set back. */
const LONGEST_WAIT_MS = 2 * 3_600_000

/** When rows are due: all that wait for nothing, or until now. */
const isDue = (now: number) => {
  const [until, beyond] = [now, now + LONGEST_WAIT_MS].map((at) => new Date(at).toISOString())
  return sql`(due_at <= ${until} OR due_at > ${beyond})`
}

/** The next audience after one of which something waits or is dead, in their order. */
export async function nextOpenAudience(
  db: Kysely<Tables>,
  destination: string,
  after: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ audience: string }>`
    SELECT audience FROM deliveries
    WHERE state <> 'done' AND destination = ${destination} AND audience > ${after}
    ORDER BY audience LIMIT 1`.execute(db)
  return rows[0]?.audience
}

/** Whether anything waits in a lane, due or not. */
export async function hasWaiting(db: Kysely<Tables>, lane: Lane): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM deliveries
    WHERE state <> 'done' AND destination = ${lane.destination} AND audience = ${lane.audience}
      AND state = 'waiting' AND wanted = ${lane.wanted}
    LIMIT 1`.execute(db)
  return rows.length > 0
}

/** Whether anything is due. */
export async function hasDue(
  db: Kysely<Tables>,
  destination: string,
  now: number,
): Promise<boolean> {
  for (let audience = ''; ; ) {
    const next = await nextOpenAudience(db, destination, audience)
    if (next === undefined) return false
    audience = next
    for (const wanted of ['in', 'out']) {
      const { rows } = await sql`
        SELECT 1 FROM deliveries
        WHERE state <> 'done' AND destination = ${destination} AND audience = ${audience}
          AND state = 'waiting' AND wanted = ${wanted} AND ${isDue(now)}
        LIMIT 1`.execute(db)
      if (rows.length > 0) return true
    }
  }
}

/** What is due in a lane behind a place, in the order of `dueAt` and `person`. */
export async function readDue(
  db: Kysely<Tables>,
  lane: Lane,
  { after, limit, now }: { after: Place; limit: number; now: number },
): Promise<readonly WaitingDelivery[]> {
  const due = sql`
    SELECT * FROM deliveries
    WHERE state <> 'done' AND destination = ${lane.destination} AND audience = ${lane.audience}
      AND state = 'waiting' AND wanted = ${lane.wanted} AND ${isDue(now)}
      AND (due_at, person) > (${after.dueAt}, ${after.person})
    ORDER BY due_at, person LIMIT ${limit}`
  const order = ['due_at', 'person']
  const rows = await readCells<Cells, Tables>(db, due, { columns: dueColumns, order })
  return rows.map((row) => readDueRow(row, lane.wanted))
}

const dueColumns = [
  'person',
  'epoch',
  'wanted_at',
  'run',
  'confirmed',
  'confirmed_epoch',
  'identities',
  'tries',
  'due_at',
  'revision',
  'is_forgotten',
]

type Cells = readonly [
  person: string,
  epoch: number,
  at: string,
  run: string,
  confirmed: Confirmed | null,
  confirmedEpoch: number | null,
  identities: string | null,
  tries: number,
  dueAt: string,
  revision: number,
  isForgotten: number,
]

const readDueRow = (cells: Cells, wanted: Wanted): WaitingDelivery => ({
  person: cells[0],
  wanted,
  epoch: cells[1],
  at: cells[2],
  run: cells[3],
  confirmed: cells[4],
  confirmedEpoch: cells[5] ?? 0,
  identities: cells[6],
  tries: cells[7],
  dueAt: cells[8],
  revision: cells[9],
  isForgotten: cells[10] === 1,
})

/** Rows as they are, whatever their state. */
export async function readRows(
  db: Kysely<Tables>,
  { destination, audience }: Omit<Lane, 'wanted'>,
  persons: readonly string[],
): Promise<readonly KnownDelivery[]> {
  const rows: readonly DeliveryRow[] = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('destination', '=', destination)
    .where('audience', '=', audience)
    .where('person', 'in', persons)
    .execute()
  return rows.map((row) => ({ ...readRow(row), state: row.state as KnownDelivery['state'] }))
}

export interface KnownDelivery extends WaitingDelivery {
  readonly state: 'waiting' | 'done' | 'dead'
}

const readRow = (row: DeliveryRow): WaitingDelivery => ({
  person: row.person,
  wanted: row.wanted as Wanted,
  epoch: row.epoch,
  at: row.wanted_at,
  run: row.run,
  confirmed: row.confirmed as Confirmed | null,
  confirmedEpoch: row.confirmed_epoch ?? 0,
  identities: row.identities,
  tries: row.tries,
  dueAt: row.due_at,
  revision: row.revision,
  isForgotten: row.is_forgotten === 1,
})

/** Which of the persons are wanted in an audience at a destination. */
export async function findWantedIn(
  db: Kysely<Tables>,
  { destination, audience }: Omit<Lane, 'wanted'>,
  persons: readonly string[],
): Promise<ReadonlySet<string>> {
  if (persons.length === 0) return new Set()
  const { rows } = await sql<{ person: string }>`
    SELECT person FROM deliveries
    WHERE destination = ${destination} AND audience = ${audience} AND wanted = 'in'
      AND person IN (${sql.join(persons)})`.execute(db)
  return new Set(rows.map(({ person }) => person))
}

/** A change of an audience that was not sent yet. */
export interface PendingChange {
  readonly person: string
  readonly status: 'entered' | 'left'
  readonly epoch: number
  readonly at: string
}

/** The first change of each person beyond the epoch that was confirmed last. */
export async function readNextChanges(
  db: Kysely<Tables>,
  audience: string,
  rows: readonly Pick<WaitingDelivery, 'person' | 'confirmedEpoch'>[],
): Promise<ReadonlyMap<string, PendingChange>> {
  const found = new Map<string, PendingChange>()
  if (rows.length === 0) return found
  const confirmed = new Map(rows.map(({ person, confirmedEpoch }) => [person, confirmedEpoch]))
  const changes = await db
    .selectFrom('audience_changes')
    .select(['person', 'status', 'epoch', 'at'])
    .where('audience', '=', audience)
    .where('person', 'in', [...confirmed.keys()])
    .orderBy('epoch')
    .execute()
  for (const change of changes) {
    if (found.has(change.person) || change.epoch <= confirmed.get(change.person)!) continue
    found.set(change.person, change as PendingChange)
  }
  return found
}
