import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { putVersioned, RequestError, type Versioned, versionedQuery } from '../../api/index.ts'
import { changesLeft, disputed, withChanges } from './merge-draft.ts'

interface Definition {
  readonly kind: string
  readonly id: string
}

/** Somebody else has changed the same meanwhile. */
export interface DraftConflict<T> {
  readonly theirs: Versioned<T>
  /** The names of what both have changed. */
  readonly fields: readonly string[]
}

/** A definition while it is edited: what was saved, and what is changed of it. */
export interface Draft<T> {
  readonly document: T
  /** Of what was saved, that it begins from. */
  readonly version: number
  readonly isChanged: boolean
  readonly isSaving: boolean
  readonly error: Error | null
  readonly conflict: DraftConflict<T> | null
  /** What is undefined is left out. */
  readonly change: (part: Partial<T>) => void
  readonly discard: () => void
  /** Whether it is saved now. */
  readonly save: () => Promise<boolean>
  readonly keepMine: () => void
  readonly takeTheirs: () => void
}

interface Kept {
  readonly base: Versioned<object>
  readonly changes: object
}

/** Drafts outlive the page that shows them, until they are saved or discarded. */
const kept = new Map<string, Kept>()

/**
 * Edits a definition. `saved` is what the server has; version 0 is one that is not there yet. What is changed while
 * it is saved stays changed; what others saved meanwhile is merged, unless both changed the same.
 */
export function useDraft<T extends Definition>(saved: Versioned<T>): Draft<T> {
  const client = useQueryClient()
  const { kind, id } = saved.document
  const key = saved.version === 0 ? JSON.stringify(saved.document) : `${kind}/${id}`
  const [draft, setDraft] = useState(() => findKept<T>(key) ?? { base: saved, changes: {} })
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const [conflict, setConflict] = useState<DraftConflict<T> | null>(null)
  const latest = useRef(draft)
  const isChanged = Object.keys(draft.changes).length > 0
  const base = isChanged ? draft.base : saved

  const write = (next: typeof draft) => {
    latest.current = next
    if (Object.keys(next.changes).length === 0) kept.delete(key)
    else kept.set(key, next)
    setDraft(next)
  }
  const change = (part: Partial<T>) => {
    const { changes, base: begun } = latest.current
    const isFirst = Object.keys(changes).length === 0
    const from = isFirst ? saved : begun
    write({ base: from, changes: changesLeft({ ...changes, ...part }, from.document) })
  }
  const put = async (from: Versioned<T>): Promise<boolean> => {
    setSaving(true)
    setError(null)
    setConflict(null)
    const document = withChanges(from.document, latest.current.changes)
    try {
      const now = await putVersioned(document, from.version)
      client.setQueryData(versionedQuery<T>(kind, document.id).queryKey, now)
      write({ base: now, changes: changesLeft(latest.current.changes, document) })
      void client.invalidateQueries({ queryKey: ['definitions', kind] })
      return true
    } catch (problem) {
      if (!isConflict(problem) || from.version === 0) {
        setError(problem as Error)
        return false
      }
      return await mend(from)
    } finally {
      setSaving(false)
    }
  }
  const mend = async (from: Versioned<T>): Promise<boolean> => {
    const theirs = await client.fetchQuery({ ...versionedQuery<T>(kind, id), staleTime: 0 })
    const fields = disputed(from.document, theirs.document, latest.current.changes)
    if (fields.length === 0) return put(theirs)
    setConflict({ theirs, fields })
    return false
  }
  useWarningBeforeLeaving(isChanged)
  return {
    document: withChanges(base.document, draft.changes),
    version: base.version,
    isChanged,
    isSaving,
    error,
    conflict,
    change,
    discard() {
      setError(null)
      setConflict(null)
      write({ base: saved, changes: {} })
    },
    save: () => put(Object.keys(latest.current.changes).length > 0 ? latest.current.base : saved),
    keepMine: () => conflict !== null && void put(conflict.theirs),
    takeTheirs() {
      if (conflict === null) return
      setConflict(null)
      write({ base: conflict.theirs, changes: {} })
    },
  }
}

const findKept = <T>(key: string) =>
  kept.get(key) as { readonly base: Versioned<T>; readonly changes: Partial<T> } | undefined

const isConflict = (problem: unknown): boolean =>
  problem instanceof RequestError && problem.problem.code === 'definition/version-conflict'

/** The browser asks before it closes or reloads the page. */
function useWarningBeforeLeaving(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isOn])
}
