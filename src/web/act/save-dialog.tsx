import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AudienceFromAnswer } from '../../model/answers/audiences.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { proposeId } from '../../model/propose-id.ts'
import { Sheet } from '../app/sheet.tsx'
import { explained, makeFromAnswer, postDefinitions } from '../api/index.ts'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { texts } from '../texts/index.ts'
import type { ActedMark } from './acting.ts'
import { joinSegments } from './mark-segment.ts'

export type SavedKind = 'segment' | 'audience'

interface SaveDialogProps {
  readonly acted: ActedMark
  readonly kind: SavedKind
  readonly onClose: () => void
}

/** Makes a segment or an audience of the people behind a number, and says what it will be. */
export function SaveDialog({ acted: { mark }, kind, onClose }: SaveDialogProps) {
  const [name, setName] = useState(`${mark.label} · ${mark.measure}`)
  const client = useQueryClient()
  const request = explained(mark.request, mark.place)
  const preview = useQuery({
    queryKey: ['from-answer', request, mark.except],
    queryFn: () => makeFromAnswer({ id: 'preview', name: 'Preview', request, except: mark.except }),
  })
  const save = useMutation({
    mutationFn: (made: AudienceFromAnswer) => postDefinitions([define(kind, name, made)]),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['data-views'] })
      void client.invalidateQueries({ queryKey: ['definitions', kind] })
      ToastQueue.positive(texts.act.made(name), { timeout: 5000 })
      onClose()
    },
  })
  const error = preview.error ?? save.error
  const made = preview.data
  return (
    <Sheet label={texts.act[kind].title} isOpen onOpenChange={onClose}>
      {(close) => (
        <form
          className={form}
          onSubmit={(event) => {
            event.preventDefault()
            if (made !== undefined) save.mutate(made)
          }}
        >
          <h2 className={style({ font: 'title', margin: 0 })}>{texts.act[kind].title}</h2>
          <p className={hint}>{texts.act[kind].hint}</p>
          <TextField label={texts.act.name} value={name} onChange={setName} autoFocus />
          {made !== undefined && (
            <p className={hint} role="status">
              {made.basis === 'list'
                ? texts.act.asList(made.people)
                : texts.act.asSegments(made.people)}
            </p>
          )}
          {error !== null && <ProblemNotice error={error} />}
          <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
            <Button variant="secondary" onPress={close}>
              {texts.act.cancel}
            </Button>
            <Button
              variant="accent"
              type="submit"
              isPending={save.isPending}
              isDisabled={made === undefined || proposeId(name) === undefined}
            >
              {texts.act.save}
            </Button>
          </div>
        </form>
      )}
    </Sheet>
  )
}

/** The definition that is written. */
function define(kind: SavedKind, name: string, { definition }: AudienceFromAnswer): object {
  const id = proposeId(name)
  if (kind === 'audience') return { ...definition, id, name }
  const { dataView, segments } = definition
  return {
    kind: 'segment',
    id,
    name,
    dataView,
    definition: joinSegments(segments as readonly SegmentRef[]),
  }
}

const form = style({ display: 'grid', gap: 12, padding: 20 })
const hint = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
