import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'

interface BeforeAfterProps {
  readonly label: string
  readonly before: number | null
  readonly after: number | null
  /** What a full bar stands for. */
  readonly most: number
  readonly print: (figure: number | null) => string
}

/** A figure before and after stitching, as two bars. */
export const BeforeAfter = ({ label, before, after, most, print }: BeforeAfterProps) => (
  <dl aria-label={label} className={grid}>
    <dt
      className={style({
        font: 'ui-sm',
        fontWeight: 'bold',
        gridColumnStart: 1,
        gridColumnEnd: -1,
      })}
    >
      {label}
    </dt>
    <Bar name={texts.stitching.before} figure={before} most={most} print={print} />
    <Bar name={texts.stitching.after} figure={after} most={most} print={print} isAfter />
  </dl>
)

interface BarProps extends Pick<BeforeAfterProps, 'most' | 'print'> {
  readonly name: string
  readonly figure: number | null
  readonly isAfter?: boolean
}

const Bar = ({ name, figure, most, print, isAfter = false }: BarProps) => (
  <>
    <dt className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{name}</dt>
    <dd className={style({ margin: 0 })}>
      <svg width="100%" height="16" aria-hidden="true" className={style({ display: 'block' })}>
        <rect width="100%" height="16" rx="4" className={style({ fill: 'gray-100' })} />
        <rect
          width={`${most === 0 ? 0 : ((figure ?? 0) / most) * 100}%`}
          height="16"
          rx="4"
          className={bar({ isAfter })}
        />
      </svg>
    </dd>
    <dd
      className={style({
        margin: 0,
        font: 'ui-sm',
        fontVariantNumeric: 'tabular-nums',
        textAlign: 'end',
      })}
    >
      {print(figure)}
    </dd>
  </>
)

const grid = style({
  display: 'grid',
  gridTemplateColumns: ['max-content', '1fr', 'max-content'],
  alignItems: 'center',
  columnGap: 12,
  rowGap: 4,
  margin: 0,
  minWidth: 0,
})
const bar = style({ fill: { default: 'gray-500', isAfter: 'blue-800' } })
