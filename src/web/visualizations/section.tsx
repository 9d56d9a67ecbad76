import { TextField } from '@react-spectrum/s2/TextField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../texts/index.ts'
import { textOr } from './read-settings.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.writing.section

interface SectionSettings {
  readonly heading: string
  readonly text: string
}

export const section = defineVisualization({
  type: 'section',
  label: t.title,
  description: t.description,
  size: { width: 12, height: 1 },
  read: (stored): SectionSettings => ({
    heading: textOr(stored['heading'], t.heading),
    text: textOr(stored['text'], ''),
  }),
  request: () => null,
  Draw: Section,
  Settings: SectionForm,
})

function SectionForm({ settings, onChange }: SettingsProps<SectionSettings>) {
  return (
    <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 12 })}>
      <TextField
        label={t.label}
        size="S"
        value={settings.heading}
        onChange={(heading) => onChange({ ...settings, heading })}
      />
      <TextField
        label={t.line}
        size="S"
        value={settings.text}
        onChange={(next) => onChange({ ...settings, text: next })}
      />
    </div>
  )
}

function Section({ settings: { heading, text } }: VisualizationProps<never, SectionSettings>) {
  return (
    <div className={style({ display: 'grid', gap: 4 })}>
      <h3 className={style({ font: 'title', color: 'neutral', margin: 0 })}>{heading}</h3>
      {text !== '' && (
        <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>{text}</p>
      )}
    </div>
  )
}
