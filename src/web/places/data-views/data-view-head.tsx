import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { usedByQuery } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import { DefinitionHead, type Outcome } from '../definitions/definition-head.tsx'
import { MoreMenu } from '../definitions/more-menu.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { useViewEditing } from './view-context.ts'
import { hasUnfinished } from './view-segments.ts'

/** What it is called, how many use it, and what can be done with it. */
export function DataViewHead() {
  const { draft } = useViewEditing()
  const { document, version, discard } = draft
  const { id, name } = document
  const [outcome, setOutcome] = useState<Outcome>(null)
  const [isComparing, setComparing] = useState(false)
  const { data: users } = useQuery(usedByQuery('data-view', id))
  const navigate = useNavigate()
  const isFinished = !hasUnfinished(document)
  const usedBy = new Set((users ?? []).map((user) => `${user.kind} ${user.id}`)).size
  return (
    <>
      <DefinitionHead
        draft={draft}
        group={texts.dataViewPage.title}
        outcome={outcome}
        standing={
          isFinished ? users && texts.dataViewPage.usedBy(usedBy) : texts.dataViewPage.unfinished
        }
        isFinished={isFinished}
        actions={
          <MoreMenu
            of={{ kind: 'data-view', id, version, name }}
            others={[
              {
                id: 'copy',
                label: texts.dataViewPage.copy,
                run: () => void navigate({ to: '/new-data-view', search: { copy: id } }),
              },
              {
                id: 'compare',
                label: texts.dataViewPage.compare,
                run: () => setComparing(true),
              },
            ]}
            follows={texts.dataViewPage.deleteText}
            onDeleted={() => {
              discard()
              void navigate({ to: '/data' })
            }}
            onFailed={setOutcome}
          />
        }
      />
      <DialogContainer onDismiss={() => setComparing(false)}>
        {isComparing && <CompareDialog onClose={() => setComparing(false)} />}
      </DialogContainer>
    </>
  )
}
