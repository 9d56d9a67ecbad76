import { createHash } from 'node:crypto'
import type { LakeClient } from '../../lake/client.ts'
import { keptOn } from '../../lake/durability.ts'
import { ident, type Sql, sql, value } from '../../lake/sql.ts'

/** A namespace and an id. */
export type Identity = readonly [namespace: string, id: string]

/**
 * What a person said of identities. `together`, `never`: of the pair a and b; `retraction`: their links up to `time`
 * are as if they had never been. `release`, `block`: of the identity a. `undo`: the change `target` is as if it had
 * never been. `forget`: an identity was erased; a holds its hash.
 */
export type EntryKind =
  | 'together'
  | 'never'
  | 'retraction'
  | 'release'
  | 'block'
  | 'undo'
  | 'forget'

export interface EntryDraft {
  readonly kind: EntryKind
  readonly a: Identity
  readonly b: Identity
  /** UTC ms. */
  readonly time: number
  readonly target: string
}

/** One entry of a space's ledger. Nothing is ever changed in it; what is forgotten is taken out. */
export interface Entry extends EntryDraft {
  /** Grows with each entry. */
  readonly entry: number
  /** Entries of one change were made, and are undone, together. */
  readonly change: string
  readonly at: number
  readonly author: string
  readonly note: string
}

/** What is kept of an identity that was erased. */
export const hashIdentity = (space: string, identity: Identity): string =>
  createHash('sha256')
    .update([space, ...identity].join('\0'))
    .digest('hex')

/** The hashes of the identities that were erased. */
export const listForgotten = (entries: readonly Entry[]): readonly string[] =>
  entries.filter(({ kind }) => kind === 'forget').map(({ a }) => a[1])

const NOBODY: Identity = ['', '']

export const draftEntry = (kind: EntryKind, draft: Partial<EntryDraft>): EntryDraft => ({
  kind,
  a: NOBODY,
  b: NOBODY,
  time: 0,
  target: '',
  ...draft,
})

const createLedger = (lake: LakeClient): Sql => sql`
  CREATE TABLE IF NOT EXISTS _identity_ledger (
    space String, entry UInt64, change String, at Int64, author String, note String,
    kind LowCardinality(String), a Tuple(String, String), b Tuple(String, String),
    time Int64, target String)
  ENGINE = MergeTree ORDER BY (space, entry) ${keptOn(lake)}`

const memoryOf = (space: string): string => `identity ledger ${space}`

/** All entries by hand of a space, in their order. */
export function readLedger(lake: LakeClient, space: string): Promise<readonly Entry[]> {
  return lake.memory.recall(memoryOf(space), async () => {
    await lake.command(createLedger(lake))
    return lake.query<Entry>(sql`
      SELECT toFloat64(entry) AS entry, change, toFloat64(at) AS at, author, note, kind,
        array(tupleElement(a, 1), tupleElement(a, 2)) AS a, array(tupleElement(b, 1), tupleElement(b, 2)) AS b,
        toFloat64(time) AS time, target
      FROM _identity_ledger WHERE space = ${value(space, 'String')} ORDER BY entry
      SETTINGS prefer_column_name_to_alias = 1`)
  })
}

/** Appends the entries of a change: all or none. */
export async function appendEntries(
  lake: LakeClient,
  space: string,
  entries: readonly Entry[],
): Promise<void> {
  const lines = entries.map((entry) => JSON.stringify({ space, ...entry }))
  try {
    await lake.insertBytes('_identity_ledger', 'JSONEachRow', Buffer.from(lines.join('\n')))
  } finally {
    lake.memory.forget(memoryOf(space))
  }
}

/** Takes out all entries of a space. */
export async function dropLedger(lake: LakeClient, space: string): Promise<void> {
  await lake.command(createLedger(lake))
  try {
    await lake.command(sql`
      ALTER TABLE _identity_ledger DELETE WHERE space = ${value(space, 'String')}
      SETTINGS mutations_sync = 2`)
  } finally {
    lake.memory.forget(memoryOf(space))
  }
}

/** Takes out every entry that names an identity. */
export async function dropEntriesOf(
  lake: LakeClient,
  space: string,
  [namespace, id]: Identity,
): Promise<void> {
  const identity = sql`(${value(namespace, 'String')}, ${value(id, 'String')})`
  try {
    await lake.command(sql`
      ALTER TABLE ${ident('_identity_ledger')} DELETE
      WHERE space = ${value(space, 'String')} AND (a = ${identity} OR b = ${identity})
      SETTINGS mutations_sync = 2`)
  } finally {
    lake.memory.forget(memoryOf(space))
  }
}
