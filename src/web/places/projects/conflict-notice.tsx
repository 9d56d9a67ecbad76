import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { PanelDocument, ProjectDocument } from '../../../model/projects/document.ts'
import { describeDifferences } from '../../../model/projects/describe-differences.ts'
import type { Conflict } from '../../project/project-model.ts'
import { texts } from '../../texts/index.ts'

interface ConflictNoticeProps {
  readonly conflict: Conflict
  readonly yours: unknown
  /** What it is about, where that is no panel. */
  readonly what?: string
  readonly onDecide: (side: 'yours' | 'theirs') => void
}

/** Somebody else has changed the same: both sides in words, and which is to stay. */
export function ConflictNotice({ conflict, yours, what, onDecide }: ConflictNoticeProps) {
  const words = describe(conflict, yours)
  return (
    <section role="alert" className={box}>
      <div className={style({ display: 'grid', gap: 4, flexGrow: 1 })}>
        <strong>
          {what && `${what}: `}
          {texts.project.conflictTitle(conflict.author)}
        </strong>
        <span>{texts.project.conflictText}</span>
        {words.length > 0 && (
          <ul aria-label={texts.project.conflictDifferences} className={list}>
            {words.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
      </div>
      <div className={style({ display: 'flex', gap: 8, alignItems: 'start' })}>
        <Button size="S" variant="primary" onPress={() => onDecide('yours')}>
          {texts.project.keepYours}
        </Button>
        <Button size="S" variant="secondary" onPress={() => onDecide('theirs')}>
          {texts.project.takeTheirs}
        </Button>
      </div>
    </section>
  )
}

function describe({ panel, theirs }: Conflict, yours: unknown): readonly string[] {
  if (theirs === null) return [texts.project.conflictRemoved]
  if (yours === null || yours === undefined) return [texts.project.conflictYoursRemoved]
  if (panel === null || Array.isArray(theirs)) return []
  const alone = (side: unknown) =>
    ({ kind: 'project', id: panel, panels: [side as PanelDocument] }) as ProjectDocument
  return describeDifferences(alone(theirs), alone(yours)).flatMap((each) => each.texts)
}

const box = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 16,
  padding: 12,
  font: 'ui',
  backgroundColor: 'notice-subtle',
  borderRadius: 'default',
})
const list = style({ margin: 0, paddingStart: 20 })
