import type {
  ConnectionDocument,
  IdentityRulesDocument,
  IdentitySpaceDocument,
} from '../../../api/index.ts'

export type Blocked = NonNullable<IdentityRulesDocument['blocked']>[number]
export type BlockedPattern = Extract<Blocked, { readonly matches: string }>
export type Pair = NonNullable<IdentityRulesDocument['pairs']>[number]

/** Who reads and changes rules. */
export interface RulesProps {
  readonly document: IdentitySpaceDocument
  readonly change: (part: Partial<IdentitySpaceDocument>) => void
}

export const namespaceIds = ({ namespaces }: IdentitySpaceDocument): readonly string[] =>
  namespaces.map(({ id }) => id)

/** All rules of a space, told as wholes: a rule that was taken away is told as none. */
export const rulesOf = ({
  id,
  namespaces,
  blocked = [],
  pairs = [],
  guard = {},
  anonymous = 'device-split',
}: IdentitySpaceDocument) => ({ id, namespaces, blocked, pairs, guard, anonymous })

/** The connections that a space stitches. */
export const stitchedBy = (
  space: string,
  connections: readonly ConnectionDocument[],
): readonly ConnectionDocument[] =>
  connections.filter(({ datasets }) =>
    datasets.some(({ stitch }) => stitch?.method === 'graph' && stitch.space === space),
  )

/** Blocked values with the patterns replaced; presets stay. */
export const withPatterns = (
  blocked: readonly Blocked[],
  patterns: readonly BlockedPattern[],
): readonly Blocked[] => [...blocked.filter((each) => 'preset' in each), ...patterns]

export const patternsIn = (blocked: readonly Blocked[]): readonly BlockedPattern[] =>
  blocked.filter((each) => 'matches' in each)

type Preset = Extract<Blocked, { readonly preset: string }>['preset']

/** Blocked values with a preset or without it; presets come first. */
export function withPreset(
  blocked: readonly Blocked[],
  preset: Preset,
  isOn: boolean,
): readonly Blocked[] {
  const others = blocked.filter((each) => !('preset' in each && each.preset === preset))
  return isOn ? [{ preset }, ...others] : others
}

/** Nothing, where nothing is left. */
export const orNone = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length === 0 ? undefined : list
