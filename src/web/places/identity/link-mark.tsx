import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'
import { type LinkKind, type PlacedLink, type Point, pointOn } from './graph-layout.ts'
import type { MarkState } from './mark-state.ts'
import type { MarkProps } from './use-marks.ts'

interface LinkMarkProps extends MarkProps {
  readonly link: PlacedLink
  readonly state: MarkState
}

/** A link: thicker the more rows carry it, with a sign where it is by hand or does not stand. */
export function LinkMark({ link, state, ...mark }: LinkMarkProps) {
  const { kind, count, from, to, control } = link
  const path = `M${from.x},${from.y} Q${control.x},${control.y} ${to.x},${to.y}`
  return (
    <g
      {...mark}
      aria-label={texts.identity.linkMark[kind](from.id, to.id, count)}
      className={box({ state })}
    >
      <title>{texts.identity.linkMark[kind](from.id, to.id, count)}</title>
      <path d={path} className={halo} strokeWidth="12" />
      <LinkLine
        d={path}
        kind={kind}
        width={1 + Math.min(3, Math.log10(count) * 1.5)}
        isSelected={state === 'selected'}
      />
      <LinkSign kind={kind} {...pointOn(link, 0.5)} />
    </g>
  )
}

interface LinkLineProps {
  readonly d: string
  readonly kind: LinkKind
  readonly width?: number
  readonly isSelected?: boolean
}

export const LinkLine = ({ d, kind, width = 1, isSelected = false }: LinkLineProps) => (
  <path
    d={d}
    strokeWidth={isSelected ? width + 2 : width}
    strokeDasharray={kind === 'lost' ? '4 4' : undefined}
    className={line({ kind, isSelected })}
  />
)

/** A lozenge for what people said, a cross for what does not stand. */
export function LinkSign({ kind, x, y }: Point & { readonly kind: LinkKind }) {
  if (kind === 'rows') return null
  if (kind === 'hand') {
    return (
      <path d={`M${x},${y - 5} l5,5 l-5,5 l-5,-5 z`} className={style({ fill: 'purple-900' })} />
    )
  }
  return (
    <path
      d={`M${x - 4},${y - 4} l8,8 m0,-8 l-8,8`}
      className={style({ stroke: 'red-900', strokeWidth: 2, fill: 'none' })}
    />
  )
}

const box = style({
  cursor: 'pointer',
  outlineStyle: 'none',
  opacity: { default: 1, state: { far: 0.25 } },
})
const halo = style({
  fill: 'none',
  stroke: { default: 'transparent', ':is(:focus-visible > *)': 'blue-400' },
})
const line = style({
  fill: 'none',
  stroke: {
    kind: { rows: 'gray-600', hand: 'purple-900', lost: 'red-900' },
    isSelected: { kind: { rows: 'gray-900' } },
  },
})
