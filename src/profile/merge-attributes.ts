import { getOwn } from '../model/own.ts'
import type { Immutable } from '../model/answers/answer.ts'
import type { ProfileSettings } from '../model/definitions/profile-settings.ts'
import type { ProfileAttribute } from './profile.ts'
import { type Candidate, compareCandidates } from './rules/candidate.ts'
import { mergeRules } from './rules/index.ts'

/** Values that lost are told, the latest first, so many at most. */
const MOST_BEATEN = 5

type Settings = Immutable<NonNullable<ProfileSettings['attributes']>>
type Setting = Settings[string]

/**
 * The attributes of a person by name (`dataset.field`, and those that settings name), in order, from the values that
 * all of the person's rows have.
 */
export function mergeAttributes(
  candidates: readonly Candidate[],
  settings: Settings = {},
): Readonly<Record<string, ProfileAttribute>> {
  const byField = groupByField(candidates)
  const named = Object.keys(settings).filter((name) => name !== '*')
  const names = [...new Set([...byField.keys(), ...named])].toSorted()
  const merged = names.flatMap((name) => {
    const setting = getOwn(settings, name) ?? settings['*'] ?? 'latest'
    const own = listSources(name, setting).flatMap((source) => byField.get(source) ?? [])
    const attribute = own.length === 0 ? null : mergeAttribute(own, setting)
    return attribute === null ? [] : [[name, attribute] as const]
  })
  return Object.fromEntries(merged)
}

function groupByField(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const name = `${candidate.from}.${candidate.field}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [candidate])
    else group.push(candidate)
  }
  return groups
}

/** The fields that an attribute is made of. */
function listSources(name: string, setting: Setting): readonly string[] {
  if (typeof setting === 'string') return [name]
  if (setting.rule !== 'source-order') return [...new Set(setting.from ?? [name])]
  const field = name.slice(name.indexOf('.') + 1)
  const sources = setting.order.map((source) =>
    source.includes('.') ? source : `${source}.${field}`,
  )
  return [...new Set([...sources, name])]
}

function mergeAttribute(
  candidates: readonly Candidate[],
  setting: Setting,
): ProfileAttribute | null {
  const rule = typeof setting === 'string' ? setting : setting.rule
  const order = typeof setting === 'object' && 'order' in setting ? setting.order : []
  const sorted = candidates.toSorted(compareCandidates)
  const merged = mergeRules[rule].merge(sorted, order)
  if (merged === null) return null
  const { value, chosen, hasBeaten } = merged
  const others = hasBeaten ? sorted.filter((each) => each !== chosen).toReversed() : []
  const beat = others.slice(0, MOST_BEATEN).map((each) => ({ value: each.value, ...lineage(each) }))
  return { value, ...lineage(chosen), ...(beat.length > 0 && { beat }) }
}

const lineage = ({ from, time, arrival }: Candidate) => ({
  from,
  at: arrival === null ? new Date(time).toISOString() : null,
})
