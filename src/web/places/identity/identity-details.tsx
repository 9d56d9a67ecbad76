import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link as PageLink } from '@tanstack/react-router'
import type { IdentityGraph } from '../../../model/answers/identity.ts'
import { printInstant } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { pairKey } from './drawn-graph.ts'
import { Facts } from './facts.tsx'
import type { GraphMark } from './graph-focus.ts'
import { TextButton } from '../../components/text-button.tsx'
import { useEditing } from './use-editing.ts'

interface IdentityDetailsProps {
  readonly graph: IdentityGraph
  readonly id: string
  readonly onSelect: (mark: GraphMark) => void
}

/** An identity: since when it is known, its links, and what can be done with it. */
export function IdentityDetails({ graph, id, onSelect }: IdentityDetailsProps) {
  const identity = graph.ids.find((each) => each.id === id)
  const links = [...graph.links, ...graph.lost].filter(({ ids }) => ids.includes(id))
  return (
    <>
      <strong className={style({ font: 'title-sm' })}>{id}</strong>
      {identity === undefined ? (
        <PageLink to="." search={{ id }}>
          {texts.identity.othersId}
        </PageLink>
      ) : (
        <>
          <Facts
            label={id}
            facts={[
              [texts.identity.state, texts.identity.held[identity.held]],
              [texts.identity.since, printInstant(identity.since)],
              [texts.identity.last, printInstant(identity.last)],
            ]}
          />
          <Actions id={id} held={identity.held} isAlone={graph.ids.length === 1} />
        </>
      )}
      {links.length > 0 && <span>{texts.identity.linkedWith}</span>}
      <ul className={list}>
        {links.slice(0, mostShown).map(({ ids }) => (
          <li key={pairKey(ids)}>
            <TextButton onPress={() => onSelect({ node: id, link: pairKey(ids) })}>
              {ids.find((each) => each !== id) ?? id}
            </TextButton>
          </li>
        ))}
        {links.length > mostShown && <li>{texts.identity.more(links.length - mostShown)}</li>}
      </ul>
    </>
  )
}

const mostShown = 12

interface ActionsProps {
  readonly id: string
  readonly held: IdentityGraph['ids'][number]['held']
  readonly isAlone: boolean
}

function Actions({ id, held, isAlone }: ActionsProps) {
  const begin = useEditing()
  const { split, link, release, block } = texts.identity.edits
  return (
    <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 8 })}>
      {!isAlone && (
        <ActionButton size="S" onPress={() => begin({ kind: 'split', ids: [id] })}>
          {split.open}
        </ActionButton>
      )}
      <ActionButton size="S" onPress={() => begin({ kind: 'link', ids: [id, ''] })}>
        {link.open}
      </ActionButton>
      {held === 'no' ? (
        <ActionButton size="S" onPress={() => begin({ kind: 'block', id })}>
          {block.open}
        </ActionButton>
      ) : (
        <ActionButton size="S" onPress={() => begin({ kind: 'release', id })}>
          {release.open}
        </ActionButton>
      )}
    </div>
  )
}

const list = style({ display: 'grid', gap: 4, margin: 0, padding: 0, listStyleType: 'none' })
