import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'
import type { PlacedNode } from './graph-layout.ts'
import type { MarkState } from './mark-state.ts'
import { shortName } from './short-name.ts'
import type { MarkProps } from './use-marks.ts'

interface NodeMarkProps extends MarkProps {
  readonly node: PlacedNode
  /** Whether it names the person. */
  readonly isPerson: boolean
  /** The place of its namespace. */
  readonly hue: number
  readonly links: number
  /** As many characters its name has at most. */
  readonly characters: number
  readonly state: MarkState
}

/** An identity: a circle in the colour of its namespace with its name; hollow where it links nothing or is another’s. */
export function NodeMark({
  node,
  isPerson,
  hue,
  links,
  characters,
  state,
  ...mark
}: NodeMarkProps) {
  const { id, x, y, isHeld, isOther } = node
  const radius = isPerson ? 11 : 7
  const isHollow = isHeld || isOther
  return (
    <g {...mark} aria-label={texts.identity.node(id, links, node)} className={box({ state })}>
      <title>{id}</title>
      <circle cx={x} cy={y} r={radius + 4} className={ring({ state })} />
      <circle
        cx={x}
        cy={y}
        r={radius}
        strokeDasharray={isOther ? '3 2' : undefined}
        className={circle({ hue: hueOf(hue), isHollow })}
      />
      {isHeld && (
        <path
          d={`M${x - 4},${y + 4} L${x + 4},${y - 4}`}
          className={style({ stroke: 'gray-900', strokeWidth: 2 })}
        />
      )}
      <Name node={node} gap={radius + 7} characters={characters} isBold={isPerson} />
    </g>
  )
}

interface NameProps {
  readonly node: PlacedNode
  readonly gap: number
  readonly characters: number
  readonly isBold: boolean
}

const anchors = { top: 'middle', bottom: 'middle', left: 'end', right: 'start' } as const

function Name({ node: { id, x, y, side }, gap, characters, isBold }: NameProps) {
  const { namespace, text } = shortName(id, characters)
  const shift = {
    top: { x, y: y - gap },
    bottom: { x, y: y + gap + 9 },
    left: { x: x - gap, y: y + 4 },
    right: { x: x + gap, y: y + 4 },
  }[side]
  return (
    <text {...shift} textAnchor={anchors[side]} className={name({ isBold })}>
      <tspan className={style({ fill: 'gray-700', fontWeight: 'normal' })}>{namespace} </tspan>
      {text}
    </text>
  )
}

const hues = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

const hueOf = (place: number) => hues[Math.max(0, place) % hues.length]!

const box = style({
  cursor: 'pointer',
  outlineStyle: 'none',
  opacity: { default: 1, state: { far: 0.4 } },
})
const ring = style({
  fill: 'none',
  strokeWidth: 2,
  stroke: {
    default: 'transparent',
    state: { selected: 'gray-900' },
    ':is(:focus-visible > *)': 'blue-800',
  },
})
const circle = style({
  strokeWidth: 2,
  fill: {
    hue: {
      a: 'blue-800',
      b: 'orange-700',
      c: 'turquoise-800',
      d: 'magenta-700',
      e: 'yellow-600',
      f: 'purple-800',
      g: 'brown-700',
      h: 'gray-600',
    },
    isHollow: 'gray-75',
  },
  stroke: {
    hue: {
      a: 'blue-800',
      b: 'orange-700',
      c: 'turquoise-800',
      d: 'magenta-700',
      e: 'yellow-600',
      f: 'purple-800',
      g: 'brown-700',
      h: 'gray-600',
    },
  },
})
const name = style({
  font: 'ui-sm',
  fill: 'gray-900',
  fontWeight: { default: 'normal', isBold: 'bold' },
})
