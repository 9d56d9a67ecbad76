import { createHash } from 'node:crypto'
import {
  adoptProfile,
  attributesOf,
  changeProfile,
  emptyProfile,
  type Profile,
  type ProfileEntry,
  type ProfileKey,
  type ToldOfProfile,
} from '../../../collect/index.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { readProfiles, writeProfiles } from '../../../lake/profiles.ts'
import { nameProfile } from './profile-names.ts'

type Row = Readonly<Record<string, unknown>>

interface Options {
  readonly lake: LakeClient
  /** Writes rows to the dataset of a source's profiles; durable when it resolves. */
  readonly append: (rows: readonly Row[]) => Promise<void>
}

/** As it is read and written: a profile, who it is of, and what it was. */
interface Held {
  readonly key: ProfileKey
  readonly of: ToldOfProfile['of']
  readonly revision: number
  profile: Profile
  at: number
}

/**
 * Brings what calls tell of people or groups into a dataset of profiles: a row with all attributes for each
 * whose attributes are others now. Rows are written before what they were made of is kept: where the process
 * is killed between the two, the same rows are made again, and known by their ids.
 */
export async function mergeProfiles(
  { lake, append }: Options,
  dataset: string,
  entries: readonly ProfileEntry[],
): Promise<void> {
  const told = entries.map(({ profile }) => profile)
  const held = await holdProfiles(lake, dataset, told)
  for (const each of told) tell(held, each)
  const all = [...held.values()]
  const changed = all.filter(({ profile, revision }) => profile.revision !== revision)
  if (changed.length > 0) await append(changed.map(rowOf))
  await writeProfiles(
    lake,
    dataset,
    all.map(({ key, profile }) => ({ key: nameProfile(key), document: JSON.stringify(profile) })),
  )
}

type AllHeld = ReadonlyMap<string, Held>

async function holdProfiles(
  lake: LakeClient,
  dataset: string,
  told: readonly ToldOfProfile[],
): Promise<AllHeld> {
  const held = new Map<string, Held>()
  const all = told.flatMap(({ of, key, was }) => [
    { of, key },
    ...(was === undefined ? [] : [{ of, key: was }]),
  ])
  const names = [...new Set(all.map(({ key }) => nameProfile(key)))]
  const known = await readProfiles(lake, dataset, names)
  for (const { of, key } of all) {
    const name = nameProfile(key)
    const document = known.get(name)
    const profile = document === undefined ? emptyProfile : (JSON.parse(document) as Profile)
    held.set(name, { key, of, profile, revision: profile.revision, at: 0 })
  }
  return held
}

function tell(held: AllHeld, told: ToldOfProfile): void {
  const one = held.get(nameProfile(told.key))!
  const was = told.was && held.get(nameProfile(told.was))
  const own = was ? adoptProfile(one.profile, was.profile) : one.profile
  one.profile = changeProfile(own, told)
  one.at = Math.max(one.at, told.at)
  // What went to somebody is nobody else's on the same device.
  if (was) was.profile = { ...was.profile, attributes: [] }
}

/** The latest row of a key is what it is now. An id of its content tells the same row again. */
function rowOf({ key, of, profile, at }: Held): Row {
  const traits = attributesOf(profile)
  const id = createHash('sha256')
    .update(JSON.stringify([key.namespace, key.id, profile.revision, traits]))
    .digest('hex')
    .slice(0, 32)
  const shared = { profile_id: id, updated_at: new Date(at).toISOString(), traits }
  if (of === 'group') return { group_id: key.id, ...shared }
  return { person_id: key.id, [`${key.namespace}_id`]: key.id, ...shared }
}
