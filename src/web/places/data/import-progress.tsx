import { ProgressBar } from '@react-spectrum/s2/ProgressBar'
import { useState } from 'react'
import type { ImportOutcome } from '../../../model/answers/imports.ts'
import { type ImportChoices, importFile, type UploadProgress } from '../../api/index.ts'
import { texts } from '../../texts.ts'

interface FileImport {
  /** null before anything is known. */
  readonly progress: UploadProgress | null
  readonly run: (request: ImportChoices) => Promise<ImportOutcome>
}

/** Imports files and remembers how far the last one is. */
export function useFileImport(): FileImport {
  const [progress, setProgress] = useState<UploadProgress | null>(null)
  const run = (request: ImportChoices) => {
    setProgress(null)
    return importFile(request, setProgress)
  }
  return { progress, run }
}

interface ImportProgressProps extends Pick<FileImport, 'progress'> {
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
