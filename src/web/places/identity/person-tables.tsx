import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { IdentityGraph } from '../../../model/answers/identity.ts'
import { getOwn } from '../../../model/own.ts'
import { noFigure, printFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { PagedTable } from '../../components/paged-table.tsx'
import { texts } from '../../texts/index.ts'
import { pairKey } from './drawn-graph.ts'
import type { GraphMark } from './graph-focus.ts'
import { sayReason } from './say-reason.ts'
import { TextButton } from '../../components/text-button.tsx'
import { UndoButton } from './undo-button.tsx'
import { useEditing } from './use-editing.ts'

interface PersonTablesProps {
  readonly graph: IdentityGraph
  /** Selects in the drawing. */
  readonly onSelect: (mark: GraphMark) => void
}

/** All that the drawing shows, and what it leaves out, as tables. */
export const PersonTables = (props: PersonTablesProps) => (
  <>
    <Identities {...props} />
    <Links {...props} />
    <Lost {...props} />
    <Said {...props} />
  </>
)

function Identities({ graph: { ids, links } }: PersonTablesProps) {
  const begin = useEditing()
  const [picked, setChosen] = useState<readonly string[]>([])
  const chosen = picked.filter((id) => ids.some((each) => each.id === id))
  const toggle = (id: string, isChosen: boolean) =>
    setChosen((before) => [...before.filter((each) => each !== id), ...(isChosen ? [id] : [])])
  const isPart = chosen.length > 0 && chosen.length < ids.length
  return (
    <section className={part}>
      <PagedTable
        label={texts.identity.identities}
        rows={ids}
        keyOf={({ id }) => id}
        columns={[
          {
            name: texts.identity.identity,
            cell: ({ id }) => (
              <Checkbox
                size="S"
                isSelected={chosen.includes(id)}
                onChange={(isChosen) => toggle(id, isChosen)}
              >
                {id}
              </Checkbox>
            ),
          },
          { name: texts.identity.state, cell: ({ held }) => texts.identity.held[held] },
          { name: texts.identity.since, cell: ({ since }) => <Instant at={since} /> },
          { name: texts.identity.last, cell: ({ last }) => <Instant at={last} /> },
          {
            name: texts.identity.links,
            isNumber: true,
            cell: ({ id }) => printFigure(links.filter((each) => each.ids.includes(id)).length),
          },
        ]}
      />
      {ids.length > 1 && (
        <div className={style({ display: 'flex', alignItems: 'center', gap: 12 })}>
          <ActionButton
            size="S"
            isDisabled={!isPart}
            onPress={() => begin({ kind: 'split', ids: chosen })}
          >
            {texts.identity.edits.split.open}
          </ActionButton>
          <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
            {texts.identity.splitHint(chosen.length, ids.length)}
          </span>
        </div>
      )}
    </section>
  )
}

function Links({ graph: { links }, onSelect }: PersonTablesProps) {
  const begin = useEditing()
  if (links.length === 0) return null
  return (
    <PagedTable
      label={texts.identity.links}
      rows={links}
      keyOf={({ link }) => link}
      columns={[
        { name: texts.identity.link, cell: ({ ids }) => <Pair ids={ids} onSelect={onSelect} /> },
        { name: texts.identity.from, cell: ({ evidence }) => saySources(evidence) },
        { name: texts.identity.count, isNumber: true, cell: ({ count }) => printFigure(count) },
        { name: texts.identity.since, cell: ({ first }) => <Instant at={first} /> },
        { name: texts.identity.last, cell: ({ last }) => <Instant at={last} /> },
        {
          name: texts.identity.edits.unlink.title,
          cell: ({ link, ids }) => (
            <TextButton onPress={() => begin({ kind: 'unlink', link, ids })}>
              {texts.identity.edits.unlink.open}
            </TextButton>
          ),
        },
      ]}
    />
  )
}

function Lost({ graph: { lost }, onSelect }: PersonTablesProps) {
  if (lost.length === 0) return null
  return (
    <PagedTable
      label={texts.identity.lost}
      rows={lost}
      keyOf={({ ids }) => pairKey(ids)}
      columns={[
        { name: texts.identity.lost, cell: ({ ids }) => <Pair ids={ids} onSelect={onSelect} /> },
        { name: texts.identity.lostWhy, cell: ({ reason }) => sayReason(reason) },
        { name: texts.identity.lostTo, cell: ({ to }) => to?.join(' – ') ?? noFigure },
        { name: texts.identity.last, cell: ({ time }) => <Instant at={time} /> },
      ]}
    />
  )
}

function Said({ graph: { changes } }: PersonTablesProps) {
  if (changes.length === 0) return null
  const byChange = new Map(changes.map((each) => [each.change, each]))
  return (
    <PagedTable
      label={texts.identity.saidOfPerson}
      rows={[...byChange.values()].toReversed()}
      keyOf={({ change }) => change}
      columns={[
        { name: texts.identity.saidOfPerson, cell: ({ kind }) => sayKind(kind) },
        { name: texts.identity.note, cell: ({ note }) => note || noFigure },
        { name: texts.identity.author, cell: ({ author }) => author },
        { name: texts.identity.at, cell: ({ at }) => <Instant at={at} /> },
        { name: texts.identity.edits.undo.title, cell: (each) => <UndoButton {...each} /> },
      ]}
    />
  )
}

const sayKind = (kind: string): string => getOwn<string>(texts.identity.kinds, kind) ?? kind

interface PairProps {
  readonly ids: readonly [string, string]
  readonly onSelect: (mark: GraphMark) => void
}

const Pair = ({ ids, onSelect }: PairProps) => (
  <TextButton onPress={() => onSelect({ node: ids[0], link: pairKey(ids) })}>
    {ids.join(' – ')}
  </TextButton>
)

/** The datasets of the latest rows, and who said so. */
const saySources = (evidence: IdentityGraph['links'][number]['evidence']): string =>
  [
    ...new Set(
      evidence.map(({ dataset, byHand }) =>
        byHand === null ? (dataset ?? '') : texts.identity.byHand(byHand.author, ''),
      ),
    ),
  ].join(', ')

const part = style({ display: 'grid', gap: 8, minWidth: 0 })
