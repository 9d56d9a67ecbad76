import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

interface FactsProps {
  readonly label: string
  readonly facts: readonly (readonly [name: string, value: string])[]
}

/** Names and what is known of them, in two columns. */
export const Facts = ({ label, facts }: FactsProps) => (
  <dl aria-label={label} className={list}>
    {facts.map(([name, value]) => (
      <div key={name} className={style({ display: 'contents' })}>
        <dt className={style({ color: 'neutral-subdued' })}>{name}</dt>
        <dd className={style({ margin: 0, fontVariantNumeric: 'tabular-nums' })}>{value}</dd>
      </div>
    ))}
  </dl>
)

const list = style({
  display: 'grid',
  gridTemplateColumns: ['max-content', 'minmax(0, 1fr)'],
  columnGap: 16,
  rowGap: 4,
  margin: 0,
  font: 'ui-sm',
  color: 'neutral',
})
