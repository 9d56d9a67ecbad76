import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'
import type { GraphLayout, LinkKind } from './graph-layout.ts'
import { LinkLine, LinkSign } from './link-mark.tsx'

const kinds: readonly LinkKind[] = ['rows', 'hand', 'lost']

interface GraphLegendProps {
  readonly layouts: readonly GraphLayout[]
}

/** What the lines of drawings mean: those that are in them. */
export function GraphLegend({ layouts }: GraphLegendProps) {
  const links = layouts.flatMap((layout) => layout.links)
  const shown = kinds.filter((kind) => links.some((link) => link.kind === kind))
  if (shown.length === 0) return null
  return (
    <ul className={list}>
      {shown.map((kind) => (
        <li key={kind} className={style({ display: 'flex', alignItems: 'center', gap: 8 })}>
          <svg width="32" height="12" aria-hidden="true">
            <LinkLine d="M0,6 L32,6" kind={kind} />
            <LinkSign kind={kind} x={16} y={6} />
          </svg>
          {texts.identity.legend[kind]}
        </li>
      ))}
    </ul>
  )
}

const list = style({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 20,
  rowGap: 4,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
  font: 'ui-sm',
  color: 'neutral-subdued',
})
