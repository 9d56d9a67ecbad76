import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { SegmentRules } from '../../../../model/answers/segment-rules.ts'
import { printFigure } from '../../../components/figures.ts'
import { texts } from '../../../texts/index.ts'
import { pathKey } from './builder-context.ts'

/** How many people are left after each of the outermost rules. */
export function LeftBars({ left }: Pick<SegmentRules, 'left'>) {
  const most = left.reduce((found, { people }) => Math.max(found, people), 1)
  return (
    <section aria-label={texts.builder.left} className={style({ display: 'grid', gap: 8 })}>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>{texts.builder.left}</h3>
      <ol className={list}>
        {left.map(({ path, words, people }) => (
          <li key={pathKey(path)} className={row}>
            <span className={label} title={words}>
              {words}
            </span>
            <span aria-hidden className={track}>
              <span className={bar} style={{ width: `${(people / most) * 100}%` }} />
            </span>
            <span className={figure}>{printFigure(people)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 4 })
const row = style({ display: 'flex', alignItems: 'center', gap: 8 })
const label = style({ font: 'ui-sm', width: 144, flexShrink: 0, truncate: true })
const track = style({
  display: 'block',
  height: 12,
  flexGrow: 1,
  borderRadius: 'sm',
  backgroundColor: 'gray-100',
  overflow: 'hidden',
})
const bar = style({ display: 'block', height: 'full', backgroundColor: 'blue-800' })
const figure = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  fontVariantNumeric: 'tabular-nums',
  textAlign: 'end',
  minWidth: 48,
})
