import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

interface FigureTileProps {
  readonly label: string
  readonly value: string
  /** What it is of, or what goes with it. */
  readonly hint?: string | undefined
}

/** A figure with its name. */
export const FigureTile = ({ label, value, hint }: FigureTileProps) => (
  <div className={tile}>
    <dt className={style({ font: 'ui-sm', color: 'neutral-subdued', overflowWrap: 'anywhere' })}>
      {label}
    </dt>
    <dd className={style({ font: 'title-lg', margin: 0, fontVariantNumeric: 'tabular-nums' })}>
      {value}
    </dd>
    {hint !== undefined && (
      <dd className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>{hint}</dd>
    )}
  </div>
)

const tile = style({
  display: 'grid',
  gap: 4,
  alignContent: 'start',
  padding: 12,
  minWidth: 0,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'default',
})
