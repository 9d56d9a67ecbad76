import { Form } from '@react-spectrum/s2/Form'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportOutcome } from '../../../model/answers/imports.ts'
import { FormButtons } from '../../components/form-buttons.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { TimeZonePicker } from '../../components/time-zone-picker.tsx'
import { texts } from '../../texts.ts'
import { ImportInProgress, useFileImport } from './import-progress.tsx'
import { proposeDatasetId, slug } from './join-definitions.ts'

export interface ImportSettings {
  readonly dataset: string
  readonly kind: 'event' | 'profile' | 'lookup'
  /** Empty: found by itself. */
  readonly timestamp: string
  readonly timeZone: string
}

interface ImportFormProps {
  readonly file: File
  readonly onDone: (settings: ImportSettings, report: ImportOutcome) => void
  readonly onCancel: () => void
}

/** What must be known before the first row is read. */
export function ImportForm({ file, onDone, onCancel }: ImportFormProps) {
  const client = useQueryClient()
  const [settings, setSettings] = useState<ImportSettings>(() => ({
    dataset: proposeDatasetId(file.name),
    kind: 'event',
    timestamp: '',
    timeZone: 'UTC',
  }))
  const { progress, run } = useFileImport()
  const upload = useMutation({
    mutationFn: () => run({ ...settings, file }),
    onSuccess: async (report) => {
      await client.invalidateQueries()
      onDone(settings, report)
    },
  })
  if (upload.isPending) return <ImportInProgress name={file.name} progress={progress} />
  return (
    <Form
      size="S"
      onSubmit={(event) => {
        event.preventDefault()
        upload.mutate()
      }}
    >
      {upload.error && <ProblemNotice error={upload.error} />}
      <SettingsFields settings={settings} onChange={setSettings} />
      <FormButtons submit={texts.import.start} onCancel={onCancel} />
    </Form>
  )
}

interface SettingsFieldsProps {
  readonly settings: ImportSettings
  readonly onChange: (settings: ImportSettings) => void
}

function SettingsFields({ settings, onChange }: SettingsFieldsProps) {
  const change = (next: Partial<ImportSettings>) => onChange({ ...settings, ...next })
  return (
    <div className={fields}>
      <TextField
        label={texts.import.id}
        description={texts.import.idHint}
        value={settings.dataset}
        onChange={(dataset) => change({ dataset })}
        onBlur={() => change({ dataset: slug(settings.dataset) })}
        isRequired
        styles={style({ width: 240 })}
      />
      <Picker
        label={texts.import.type}
        value={settings.kind}
        onChange={(kind) => change({ kind: kind as ImportSettings['kind'] })}
        styles={style({ width: 320 })}
      >
        {Object.entries(texts.import.typeChoices).map(([id, name]) => (
          <PickerItem key={id} id={id}>
            {name}
          </PickerItem>
        ))}
      </Picker>
      {settings.kind === 'event' && <TimeFields settings={settings} onChange={onChange} />}
    </div>
  )
}

function TimeFields({ settings, onChange }: SettingsFieldsProps) {
  return (
    <>
      <TextField
        label={texts.import.timeField}
        description={texts.import.timeFieldHint}
        value={settings.timestamp}
        onChange={(timestamp) => onChange({ ...settings, timestamp })}
        styles={style({ width: 240 })}
      />
      <TimeZonePicker
        label={texts.import.timeZone}
        value={settings.timeZone}
        onChange={(timeZone) => onChange({ ...settings, timeZone })}
      />
    </>
  )
}

const fields = style({ display: 'flex', flexWrap: 'wrap', gap: 16, alignItems: 'start' })
