import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { IdentitySpaceStatus } from '../../../model/answers/identity.ts'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

/** How much a space holds, side by side. */
export function SpaceFigures({ status }: { readonly status: IdentitySpaceStatus }) {
  const { figures } = texts.identity
  return (
    <dl aria-label={texts.identity.holds} className={row}>
      {(Object.keys(figures) as (keyof typeof figures)[]).map((name) => (
        <div key={name} className={figure}>
          <dt className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{figures[name]}</dt>
          <dd className={number}>{printFigure(status[name])}</dd>
        </div>
      ))}
    </dl>
  )
}

const row = style({
  display: 'grid',
  gridTemplateColumns: {
    default: ['1fr', '1fr'],
    md: ['1fr', '1fr', '1fr', '1fr', '1fr', '1fr'],
  },
  gap: 12,
  margin: 0,
})
const figure = style({
  paddingX: 16,
  paddingY: 12,
  backgroundColor: 'layer-2',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'lg',
})
const number = style({ margin: 0, font: 'title-lg', fontVariantNumeric: 'tabular-nums' })
