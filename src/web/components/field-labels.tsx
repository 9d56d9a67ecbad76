import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { policiesQuery } from '../api/index.ts'
import { texts } from '../texts/index.ts'
import { noFigure } from './figures.ts'
import { Unseen } from './unseen.tsx'
import { PolicyLink } from './way.tsx'

/** What a field is, in its labels. */
export const FieldLabels = ({ labels }: { readonly labels: readonly string[] }) =>
  labels.length === 0 ? (
    noFigure
  ) : (
    <span className={style({ display: 'inline-flex', flexWrap: 'wrap', gap: 4 })}>
      {labels.map((label) => (
        <LabelBadge key={label} label={label} />
      ))}
    </span>
  )

interface LabelBadgeProps {
  readonly label: string
  /** Which field has it, and through what it is read, where that is another one. */
  readonly origin?: string
}

/** One label; where it is inherited its border is dashed. */
export const LabelBadge = ({ label, origin }: LabelBadgeProps) => (
  <span title={origin} className={badge({ isInherited: origin !== undefined })}>
    {label}
    {origin !== undefined && <Unseen> ({origin})</Unseen>}
  </span>
)

interface LabelRulesProps {
  readonly labels: readonly string[]
}

/** What must not be done with a field of these labels, by which policy; nothing where it has no label. */
export function LabelRules({ labels }: LabelRulesProps) {
  const { data: policies } = useQuery(policiesQuery)
  if (labels.length === 0 || policies === undefined) return null
  const rules = policies.filter((policy) => policy.labels.some((label) => labels.includes(label)))
  const { doesNotAllow, noPolicy, policyStart } = texts.policies
  return (
    <ul className={list}>
      {rules.length === 0 && <li>{noPolicy}</li>}
      {rules.map(({ id, name = id, actions, destinations }) => (
        <li key={id}>
          {policyStart} <PolicyLink id={id}>{name}</PolicyLink>{' '}
          {doesNotAllow(
            actions.map((action) => texts.audiences.actions[action]),
            destinations,
          )}
        </li>
      ))}
    </ul>
  )
}

const badge = style({
  font: 'ui-xs',
  color: 'neutral',
  backgroundColor: { default: 'gray-100', isInherited: 'transparent' },
  borderWidth: 1,
  borderStyle: { default: 'solid', isInherited: 'dashed' },
  borderColor: { default: 'gray-300', isInherited: 'gray-500' },
  borderRadius: 'sm',
  paddingX: 4,
})
const list = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0, paddingStart: 16 })
