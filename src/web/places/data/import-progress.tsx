import { ProgressBar } from '@react-spectrum/s2/ProgressBar'
import type { UploadProgress } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'

interface ImportProgressProps {
  /** null before anything is known. */
  readonly progress: UploadProgress | null
  readonly name: string
}

/** A file on its way: first to the server, then into the dataset. */
export function ImportInProgress({ name, progress }: ImportProgressProps) {
  const isSending = progress?.phase === 'send' && progress.share < 1
  const label = isSending ? texts.import.sending(name) : texts.import.reading(name)
  const isKnown = isSending || (progress?.phase === 'read' && progress.share < 1)
  if (!isKnown) return <ProgressBar isIndeterminate label={label} />
  return <ProgressBar value={progress.share * 100} label={label} />
}
