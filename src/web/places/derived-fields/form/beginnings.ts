import type { Setting, SettingKind } from './read-settings.ts'

/** What is chosen later. */
const unchosen = {}

/** What the settings of a new card begin with: those that have to be there. */
export const beginSettings = (settings: readonly Setting[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    settings.filter(({ isRequired }) => isRequired).map((each) => [each.name, begin(each)]),
  )

/** A value to go on from. */
export const begin = ({ example, default: usual, asked }: Setting): unknown =>
  example ?? usual ?? beginKind(asked)

function beginKind(asked: SettingKind): unknown {
  switch (asked.kind) {
    case 'input':
      return unchosen
    case 'arithmetic':
      return { op: '*', args: [unchosen, 1] }
    case 'condition':
      return { input: unchosen, op: 'equals', value: '' }
    case 'text':
    case 'lookup-dataset':
    case 'lookup-field':
      return ''
    case 'number':
      return asked.least
    case 'switch':
      return false
    case 'choice':
      return asked.choices[0]
    case 'pairs':
      return {}
    case 'list':
      return [begin(asked.each)]
    case 'group':
      return beginSettings(asked.settings)
    case 'variants':
      return beginVariant(asked.variants[0]!)
    default:
      return asked satisfies never
  }
}

export const beginVariant = (
  variant: Extract<SettingKind, { kind: 'variants' }>['variants'][number],
): unknown => ('literal' in variant ? variant.literal : beginSettings(variant.settings))
