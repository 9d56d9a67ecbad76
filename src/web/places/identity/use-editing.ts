import { createContext, use } from 'react'
import type { SpaceEdit } from '../../api/index.ts'

export const Editing = createContext<(edit: SpaceEdit) => void>(() => undefined)

/** Begins an edit of the space around: a dialog previews it, and does it when that is wished. */
export const useEditing = (): ((edit: SpaceEdit) => void) => use(Editing)
