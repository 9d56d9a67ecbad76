import { TextArea } from '@react-spectrum/s2/TextArea'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { lazy, Suspense } from 'react'
import { EmptyState } from '../components/empty-state.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { texts } from '../texts/index.ts'
import { textOr } from './read-settings.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.writing.text

const Prose = lazy(async () => ({ default: (await import('./text/prose.tsx')).Prose }))

interface TextSettings {
  /** Markdown. */
  readonly text: string
}

export const text = defineVisualization({
  type: 'text',
  label: t.title,
  description: t.description,
  size: { width: 4, height: 3 },
  read: (stored): TextSettings => ({ text: textOr(stored['text'], '') }),
  request: () => null,
  Draw: Text,
  Settings: TextForm,
})

function TextForm({ settings, onChange }: SettingsProps<TextSettings>) {
  return (
    <TextArea
      label={t.label}
      description={t.hint}
      value={settings.text}
      onChange={(next) => onChange({ text: next })}
      styles={style({ width: 'full' })}
    />
  )
}

function Text({ settings }: VisualizationProps<never, TextSettings>) {
  if (settings.text.trim() === '') return <EmptyState title={t.empty}>{t.emptyHint}</EmptyState>
  return (
    <Suspense fallback={<SkeletonRows />}>
      <Prose text={settings.text} />
    </Suspense>
  )
}
