import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { IdentityGraph } from '../../../model/answers/identity.ts'
import { getOwn } from '../../../model/own.ts'
import { texts } from '../../texts/index.ts'
import { drawPerson } from '../identity/drawn-graph.ts'
import { GraphDrawing } from '../identity/graph-drawing.tsx'
import type { GraphMark } from '../identity/graph-focus.ts'
import { layOutGraph } from '../identity/graph-layout.ts'
import { GraphLegend } from '../identity/graph-legend.tsx'
import { UndoButton } from '../identity/undo-button.tsx'
import { useEditing } from '../identity/use-editing.ts'
import type { PlaceInSpace } from './find-space.ts'
import { LostLinks } from './lost-links.tsx'
import { PersonCard } from './person-card.tsx'
import { printWhen } from './print-value.ts'

interface PersonGraphProps {
  readonly place: PlaceInSpace
  readonly graph: IdentityGraph
  readonly timeZone: string
}

const radiusX = 44
const characters = 13

/** Somebody's graph in small, what was lost, and what can be done about it. */
export function PersonGraph({ place: { space, id }, graph, timeZone }: PersonGraphProps) {
  const [selected, setSelected] = useState<GraphMark | null>(null)
  const layout = useMemo(() => layOutGraph(drawPerson(graph), radiusX, characters), [graph])
  const say = texts.people.identities
  return (
    <PersonCard title={say.title} actions={<Edits graph={graph} selected={selected} />}>
      <GraphDrawing
        label={texts.identity.graphOf(graph.person)}
        layout={layout}
        namespaces={space.namespaces.map((each) => each.id)}
        selected={selected}
        onSelect={setSelected}
      />
      <GraphLegend layouts={[layout]} />
      <LostLinks lost={graph.lost} timeZone={timeZone} />
      {graph.changes.length > 0 && (
        <ul className={list}>
          {graph.changes.map(({ change, kind, author, at }) => (
            <li key={change}>
              {say.byHand(
                getOwn<string>(texts.identity.kinds, kind) ?? kind,
                author,
                printWhen(new Date(at).toISOString(), timeZone),
              )}{' '}
              <UndoButton change={change} kind={kind} />
            </li>
          ))}
        </ul>
      )}
      <Link to="/identity/$space" params={{ space: space.id }} search={{ id }} className={link}>
        {say.openSpace}
      </Link>
    </PersonCard>
  )
}

interface EditsProps {
  readonly graph: IdentityGraph
  readonly selected: GraphMark | null
}

/** What is chosen in the drawing is split off. */
function Edits({ graph: { person, ids }, selected }: EditsProps) {
  const begin = useEditing()
  const { splitOff, splitHint } = texts.people.identities
  const chosen =
    selected?.link === null && ids.some(({ id }) => id === selected.node) ? selected.node : null
  return (
    <>
      {ids.length > 1 && (
        <ActionButton
          size="XS"
          isQuiet
          isDisabled={chosen === null}
          {...(chosen === null && { 'aria-label': `${splitOff} ${splitHint}` })}
          onPress={() => chosen !== null && begin({ kind: 'split', ids: [chosen] })}
        >
          {splitOff}
        </ActionButton>
      )}
      <ActionButton size="XS" isQuiet onPress={() => begin({ kind: 'merge', ids: [person, ''] })}>
        {texts.identity.edits.merge.open}
      </ActionButton>
    </>
  )
}

const list = style({ listStyleType: 'none', margin: 0, padding: 0, font: 'ui-sm' })
const link = style({ font: 'ui-sm', color: 'neutral', width: 'fit' })
