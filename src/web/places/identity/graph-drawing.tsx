import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'
import { type GraphMark, isAt, isDrawn } from './graph-focus.ts'
import type { GraphLayout } from './graph-layout.ts'
import { LinkMark } from './link-mark.tsx'
import { stateOfLink, stateOfNode } from './mark-state.ts'
import { NodeMark } from './node-mark.tsx'
import { useMarks } from './use-marks.ts'

interface GraphDrawingProps {
  readonly label: string
  readonly layout: GraphLayout
  /** The namespaces of the space, by priority: each has its colour. */
  readonly namespaces: readonly string[]
  readonly selected: GraphMark | null
  readonly onSelect: (mark: GraphMark | null) => void
}

/** Identities as circles, links as lines. One stop of the tabulator; arrow keys go from mark to mark. */
export function GraphDrawing({ label, layout, namespaces, selected, onSelect }: GraphDrawingProps) {
  const { nodes, links, width, height, leftOut } = layout
  const shown = selected !== null && isDrawn(layout, selected) ? selected : null
  const marks = useMarks(layout, shown, onSelect)
  return (
    <figure className={figure}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="group"
        aria-label={label}
        className={drawing}
      >
        {links.map((link) => (
          <LinkMark
            key={link.key}
            link={link}
            state={stateOfLink(link, shown)}
            {...marks.propsOf({ node: link.from.id, link: link.key })}
          />
        ))}
        {nodes.map((node) => (
          <NodeMark
            key={node.id}
            node={node}
            isPerson={node === nodes[0]}
            hue={namespaces.findIndex((name) => node.id.startsWith(`${name}:`))}
            links={links.filter((link) => isAt(link, node.id)).length}
            characters={layout.characters}
            state={stateOfNode(node, shown, links)}
            {...marks.propsOf({ node: node.id, link: null })}
          />
        ))}
      </svg>
      {leftOut > 0 && (
        <figcaption className={caption}>{texts.identity.leftOut(nodes.length, leftOut)}</figcaption>
      )}
    </figure>
  )
}

const figure = style({ margin: 0, display: 'grid', gap: 8, minWidth: 0, justifyItems: 'center' })
const drawing = style({ maxWidth: 'full', height: 'auto' })
const caption = style({ font: 'ui-sm', color: 'neutral-subdued' })
