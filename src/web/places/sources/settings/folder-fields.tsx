import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useQuery } from '@tanstack/react-query'
import { fileFormatsQuery } from '../../../api/index.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { Controls } from '../../../components/controls.tsx'
import { texts } from '../../../texts/index.ts'
import { orNothing } from '../../connections/edit-connection.ts'
import type { SourceProps, Watch } from '../source-document.ts'
import { EveryFields } from './every-fields.tsx'

interface FolderFieldsProps extends Pick<SourceProps, 'change'> {
  readonly watch: Watch
}

/** Which files of a folder or bucket are read, when, and how they are laid out. */
export function FolderFields({ watch, change }: FolderFieldsProps) {
  const { label, hint } = texts.sources.fields.path
  const set = (part: Partial<Watch>) => change({ watch: { ...watch, ...part } })
  return (
    <>
      <TextField
        label={label}
        description={hint}
        size="S"
        value={watch.path}
        onChange={(path) => set({ path })}
        isRequired
        styles={style({ width: 400 })}
      />
      <Controls>
        <EveryFields value={watch.every ?? '1m'} onChange={(every) => set({ every })} />
      </Controls>
      <LayoutFields
        layout={watch.layout ?? {}}
        onChange={(layout) => set({ layout: orNothing(layout) })}
      />
    </>
  )
}

const FOUND = ''

interface LayoutFieldsProps {
  readonly layout: NonNullable<Watch['layout']>
  readonly onChange: (layout: NonNullable<Watch['layout']>) => void
}

/** How files are laid out; what is not told is found out with each of them. */
function LayoutFields({ layout, onChange }: LayoutFieldsProps) {
  const { data: formats = [] } = useQuery(fileFormatsQuery)
  const t = texts.import
  const { format = FOUND, delimiter = FOUND, encoding = FOUND, header } = layout
  const set = (part: typeof layout) => onChange({ ...layout, ...part })
  const asFound = { [FOUND]: t.unknown }
  const of = (names: readonly string[], own: string) =>
    Object.fromEntries([...names, ...(own === FOUND ? [] : [own])].map((name) => [name, name]))
  return (
    <Controls>
      <ChoicePicker
        label={t.format}
        value={format}
        choices={{
          ...asFound,
          ...of([], format),
          ...Object.fromEntries(formats.map(({ id, label }) => [id, label])),
        }}
        onChange={(next) => set({ format: next || undefined })}
      />
      <ChoicePicker
        label={t.delimiter}
        value={delimiter}
        choices={{ ...asFound, ...of([], delimiter), ...t.delimiters }}
        onChange={(next) => set({ delimiter: next || undefined })}
      />
      <ChoicePicker
        label={t.encoding}
        value={encoding}
        choices={{ ...asFound, ...of(t.encodings, encoding) }}
        onChange={(next) => set({ encoding: next || undefined })}
      />
      <ChoicePicker
        label={t.header}
        value={header === undefined ? FOUND : String(header)}
        choices={{ ...asFound, ...t.headers }}
        onChange={(next) => set({ header: next === FOUND ? undefined : next === 'true' })}
      />
    </Controls>
  )
}
