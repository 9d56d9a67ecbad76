import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FieldUse } from '../../model/answers/definitions.ts'
import { texts } from '../texts/index.ts'
import { FieldLabels, LabelBadge, LabelRules } from './field-labels.tsx'
import { sayUse } from './say-use.ts'
import { FieldLink, Way } from './way.tsx'

interface UseBadgesProps {
  readonly uses: readonly FieldUse[]
}

/** The labels of what something reads, each once; of those that are inherited by which field and through what is told on hovering. */
export const UseBadges = ({ uses }: UseBadgesProps) =>
  labelsOfUses(uses).map((label) => (
    <LabelBadge
      key={label}
      label={label}
      origin={uses
        .filter(({ labels }) => labels.includes(label))
        .map(sayUse)
        .join('; ')}
    />
  ))

interface UsedLabelsProps extends UseBadgesProps {
  readonly dataView?: string
}

/** Labelled fields that something reads, through what, and what must not be done with them. */
export function UsedLabels({ uses, dataView }: UsedLabelsProps) {
  if (uses.length === 0) return null
  return (
    <section aria-label={texts.policies.used} className={box}>
      <ul aria-label={texts.policies.used} className={list}>
        {uses.map((use) => (
          <li key={JSON.stringify(use)} className={line}>
            <FieldLabels labels={use.labels} />
            <span className={style({ minWidth: 0, overflowWrap: 'anywhere' })}>
              <FieldLink {...use} />
              {use.through.length > 0 && (
                <span className={style({ color: 'neutral-subdued' })}>
                  {' '}
                  {texts.policies.through} <Way through={use.through} dataView={dataView} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <LabelRules labels={labelsOfUses(uses)} />
    </section>
  )
}

const labelsOfUses = (uses: readonly FieldUse[]): readonly string[] => [
  ...new Set(uses.flatMap(({ labels }) => labels)),
]

const box = style({ display: 'grid', gap: 4, minWidth: 0 })
const list = style({
  listStyleType: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  rowGap: 4,
  font: 'ui-sm',
  color: 'neutral',
})
const line = style({ display: 'flex', flexWrap: 'wrap', columnGap: 8, alignItems: 'baseline' })
