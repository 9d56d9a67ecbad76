import type { Generated } from 'kysely'

/** The rows of the store; one type per table. JSON is kept as text, instants as ISO 8601 in UTC. */
export type Tables = {
  definitions: DefinitionRow
  definition_versions: DefinitionVersionRow
  definition_references: DefinitionReferenceRow
  removals: RemovalRow
  forgettings: ForgettingRow
  source_states: SourceStateRow
  daily_salts: DailySaltRow
  audience_states: AudienceStateRow
  audience_runs: AudienceRunRow
  audience_members: AudienceMemberRow
  audience_changes: AudienceChangeRow
  deliveries: DeliveryRow
  destination_states: DestinationStateRow
  delivery_batches: DeliveryBatchRow
  audit_entries: AuditEntryRow
  job_states: JobStateRow
  job_runs: JobRunRow
  profiles: ProfileRow
  profile_identities: ProfileIdentityRow
  profile_states: ProfileStateRow
  profile_work: ProfileWorkRow
  profile_changes: ProfileChangeRow
  profile_feed: ProfileFeedRow
  project_steps: ProjectStepRow
  project_clients: ProjectClientRow
  project_versions: ProjectVersionRow
  project_shares: ProjectShareRow
  project_marks: ProjectMarkRow
  store_state: StoreStateRow
  sessions: SessionRow
}

type DefinitionRow = {
  kind: string
  id: string
  version: number
  document: string
  updated_at: string
}

/** Every version ever written; `document` is null where the definition was removed. */
type DefinitionVersionRow = {
  kind: string
  id: string
  version: number
  document: string | null
  written_at: string
}

type DefinitionReferenceRow = {
  kind: string
  id: string
  to_kind: string
  to_id: string
  path: string
}

/** A definition that is gone, while data of it may be left in the lake. */
type RemovalRow = {
  kind: string
  id: string
}

/** Somebody whose data is to be erased, until it is. */
type ForgettingRow = {
  id: string
  document: string
}

/** What a source has read of a folder or table so far, as JSON, and which server reads it now. */
type SourceStateRow = {
  source: string
  document: string
  owner: string
  owned_until: string
}

/** Random bytes in hex that ids of a day (UTC) are made with, until the day has ended. */
type DailySaltRow = {
  day: string
  bytes: string
}

/** What is to be remembered between evaluations of an audience, as JSON, and which server evaluates it now. */
type AudienceStateRow = {
  audience: string
  document: string
  owner: string
  owned_until: string
}

/** One evaluation, as JSON. */
type AudienceRunRow = {
  id: string
  audience: string
  started_at: string
  document: string
}

/** Who is or was in an audience. `epoch` counts entries and exits; `run` is that of the last one. */
export type AudienceMemberRow = {
  audience: string
  person: string
  is_member: number
  is_held_out: number
  epoch: number
  since: string
  run: string
}

/** Every entry (`entered`) and exit (`left`), in their order by `number`. `reason`: JSON. */
export type AudienceChangeRow = {
  audience: string
  number: number
  person: string
  status: string
  at: string
  epoch: number
  run: string
  reason: string | null
}

/**
 * What a destination should have of a person in an audience (`wanted`: in, out), and what it has for certain
 * (`confirmed`: in, out; unsure: it may have the person, what was sent was not answered; kept: left, and not told
 * so), with the identities that were sent, as JSON. `confirmed_epoch` is what was confirmed last; before
 * anything was, that before the first that was wanted. `state`: waiting, done, dead. `due_at` is empty where
 * nothing is waited for. `revision` rises where the row is to be looked at again though nothing else is wanted.
 */
export type DeliveryRow = {
  destination: string
  audience: string
  person: string
  wanted: string
  epoch: number
  wanted_at: string
  run: string
  confirmed: string | null
  confirmed_epoch: number | null
  confirmed_at: string | null
  identities: string | null
  state: string
  tries: number
  due_at: string
  reason: string | null
  revision: number
  /** Whether the row goes once the destination has let go of the person. */
  is_forgotten: number
}

/** How delivering to a destination goes, as JSON, and which server delivers now. */
type DestinationStateRow = {
  destination: string
  document: string
  owner: string
  owned_until: string
}

/**
 * What was sent at once, the latest with the greatest `id`. `items`, JSON: who was in it; while it `is_open`,
 * with the identities. `document`: everything else, as JSON.
 */
type DeliveryBatchRow = {
  destination: string
  id: string
  audience: string
  is_open: number
  first_person: string
  last_person: string
  document: string
  items: string
}

/** Something that was done; `previous` is the hash of the entry before, `hash` that of this one and `previous`. */
export type AuditEntryRow = {
  number: number
  at: string
  actor: string
  action: string
  target: string
  outcome: string
  details: string
  previous: string
  hash: string
}

/** What is known of a person, as JSON, but for identities; `data_version`: of the journey that it is of. */
type ProfileRow = {
  connection: string
  person: string
  document: string
  data_version: number
}

/**
 * Who carries an identity. It belongs to who does so by the strongest rows (2: events or a graph; 1: rows about
 * somebody with events; 0: rows about somebody without), of these last, of these the last in text order.
 */
export type ProfileIdentityRow = {
  connection: string
  person: string
  namespace: string
  id: string
  since: string
  strength: number
  last: string
}

/**
 * What the profiles of a connection are of once who is in line is done, as JSON; whether all were there once; and which
 * server works on them now.
 */
type ProfileStateRow = {
  connection: string
  document: string
  data_version: number
  is_built: number
  owner: string
  owned_until: string
}

/** Whose profiles are to be worked out, by `place`; `turn` grows each time that somebody has to be again. */
export type ProfileWorkRow = {
  connection: string
  person: string
  place: number
  turn: number
}

/** What has changed of a profile, as JSON, in order by `number`. */
export type ProfileChangeRow = {
  number: number
  connection: string
  person: string
  at: string
  document: string
}

/** One row: the last number, the first one that is kept, and how far the changes of audiences are in, as JSON. */
type ProfileFeedRow = {
  id: number
  epoch: string
  number: number
  first: number
  followed: string
}

/**
 * One step of a project; `revision` is the version of its definition that the step made. `client` and `number`:
 * of those that number their steps. `root` is the first of a chain in which each takes back the one before:
 * a change, its undo, its redo. `target` is what this one takes back, `undone_by` what takes this one back.
 * `fingerprint` tells whether a step came again. JSON: `touched`, `patches`, `inverse`.
 */
export type ProjectStepRow = {
  project: string
  revision: number
  kind: string
  author: string
  client: string | null
  number: number | null
  fingerprint: string | null
  root: number
  target: number | null
  undone_by: number | null
  is_merged: number
  at: string
  note: string | null
  touched: string
  patches: string
  inverse: string
}

/** The last step that came from somebody who changes a project. */
type ProjectClientRow = {
  project: string
  client: string
  last_number: number
  seen_at: string
}

/** A named version of a project, with its document. */
type ProjectVersionRow = {
  project: string
  number: number
  name: string
  revision: number
  author: string
  at: string
  document: string
}

/** A link that opens a project, by the hash of its secret. */
type ProjectShareRow = {
  id: string
  project: string
  hash: string
  name: string | null
  author: string
  created_at: string
  expires_at: string | null
  allows_dates: number
}

/** When somebody starred a project, and opened it last. */
type ProjectMarkRow = {
  person: string
  project: string
  starred_at: string | null
  opened_at: string | null
}

/** How far an alert or a schedule is, as JSON, by `alert/ID`; and which server does it now. */
type JobStateRow = {
  job: string
  document: string
  owner: string
  owned_until: string
}

/** What came of it once, as JSON. */
type JobRunRow = {
  job: string
  id: string
  at: string
  document: string
}

/** One row; its sequence rises with every change, and writers queue up on it. */
type StoreStateRow = {
  id: number
  sequence: number
  /** The rules by which the references of definitions were found; it has a default. */
  reference_rules: Generated<number>
}

/** A browser that signed in, by the hash of what it carries; `credential` is the hash of what it showed. */
type SessionRow = {
  hash: string
  credential: string
  started_at: string
  seen_at: string
}
