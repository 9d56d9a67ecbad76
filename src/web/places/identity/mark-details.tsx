import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import type { IdentityGraph } from '../../../model/answers/identity.ts'
import { texts } from '../../texts/index.ts'
import { pairKey } from './drawn-graph.ts'
import type { GraphMark } from './graph-focus.ts'
import { IdentityDetails } from './identity-details.tsx'
import { LinkDetails } from './link-details.tsx'
import { LostDetails } from './lost-details.tsx'

interface MarkDetailsProps {
  readonly graph: IdentityGraph
  readonly selected: GraphMark | null
  readonly onSelect: (mark: GraphMark) => void
}

/** What is known of the identity or link that is selected in the drawing. */
export const MarkDetails = (props: MarkDetailsProps) => (
  <section aria-label={texts.identity.details} aria-live="polite" className={box}>
    {detailsOf(props)}
  </section>
)

function detailsOf({ graph, selected, onSelect }: MarkDetailsProps): ReactNode {
  if (selected === null) return texts.identity.selectHint
  if (selected.link !== null) {
    const isSelected = ({ ids }: { readonly ids: readonly [string, string] }) =>
      pairKey(ids) === selected.link
    const link = graph.links.find(isSelected)
    if (link !== undefined) return <LinkDetails link={link} />
    const lost = graph.lost.find(isSelected)
    return lost === undefined ? texts.identity.selectHint : <LostDetails lost={lost} />
  }
  return <IdentityDetails graph={graph} id={selected.node} onSelect={onSelect} />
}

const box = style({
  display: 'grid',
  gap: 12,
  padding: 16,
  minWidth: 0,
  font: 'ui-sm',
  color: 'neutral',
  backgroundColor: 'layer-1',
  borderRadius: 'lg',
  overflowWrap: 'anywhere',
})
