import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useHistory } from '../components/builder/use-history.ts'
import { isDeepEqual } from '../../../model/projects/is-deep-equal.ts'
import { editView } from './edit-view.ts'
import {
  FieldConflict,
  type FieldDocument,
  findField,
  newFieldId,
  toStored,
  withField,
  withNewField,
} from './field-document.ts'

/** Changes that come so soon after each other are one step to undo. */
const SAME_STEP_MS = 800

/**
 * Edits a derived field of a data view; `saved` is as it is there, undefined while it is not. What others save of the
 * data view meanwhile stays; the same field is only replaced when that is wanted.
 */
export function useFieldDraft(view: string, initial: FieldDocument, saved?: FieldDocument) {
  const client = useQueryClient()
  const history = useHistory(initial)
  const [base, setBase] = useState(saved)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const changedAt = useRef(0)
  const field = history.present

  const write = async (begunFrom: FieldDocument | undefined) => {
    setSaving(true)
    setError(null)
    const stored = toStored(field)
    let id = stored.id
    try {
      const { document } = await editView(client, view, (now) => {
        if (begunFrom !== undefined) return withField(now, stored, begunFrom)
        id = newFieldId(now, stored)
        return withNewField(now, stored)
      })
      setBase(findField(document, id))
      return id
    } catch (problem) {
      setError(problem as Error)
      return undefined
    } finally {
      setSaving(false)
    }
  }
  return {
    field,
    history,
    base,
    isSaving,
    error,
    isDirty: base === undefined ? field.rules.length > 0 : !isDeepEqual(toStored(field), base),
    conflict: error instanceof FieldConflict ? error : null,
    /** `isStep`: a step of its own to undo, however soon it comes. */
    change(part: Partial<FieldDocument>, isStep = false) {
      const now = performance.now()
      const isSoon = !isStep && now - changedAt.current < SAME_STEP_MS
      changedAt.current = isStep ? 0 : now
      history.change({ ...field, ...part }, () => isSoon)
    },
    /** Gives the field's id where it is saved. */
    save: () => write(base),
    keepMine: () => error instanceof FieldConflict && write(error.theirs),
    takeTheirs() {
      if (!(error instanceof FieldConflict) || error.theirs === undefined) return
      setBase(error.theirs)
      history.change(error.theirs)
      setError(null)
    },
  }
}

export type FieldDraft = ReturnType<typeof useFieldDraft>
