import { useMemo, useRef } from 'react'
import type { ConnectionStatus } from '../../../../model/answers/connections.ts'
import type { ComponentList } from '../../../../model/answers/data-views.ts'
import type { DefinitionDocument } from '../../../../model/answers/definitions.ts'
import type { DataViewDocument } from '../../../api/index.ts'
import { PlaceHeader } from '../../../app/place-header.tsx'
import { texts } from '../../../texts/index.ts'
import { AboutFields } from './about-fields.tsx'
import { BuilderActions } from './builder-actions.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { RulesEditor } from './rules-editor.tsx'
import { readDraft, type SegmentDraft } from './segment-document.ts'
import { hasHoles } from './tree.ts'
import { useHistory } from './use-history.ts'

export interface SegmentBuilderProps {
  readonly dataView: DataViewDocument
  readonly status: ConnectionStatus
  readonly components: ComponentList
  readonly document: DefinitionDocument
  /** Of the document; 0: it is not saved yet. */
  readonly version: number
}

/** Changes of fields that come so soon after each other are one step to undo. */
const SAME_STEP_MS = 800

/** A segment with its rules, what they do, and who just misses them. */
export function SegmentBuilder(props: SegmentBuilderProps) {
  const { dataView, status, components, document, version } = props
  const saved = useMemo(() => readDraft(document), [document])
  const history = useHistory(saved)
  const draft = history.present
  const changedAt = useRef(0)
  const put = (next: SegmentDraft) => {
    const now = performance.now()
    const isSoon = now - changedAt.current < SAME_STEP_MS
    changedAt.current = now
    history.change(next, () => isSoon)
  }
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved)
  return (
    <RulesEditor
      dataView={dataView}
      status={status}
      components={components}
      root={draft.root}
      onChange={(root) => put({ ...draft, root })}
      onEdit={(root) => {
        changedAt.current = 0
        history.change({ ...draft, root })
      }}
      head={<AboutFields draft={draft} onChange={put} />}
    >
      <PlaceHeader
        title={draft.name === '' ? texts.builder.newTitle : draft.name}
        parents={[{ label: texts.saved.title, to: '/components' }]}
        actions={
          <BuilderActions
            document={document}
            version={version}
            draft={draft}
            isDirty={isDirty}
            isFinished={!hasHoles(draft.root)}
            history={history}
          />
        }
      />
      <LeaveGuard isDirty={isDirty} />
    </RulesEditor>
  )
}
