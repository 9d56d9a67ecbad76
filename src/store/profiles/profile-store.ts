import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import {
  addChanges,
  type ChangeFilter,
  type Feed,
  type KeptChange,
  listChanges,
  type NewChange,
  readFeed,
} from './changes.ts'
import {
  type KeptProfile,
  listAttributes,
  listKnown,
  listProfiles,
  readProfile,
  readProfiles,
  removeProfiles,
  type StandingProfile,
  writeProfiles,
} from './documents.ts'
import { countChanges, dropProfiles, eraseChanges, erasePersons } from './erase.ts'
import {
  type Carried,
  changeCarried,
  listCarried,
  listCarriers,
  listOwn,
  listOwners,
  type NamedIdentity,
  type OwnedIdentity,
  type OwnIdentity,
} from './identities.ts'
import { followAudiences, listMemberships, type Membership } from './memberships.ts'
import {
  claimState,
  listKept,
  markBuilt,
  type ProfilesState,
  readStanding,
  readState,
  releaseState,
  writeState,
} from './states.ts'
import { addWork, finishWork, takeWork, type Work } from './work.ts'

/** What is asked and written of a connection's profiles; see each function. */
export interface ProfileRows {
  carried(connection: string, persons: readonly string[]): Promise<readonly OwnedIdentity[]>
  own(connection: string, persons: readonly string[]): Promise<readonly OwnIdentity[]>
  owners(
    connection: string,
    identities: readonly NamedIdentity[],
  ): Promise<readonly (NamedIdentity & { readonly owner: string | null })[]>
  carriers(connection: string, identities: readonly NamedIdentity[]): Promise<readonly string[]>
  changeCarried(
    connection: string,
    change: { gone: readonly Carried[]; come: readonly Carried[] },
  ): Promise<void>
  read(connection: string, persons: readonly string[]): Promise<ReadonlyMap<string, KeptProfile>>
  write(connection: string, profiles: readonly KeptProfile[]): Promise<void>
  remove(connection: string, persons: readonly string[]): Promise<void>
  list(connection: string, after: string, limit: number): Promise<readonly string[]>
  addWork(connection: string, persons: readonly Pick<Work, 'person' | 'place'>[]): Promise<void>
  takeWork(connection: string, limit: number): Promise<readonly Work[]>
  finishWork(connection: string, done: readonly Work[]): Promise<void>
  readState(connection: string): Promise<string | undefined>
  writeState(connection: string, state: Omit<ProfilesState, 'isBuilt'>): Promise<void>
  addChanges(changes: readonly NewChange[], most: number): Promise<void>
}

/** Profiles of people, who carries which identity, and what has changed. */
export interface ProfileStore extends ProfileRows {
  /** All or nothing; nothing else is in between on SQLite, so: little at once. */
  inTransaction<T>(work: (rows: ProfileRows) => Promise<T>): Promise<T>
  readOne(connection: string, person: string): Promise<StandingProfile | null>
  attributes(
    connection: string,
    persons: readonly string[],
  ): Promise<readonly (readonly [person: string, attributes: unknown])[]>
  known(connection: string, persons: readonly string[]): Promise<readonly string[]>
  /** Connections of which profiles are kept, or were. */
  kept(): Promise<readonly string[]>
  claim(connection: string, owner: string, milliseconds: number): Promise<boolean>
  readStanding(connection: string): Promise<Omit<ProfilesState, 'document'> | null>
  markBuilt(connection: string): Promise<void>
  release(connection: string, owner: string): Promise<void>
  drop(connection: string): Promise<void>
  memberships(person: string): Promise<readonly Membership[]>
  feed(): Promise<Feed>
  changes(after: number, filter: ChangeFilter): Promise<readonly KeptChange[]>
  followAudiences(audiences: ReadonlyMap<string, string>, most: number): Promise<boolean>
  erasePersons(connection: string, persons: readonly string[]): Promise<void>
  /** What the feed says of persons, or that names one of the texts. */
  countChanges(persons: readonly string[], texts: readonly string[]): Promise<number>
  /** The same is gone for good. */
  eraseChanges(persons: readonly string[], texts: readonly string[]): Promise<number>
}

const rowsOf = (db: Kysely<Tables>): ProfileRows => ({
  carried: (connection, persons) => listCarried(db, connection, persons),
  own: (connection, persons) => listOwn(db, connection, persons),
  owners: (connection, identities) => listOwners(db, connection, identities),
  carriers: (connection, identities) => listCarriers(db, connection, identities),
  changeCarried: (connection, change) => changeCarried(db, connection, change),
  read: (connection, persons) => readProfiles(db, connection, persons),
  write: (connection, profiles) => writeProfiles(db, connection, profiles),
  remove: (connection, persons) => removeProfiles(db, connection, persons),
  list: (connection, after, limit) => listProfiles(db, connection, after, limit),
  addWork: (connection, persons) => addWork(db, connection, persons),
  takeWork: (connection, limit) => takeWork(db, connection, limit),
  finishWork: (connection, done) => finishWork(db, connection, done),
  readState: (connection) => readState(db, connection),
  writeState: (connection, state) => writeState(db, connection, state),
  addChanges: (changes, most) => addChanges(db, changes, most),
})

/** `emptyLog`: what was overwritten is nowhere any more when it resolves. */
export const openProfileStore = (
  db: Kysely<Tables>,
  emptyLog: () => Promise<void>,
): ProfileStore => ({
  ...rowsOf(db),
  inTransaction: (work) => db.transaction().execute((transaction) => work(rowsOf(transaction))),
  readOne: (connection, person) => readProfile(db, connection, person),
  attributes: (connection, persons) => listAttributes(db, connection, persons),
  known: (connection, persons) => listKnown(db, connection, persons),
  kept: () => listKept(db),
  claim: (connection, owner, milliseconds) => claimState(db, connection, owner, milliseconds),
  readStanding: (connection) => readStanding(db, connection),
  markBuilt: (connection) => markBuilt(db, connection),
  release: (connection, owner) => releaseState(db, connection, owner),
  drop: (connection) => dropProfiles(db, connection),
  memberships: (person) => listMemberships(db, person),
  feed: () => readFeed(db),
  changes: (after, filter) => listChanges(db, after, filter),
  followAudiences: (audiences, most) => followAudiences(db, audiences, most),
  erasePersons: (connection, persons) => erasePersons(db, connection, persons),
  countChanges: (persons, texts) => countChanges(db, persons, texts),
  async eraseChanges(persons, texts) {
    const erased = await eraseChanges(db, persons, texts)
    await emptyLog()
    return erased
  },
})
