import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { TextField } from '@react-spectrum/s2/TextField'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FilePreview, ImportPreview } from '../../../model/answers/imports.ts'
import { fileFormatsQuery, type ImportSettings } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { FieldPicker } from '../../components/field-picker.tsx'
import { TimeZonePicker } from '../../components/time-zone-picker.tsx'
import { texts } from '../../texts/index.ts'
import { slug } from './join-definitions.ts'

interface ImportOptionsProps {
  readonly preview: ImportPreview | undefined
  readonly settings: ImportSettings
  /** Whether the dataset is settled. */
  readonly isFixed: boolean
  readonly onChange: (settings: ImportSettings) => void
}

/** Everything that was guessed, to be changed. */
export function ImportOptions({ preview, settings, isFixed, onChange }: ImportOptionsProps) {
  const file = preview?.files[0]
  const change = (more: Partial<ImportSettings>) => onChange({ ...settings, ...more })
  const parts = { file, settings, change }
  const isEvent = (settings.kind ?? preview?.kind ?? 'event') === 'event'
  return (
    <>
      {!isFixed && <DatasetOptions settings={settings} change={change} />}
      <LayoutOptions {...parts} />
      <RowPlaceOptions {...parts} />
      <JsonOptions {...parts} />
      <div className={fields}>
        {isEvent && <TimeOptions {...parts} isFixed={preview?.isNew === false} />}
        {file && <IdOptions {...parts} file={file} isNew={preview?.isNew === true} />}
      </div>
    </>
  )
}

interface PartProps {
  readonly settings: ImportSettings
  readonly change: (more: Partial<ImportSettings>) => void
}

function DatasetOptions({ settings, change }: PartProps) {
  return (
    <div className={fields}>
      <TypedText
        label={texts.import.id}
        value={settings.dataset}
        onChange={(dataset) => change({ dataset: slug(dataset) })}
      />
      <div className={style({ width: 320, maxWidth: 'full' })}>
        <ChoicePicker
          label={texts.import.type}
          value={settings.kind ?? 'event'}
          choices={texts.import.typeChoices}
          onChange={(kind) => change({ kind })}
        />
      </div>
    </div>
  )
}

interface FilePartProps extends PartProps {
  readonly file: FilePreview | undefined
}

/** What applies to the file's format: the preview says nothing of the rest. */
function LayoutOptions({ file, settings, change }: FilePartProps) {
  const formats = useQuery(fileFormatsQuery)
  const used = { ...file?.used, ...omit(settings) }
  const { format = '', encoding, sheet } = used
  return (
    <div className={fields}>
      <FieldPicker
        label={texts.import.format}
        fields={listWith(
          (formats.data ?? []).map(({ id }) => id),
          format,
        )}
        names={{
          ...Object.fromEntries((formats.data ?? []).map(({ id, label }) => [id, label])),
          '': texts.import.unknown,
        }}
        value={format}
        onChange={(chosen) => change({ ...otherLayout, format: chosen || undefined })}
      />
      {sheet !== undefined && (
        <TypedText
          key={sheet}
          label={texts.import.sheet}
          value={sheet}
          onChange={(text) => change({ sheet: text || undefined, headerRow: undefined })}
        />
      )}
      <ColumnOptions {...used} change={change} />
      {(encoding !== undefined || file === undefined) && (
        <FieldPicker
          label={texts.import.encoding}
          fields={listWith(texts.import.encodings, encoding ?? '')}
          names={{ '': texts.import.unknown }}
          value={encoding ?? ''}
          onChange={(chosen) => change({ encoding: chosen || undefined })}
        />
      )}
    </div>
  )
}

/** Of another format nothing is told yet. */
const otherLayout = {
  delimiter: undefined,
  quote: undefined,
  trim: undefined,
  header: undefined,
  headerRow: undefined,
  sheet: undefined,
  rowsAt: undefined,
} as const

type ColumnOptionsProps = Pick<PartProps, 'change'> &
  Pick<ImportSettings, 'delimiter' | 'quote' | 'trim' | 'header' | 'headerRow' | 'decimal'>

/** How a text or a sheet is divided into columns, and what these are called. */
function ColumnOptions({ change, ...used }: ColumnOptionsProps) {
  const { delimiter, header, headerRow = 1, decimal = '' } = used
  return (
    <>
      {delimiter !== undefined && <DelimiterOptions {...used} change={change} />}
      {header !== undefined && (
        <>
          <FieldPicker
            label={texts.import.header}
            fields={Object.keys(texts.import.headers)}
            names={texts.import.headers}
            value={String(header)}
            onChange={(chosen) => change({ header: chosen === 'true', headerRow: undefined })}
          />
          {header && (
            <TypedText
              key={headerRow}
              label={texts.import.headerRow}
              value={String(headerRow)}
              onChange={(text) => change({ headerRow: Number(text) || undefined })}
            />
          )}
          <FieldPicker
            label={texts.import.decimal}
            fields={Object.keys(texts.import.decimals)}
            names={texts.import.decimals}
            value={decimal}
            onChange={(chosen) => change({ decimal: chosen || undefined })}
          />
        </>
      )}
    </>
  )
}

function DelimiterOptions({ change, delimiter = '', quote = 'none', trim }: ColumnOptionsProps) {
  return (
    <>
      <FieldPicker
        label={texts.import.delimiter}
        fields={listWith(Object.keys(texts.import.delimiters), delimiter)}
        names={texts.import.delimiters}
        value={delimiter}
        onChange={(chosen) => change({ delimiter: chosen })}
      />
      <FieldPicker
        label={texts.import.quote}
        fields={listWith(Object.keys(texts.import.quotes), quote)}
        names={texts.import.quotes}
        value={quote}
        onChange={(chosen) => change({ quote: chosen })}
      />
      <FieldPicker
        label={texts.import.trim}
        fields={Object.keys(texts.import.trims)}
        names={texts.import.trims}
        value={String(trim ?? false)}
        onChange={(chosen) => change({ trim: chosen === 'true' })}
      />
    </>
  )
}

/** Where the rows of a JSON document are. */
function RowPlaceOptions({ file, settings, change }: FilePartProps) {
  const places = file?.suggested?.rowsAt
  if (places === undefined) return null
  return (
    <div className={fields}>
      <FieldPicker
        label={texts.import.rowsAt}
        fields={places}
        names={{ '.': texts.import.documentIsRow }}
        value={settings.rowsAt ?? file?.used.rowsAt ?? '.'}
        onChange={(rowsAt) => change({ rowsAt })}
      />
    </div>
  )
}

/** Columns of JSON texts, to be read as what is in them. */
function JsonOptions({ file, settings, change }: FilePartProps) {
  const chosen = settings.parseJson ?? []
  return (file?.suggested?.parseJson ?? []).map((column) => (
    <Switch
      key={column}
      isSelected={chosen.includes(column)}
      onChange={(isOn) => {
        const others = chosen.filter((each) => each !== column)
        change({ parseJson: isOn ? [...others, column] : others })
      }}
    >
      {texts.import.parseJson(column)}
    </Switch>
  ))
}

function TimeOptions({ file, settings, change, isFixed }: FilePartProps & { isFixed: boolean }) {
  const {
    timestamp = '',
    timestampFormat = '',
    timeZone = 'UTC',
  } = {
    ...file?.used,
    ...omit(settings),
  }
  return (
    <>
      <FieldPicker
        label={texts.import.timeField}
        fields={listTimes(file)}
        value={timestamp}
        onChange={(chosen) => change({ timestamp: chosen, timestampFormat: undefined })}
      />
      <TypedText
        label={texts.import.timeFormat}
        value={timestampFormat}
        onChange={(text) => change({ timestampFormat: text || undefined })}
      />
      {!isFixed && (
        <TimeZonePicker
          label={texts.import.timeZone}
          value={timeZone}
          onChange={(chosen) => change({ timeZone: chosen })}
        />
      )}
    </>
  )
}

function IdOptions({
  file,
  settings,
  change,
  isNew,
}: FilePartProps & { file: FilePreview; isNew: boolean }) {
  const paths = file.fields.filter(({ type }) => type !== 'list').map(({ path }) => path)
  const names = { '': texts.import.noField }
  return (
    <>
      <FieldPicker
        label={texts.import.personId}
        fields={['', ...paths]}
        names={{ '': texts.import.choosePerson }}
        value={settings.personId ?? file.guessed.personId ?? ''}
        onChange={(personId) => change({ personId: personId || undefined })}
      />
      {isNew && (
        <FieldPicker
          label={texts.import.rowId}
          fields={['', ...paths]}
          names={names}
          value={settings.rowId ?? file.guessed.rowId ?? ''}
          onChange={(rowId) => change({ rowId })}
        />
      )}
    </>
  )
}

/** Fields that may be the time, and what a day and its time of day are together. */
function listTimes(file: FilePreview | undefined): readonly string[] {
  const paths = (file?.fields ?? []).filter(({ type }) => type !== 'list').map(({ path }) => path)
  const joined = file?.suggested?.timestamp
  return joined === undefined ? paths : listWith(paths, joined)
}

interface TypedTextProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** A text that counts once it is left; what is being typed stays, whatever arrives meanwhile. */
function TypedText({ label, value, onChange }: TypedTextProps) {
  const [typed, setTyped] = useState<string>()
  const leave = () => {
    setTyped(undefined)
    if (typed !== undefined && typed !== value) onChange(typed)
  }
  return (
    <TextField
      label={label}
      value={typed ?? value}
      onChange={setTyped}
      onBlur={leave}
      styles={style({ width: 240, maxWidth: 'full' })}
    />
  )
}

/** Without what is not said. */
const omit = (settings: ImportSettings): Partial<ImportSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))

const listWith = (known: readonly string[], value: string): readonly string[] =>
  known.includes(value) ? known : [value, ...known]

const fields = style({ display: 'flex', flexWrap: 'wrap', gap: 16, alignItems: 'start' })
