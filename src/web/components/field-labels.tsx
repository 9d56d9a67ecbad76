import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { policiesQuery } from '../api/index.ts'
import { texts } from '../texts/index.ts'
import { noFigure } from './figures.ts'

/** What a field is, in its labels. */
export const FieldLabels = ({ labels }: { readonly labels: readonly string[] }) =>
  labels.length === 0 ? (
    noFigure
  ) : (
    <span className={style({ display: 'inline-flex', flexWrap: 'wrap', gap: 4 })}>
      {labels.map((label) => (
        <span key={label} className={badge}>
          {label}
        </span>
      ))}
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
  const { doesNotAllow, noPolicy } = texts.policies
  return (
    <ul className={list}>
      {rules.length === 0 && <li>{noPolicy}</li>}
      {rules.map(({ id, name = id, actions, destinations }) => (
        <li key={id}>{doesNotAllow(name, actions, destinations)}</li>
      ))}
    </ul>
  )
}

const badge = style({
  font: 'ui-xs',
  color: 'neutral',
  backgroundColor: 'gray-100',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-300',
  borderRadius: 'sm',
  paddingX: 4,
})
const list = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0, paddingStart: 16 })
