import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DataViewDocument } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { sayUsers } from './delete-field.tsx'
import { editView } from './edit-view.ts'
import { type FieldDocument, withComponent } from './field-document.ts'

interface ComponentsCardProps {
  readonly view: DataViewDocument
  readonly saved: FieldDocument | undefined
  readonly isDirty: boolean
}

/** What reports see of the field, and adding it as a dimension or metric at once. */
export function ComponentsCard({ view, saved, isDirty }: ComponentsCardProps) {
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: (list: 'dimensions' | 'metrics') =>
      editView(client, view.id, (now) => withComponent(now, list, saved!)),
    onSuccess: () =>
      ToastQueue.positive(texts.derivedFields.added(saved!.name ?? saved!.id), { timeout: 5000 }),
  })
  const users = saved === undefined ? [] : sayUsers(view, saved.id)
  const isReady = saved !== undefined && !isDirty
  const { derivedFields: said } = texts
  return (
    <div className={style({ display: 'grid', gap: 12 })}>
      {users.length > 0 ? (
        <ul className={list}>
          {users.map((user) => (
            <li key={user}>{user}</li>
          ))}
        </ul>
      ) : (
        <p className={quiet}>{said.componentsHint}</p>
      )}
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })}>
        {(['dimensions', 'metrics'] as const).map((kind) => (
          <Button
            key={kind}
            size="S"
            variant="secondary"
            isDisabled={!isReady}
            isPending={add.isPending && add.variables === kind}
            onPress={() => add.mutate(kind)}
          >
            {kind === 'dimensions' ? said.addDimension : said.addMetric}
          </Button>
        ))}
        {!isReady && <span className={quiet}>{said.componentsFirst}</span>}
      </div>
      {add.error && <ProblemNotice error={add.error} />}
    </div>
  )
}

const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const list = style({ font: 'ui', color: 'neutral', margin: 0, paddingStart: 20 })
