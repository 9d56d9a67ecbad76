import { Form } from '@react-spectrum/s2/Form'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FilePreview, ImportOutcome } from '../../../model/answers/imports.ts'
import { type ImportSettings, importUpload, type UploadProgress } from '../../api/index.ts'
import { Choosing } from '../../components/choosing.ts'
import { FormButtons } from '../../components/form-buttons.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useHeld } from '../../components/use-held.ts'
import { texts } from '../../texts/index.ts'
import { ImportOptions } from './import-options.tsx'
import { ImportInProgress } from './import-progress.tsx'
import { proposeDatasetId } from './join-definitions.ts'
import { PreviewFields } from './preview-fields.tsx'
import { PreviewNotes } from './preview-notes.tsx'
import { PreviewAside, PreviewRows } from './preview-rows.tsx'
import { isPreview, usePreview } from './use-preview.ts'

interface ImportFormProps {
  readonly file: File
  /** A dataset that is there already. */
  readonly into?: string
  /** The batch that the file is put in the place of. */
  readonly replaces?: number
  readonly onDone: (report: ImportOutcome, personId: string | undefined) => void
  readonly onCancel: () => void
}

/** What a file looks like, with everything that was guessed to be changed, before it is imported. */
export function ImportForm({ file, into, replaces, onDone, onCancel }: ImportFormProps) {
  const [settings, setSettings] = useState<ImportSettings>(() => ({
    dataset: into ?? proposeDatasetId(file.name),
  }))
  const { shown, onChoosing } = useHeld(usePreview(file, settings))
  const { preview, error, progress, isFetching, upload } = shown
  const [reading, setReading] = useState<UploadProgress | null>(null)
  const send = useImport(onDone, (share) => setReading({ phase: 'read', share }))
  const [seen, ...others] = preview?.files ?? []
  const isRefused = preview?.files.some(({ problem }) => problem !== undefined)
  if (send.isPending) return <ImportInProgress name={file.name} progress={reading} />
  if (!seen && !error) return <ImportInProgress name={file.name} progress={progress} />
  const isReady = seen !== undefined && !isRefused && !error && !isFetching
  const submit = () => {
    if (!upload || !seen) return
    const whole = complete(settings, seen, preview?.isNew)
    send.mutate({ upload, settings: { ...whole, replaceBatch: replaces } })
  }
  return (
    <Form
      size="S"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Choosing value={onChoosing}>
        {send.error && <ProblemNotice error={send.error} />}
        {error && <ProblemNotice error={error} />}
        {seen && !error && (
          <PreviewNotes file={seen} others={others} settings={settings} onChange={setSettings} />
        )}
        <ImportOptions
          preview={preview}
          settings={settings}
          isFixed={into !== undefined}
          onChange={setSettings}
        />
        {seen && !error && (
          <div className={seenPart} aria-busy={isFetching}>
            <PreviewRows file={seen} />
            <PreviewAside file={seen} />
            <PreviewFields
              file={seen}
              settings={settings}
              isFixed={preview?.isNew === false}
              onChange={setSettings}
            />
          </div>
        )}
      </Choosing>
      <FormButtons submit={sayStart(seen, replaces)} isDisabled={!isReady} onCancel={onCancel} />
    </Form>
  )
}

function sayStart(seen: FilePreview | undefined, replaces: number | undefined): string {
  if (replaces !== undefined) return texts.import.startInPlace(replaces)
  return seen?.knownAs === undefined ? texts.import.start : texts.import.startAgain
}

/** What is shown is what is imported: guesses that were left as they are, too. */
function complete(
  settings: ImportSettings,
  { guessed, knownAs }: FilePreview,
  isNew: boolean | undefined,
): ImportSettings {
  const { rowId = isNew ? guessed.rowId : undefined, personId = guessed.personId } = settings
  return {
    ...settings,
    rowId: rowId || undefined,
    personId: personId || undefined,
    again: knownAs === undefined ? undefined : true,
  }
}

function useImport(onDone: ImportFormProps['onDone'], onShare: (share: number) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ upload, settings }: { upload: string; settings: ImportSettings }) =>
      importUpload(upload, settings, onShare),
    onSuccess: async (report, { settings }) => {
      // The file is imported: a preview of it would send it once more.
      await client.invalidateQueries({ predicate: ({ queryKey }) => !isPreview(queryKey) })
      onDone(report, settings.personId)
    },
  })
}

const seenPart = style({ display: 'grid', gap: 24, minWidth: 0 })
