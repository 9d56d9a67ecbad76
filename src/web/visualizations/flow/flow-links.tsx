import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type KeyboardEvent, useState } from 'react'
import { isOfMore, MoreGlyph } from '../../charts/more-glyph.tsx'
import { walkMarks } from '../../charts/walk-marks.ts'
import { actHandlers } from '../../components/act-handlers.ts'
import { printFigure } from '../../components/figures.ts'
import { useRoving } from '../../components/use-roving.ts'
import { texts } from '../../texts/index.ts'
import type { FlowLayout, PlacedLink } from './flow-layout.ts'
import { nameOfNode, type OnAct } from './flow-nodes.tsx'

interface FlowLinksProps {
  readonly layout: FlowLayout
  readonly actOn: (link: PlacedLink) => OnAct
}

/** Ribbons between nodes; one tab stop, arrow keys walk them: up and down between the same columns, across along the paths. */
export function FlowLinks({ layout: { links, nodeWidth, width, height }, actOn }: FlowLinksProps) {
  const keys = links.map(keyOf)
  const walk = (from: number, key: string) =>
    followPaths(links, from, key) ?? walkMarks(links.map(placeOf), from, key)
  const { root, onKeyDown, walked } = useRoving<SVGSVGElement>(keys, walk)
  const [shown, setShown] = useState<string | null>(null)
  if (links.length === 0) return null
  const pointed = links.find((link) => keyOf(link) === shown)
  const act = pointed && actOn(pointed)
  const actOnPointed = () => {
    const named = `[data-walked="${CSS.escape(shown ?? '')}"]`
    const ribbon = root.current?.querySelector<SVGElement>(named)
    ribbon?.focus()
    if (ribbon) act?.(ribbon)
  }
  return (
    <svg
      ref={root}
      role="group"
      aria-label={texts.flow.links}
      width={width}
      height={height}
      onKeyDown={onKeyDown}
      onPointerMove={({ target }) => isOfMore(target) || setShown(keyAt(target))}
      onPointerLeave={() => setShown(null)}
      className={style({ position: 'absolute' })}
    >
      {links.map((link) => (
        <Ribbon
          key={keyOf(link)}
          link={link}
          path={ribbon(link, nodeWidth)}
          walked={walked(keyOf(link))}
          onAct={actOn(link)}
        />
      ))}
      {pointed && act && (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys act on the ribbon itself
        <g
          onClick={actOnPointed}
          onContextMenu={(event) => {
            event.preventDefault()
            actOnPointed()
          }}
        >
          <MoreGlyph mark={middleOf(pointed, nodeWidth)} size={{ width, height }} isOnMark />
        </g>
      )}
    </svg>
  )
}

/** The widest ribbon that leads to this one, or goes on from it. */
function followPaths(links: readonly PlacedLink[], from: number, key: string): number | undefined {
  const start = links[from]
  const joins = ({ from, to }: PlacedLink) =>
    (key === 'ArrowLeft' && to.id === start?.from.id) ||
    (key === 'ArrowRight' && from.id === start?.to.id)
  const [widest] = links.filter(joins).toSorted((a, b) => b.paths - a.paths)
  return widest && links.indexOf(widest)
}

/** Between the same columns ribbons stand below each other. */
const placeOf = (link: PlacedLink, index: number) => ({ column: link.from.column, row: index })

const keyAt = (target: EventTarget): string | null =>
  target instanceof Element ? target.getAttribute('data-walked') : null

const keyOf = ({ from, to }: PlacedLink): string => `${from.id}→${to.id}`

interface RibbonProps {
  readonly link: PlacedLink
  readonly path: string
  readonly walked: ReturnType<ReturnType<typeof useRoving>['walked']>
  readonly onAct: OnAct
}

function Ribbon({ link, path, walked, onAct }: RibbonProps) {
  const name = `${nameOfLink(link)}: ${texts.flow.paths(printFigure(link.paths))}`
  const role =
    onAct === undefined ? { role: 'img' } : { role: 'button', 'aria-haspopup': 'menu' as const }
  const { onKeyDown, ...handlers } = actHandlers(onAct)
  return (
    <path
      d={path}
      strokeWidth={link.width}
      aria-label={name}
      className={stroke({ isActive: onAct !== undefined })}
      onClick={(event) => onAct?.(event.currentTarget)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' && event.key !== ' ') return onKeyDown?.(event)
        event.preventDefault()
        onAct?.(event.currentTarget)
      }}
      {...role}
      {...walked}
      {...handlers}
    >
      <title>{name}</title>
    </path>
  )
}

/** `Home → Cart` */
export const nameOfLink = ({ from, to }: PlacedLink): string =>
  `${nameOfNode(from)} → ${nameOfNode(to)}`

const middleOf = ({ from, to, fromY, toY }: PlacedLink, nodeWidth: number) => ({
  x: (from.x + nodeWidth + to.x) / 2,
  y: (fromY + toY) / 2,
})

function ribbon({ from, to, fromY, toY }: PlacedLink, nodeWidth: number): string {
  const start = from.x + nodeWidth
  const middle = (start + to.x) / 2
  return `M${start},${fromY} C${middle},${fromY} ${middle},${toY} ${to.x},${toY}`
}

const stroke = style({
  fill: 'none',
  stroke: { default: 'blue-500', ':focus-visible': 'blue-900' },
  opacity: { default: 0.35, ':hover': 0.6, ':focus-visible': 0.8 },
  cursor: { default: 'default', isActive: 'pointer' },
  outlineStyle: 'none',
})
