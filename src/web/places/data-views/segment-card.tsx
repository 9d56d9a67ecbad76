import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { ConnectionStatus } from '../../../model/answers/connections.ts'
import { segmentRulesQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { printPercent } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SegmentPicker } from '../../components/segment-picker.tsx'
import { stayNear } from '../../components/stay-near.ts'
import { texts } from '../../texts/index.ts'
import { emptySegment, hasHoles } from '../components/builder/tree.ts'
import { useViewEditing } from './view-context.ts'
import { joinSegments, type Own, replaceOwn, splitSegments, withoutOwn } from './view-segments.ts'

const words = texts.dataViewPage

interface SegmentCardProps {
  readonly status: ConnectionStatus
  /** Which of its own ones is edited. */
  readonly open: number | undefined
  readonly onOpen: (index: number | undefined) => void
}

/** The segments that every report on the data view is under: saved ones, and those that it defines itself. */
export function SegmentCard({ status, open, onOpen }: SegmentCardProps) {
  const { draft, known } = useViewEditing()
  const { saved, own } = splitSegments(draft.document.segment)
  return (
    <Card title={words.segments}>
      <p className={note}>{words.segmentHint}</p>
      <SegmentPicker
        label={words.segments}
        components={known}
        value={saved}
        onChange={(next) => draft.change({ segment: joinSegments(next, own) })}
      />
      <section aria-label={words.ownSegments} className={style({ display: 'grid', gap: 8 })}>
        <h3 className={style({ font: 'ui', fontWeight: 'bold', margin: 0 })}>
          {words.ownSegments}
        </h3>
        <p className={note}>{words.ownHint}</p>
        {own.length > 0 && (
          <ol className={list}>
            {own.map((segment, index) => (
              <OwnSegment
                key={index}
                segment={segment}
                index={index}
                status={status}
                isOpen={open === index}
                onOpen={onOpen}
              />
            ))}
          </ol>
        )}
        <Button
          size="S"
          variant="secondary"
          styles={style({ justifySelf: 'start' })}
          onPress={() => {
            draft.change({ segment: joinSegments(saved, [...own, emptySegment as Own]) })
            onOpen(own.length)
          }}
        >
          {words.addOwn}
        </Button>
      </section>
    </Card>
  )
}

interface OwnSegmentProps {
  readonly segment: Own
  readonly index: number
  readonly status: ConnectionStatus
  readonly isOpen: boolean
  readonly onOpen: (index: number | undefined) => void
}

/** Rules of the data view in words, and how many they keep. */
function OwnSegment({ segment, index, status, isOpen, onOpen }: OwnSegmentProps) {
  const { draft } = useViewEditing()
  const isFinished = !hasHoles(segment)
  const asked = isFinished ? segment : null
  const { data, error } = useQuery(
    segmentRulesQuery(withoutOwn(draft.document, index), asked, 'all', status.dataVersion),
  )
  const place = index + 1
  return (
    <li aria-label={words.ownName(place)} className={item({ isOpen })}>
      <div className={style({ display: 'grid', gap: 2, flexGrow: 1, minWidth: 0 })}>
        {!isFinished && <span className={note}>{words.ownEmpty}</span>}
        {isFinished && error && <ProblemNotice error={error} />}
        {isFinished && !error && data && (
          <>
            <span className={style({ overflowWrap: 'anywhere' })}>{data.rules.words}</span>
            <span className={note}>
              {words.kept(data.rules.kept.people, printPercent(data.rules.share.people))}
            </span>
          </>
        )}
      </div>
      <ActionButton
        size="S"
        aria-label={words.openOwn(place)}
        aria-expanded={isOpen}
        onPress={() => onOpen(isOpen ? undefined : index)}
      >
        {words.edit}
      </ActionButton>
      <ActionButton
        size="S"
        isQuiet
        aria-label={words.removeOwn(place)}
        onPress={({ target }) =>
          stayNear(target, () => {
            draft.change(replaceOwn(draft.document, index, undefined))
            onOpen(undefined)
          })
        }
      >
        {words.remove}
      </ActionButton>
    </li>
  )
}

const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 })
const item = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  padding: 8,
  font: 'ui',
  borderRadius: 'default',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: { default: 'gray-200', isOpen: 'gray-800' },
})
