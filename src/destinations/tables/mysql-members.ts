import type { Connection, RowDataPacket } from 'mysql2/promise'
import type { DeliveredChange, DeliveryBatch, RejectedChange } from '../destination.ts'
import { idsByNamespace } from '../list/people-list.ts'
import { memberColumns } from './member-table.ts'
import { otherShape } from './mysql-failure.ts'
import { findUnfit } from './unfit-text.ts'

/** The most that fits into a key of InnoDB, beside the audience. */
const LONGEST_PERSON = 500

export const findRejected = (changes: readonly DeliveredChange[]): readonly RejectedChange[] => [
  ...findUnfit(changes),
  ...changes.flatMap(({ person }, index) =>
    [...person].length > LONGEST_PERSON
      ? [{ index, reason: `the person has more than ${LONGEST_PERSON} characters` }]
      : [],
  ),
]

const quote = (name: string): string => `\`${name.replaceAll('`', '``')}\``

/** Only where it is not there: to make a table is a right that is not needed for one that is. */
export async function makeTable(connection: Connection, table: string): Promise<void> {
  const [keys] = await connection.execute<RowDataPacket[]>(
    `SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns
     FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND table_name = ? AND non_unique = 0 GROUP BY index_name`,
    [table],
  )
  if (keys.some(({ columns }) => /^(audience,person|person,audience)$/i.test(String(columns))))
    return
  const [tables] = await connection.execute<RowDataPacket[]>(
    'SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?',
    [table],
  )
  // Without its key, each change would be a row of its own.
  if (tables.length > 0) throw otherShape()
  const [[version]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS name')
  // Where a space at the end counts.
  const exact = /mariadb/i.test(String(version?.['name']))
    ? 'utf8mb4_nopad_bin'
    : 'utf8mb4_0900_bin'
  const text = (length: number) => `varchar(${length}) CHARACTER SET utf8mb4 COLLATE ${exact}`
  await connection.query(`CREATE TABLE IF NOT EXISTS ${quote(table)} (
    audience ${text(190)} NOT NULL,
    person ${text(LONGEST_PERSON)} NOT NULL,
    is_member boolean NOT NULL,
    changed_at datetime(3) NOT NULL,
    epoch bigint NOT NULL,
    identities json NOT NULL,
    attributes json NOT NULL,
    PRIMARY KEY (audience, person)) ENGINE = InnoDB`)
}

type OfAudience = Pick<DeliveryBatch, 'audience'>

/** The epoch is set last: what comes before it compares with the one that was known. */
export async function upsert(
  connection: Connection,
  table: string,
  { audience }: OfAudience,
  changes: readonly DeliveredChange[],
): Promise<void> {
  const values = changes.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')
  const newer = (column: string) =>
    `${column} = IF(VALUES(epoch) >= epoch, VALUES(${column}), ${column})`
  const changing = ['is_member', 'changed_at', 'identities', 'attributes', 'epoch'].map(newer)
  await connection.execute(
    `INSERT INTO ${quote(table)} (${memberColumns.join(', ')}) VALUES ${values}
     ON DUPLICATE KEY UPDATE ${changing.join(', ')}`,
    changes.flatMap((change) => [
      audience.id,
      change.person,
      change.status === 'entered' ? 1 : 0,
      change.at.replace('T', ' ').replace('Z', ''),
      change.epoch,
      JSON.stringify(idsByNamespace(change)),
      JSON.stringify(change.attributes),
    ]),
  )
}

export async function remove(
  connection: Connection,
  table: string,
  { audience }: OfAudience,
  changes: readonly DeliveredChange[],
): Promise<void> {
  const left = changes.flatMap(({ status, person }) => (status === 'left' ? [person] : []))
  if (left.length === 0) return
  await connection.execute(
    `DELETE FROM ${quote(table)}
     WHERE audience = ? AND person IN (${left.map(() => '?').join(', ')}) AND NOT is_member`,
    [audience.id, ...left],
  )
}

/** A statement has at most 65,535 parameters, and a packet its bytes. */
const ROWS = 500

export function* inParts(
  changes: readonly DeliveredChange[],
): Generator<readonly DeliveredChange[]> {
  for (let start = 0; start < changes.length; start += ROWS)
    yield changes.slice(start, start + ROWS)
}
