import { noFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { TextButton } from '../../components/text-button.tsx'
import { useEditing } from './use-editing.ts'

interface UndoButtonProps {
  readonly change: string
  /** What it said: who is forgotten stays so. */
  readonly kind: string
  readonly isUndone?: boolean
}

/** The way back from a change by hand. */
export function UndoButton({ change, kind, isUndone = false }: UndoButtonProps) {
  const begin = useEditing()
  if (isUndone) return texts.identity.undone
  if (kind === 'forget') return noFigure
  return (
    <TextButton onPress={() => begin({ kind: 'undo', change })}>
      {texts.identity.undoOf(change)}
    </TextButton>
  )
}
