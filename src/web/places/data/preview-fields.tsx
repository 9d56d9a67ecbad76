import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FilePreview } from '../../../model/answers/imports.ts'
import type { ImportSettings } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { FieldTable } from './field-table.tsx'
import { getOwn } from '../../../model/own.ts'

interface PreviewFieldsProps {
  readonly file: FilePreview
  readonly settings: ImportSettings
  /** Whether the dataset has its types already. */
  readonly isFixed: boolean
  readonly onChange: (settings: ImportSettings) => void
}

/** Fields with their types, which can be changed. */
export function PreviewFields({ file, settings, isFixed, onChange }: PreviewFieldsProps) {
  const { used } = file
  const fields = file.fields.map((field) => ({ ...field, type: chosenType(field, settings) }))
  return (
    <section className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>
        {texts.import.fieldCount(printFigure(fields.length))}
      </h3>
      <FieldTable
        label={texts.import.fields}
        fields={fields}
        typeOf={({ type }) => texts.import.types[type]}
        columns={[
          {
            name: texts.dataset.type,
            cell: ({ path, type }) =>
              isFixed || type === 'list' || path === used.timestamp ? (
                texts.import.types[type]
              ) : (
                <div className={style({ minWidth: 120 })}>
                  <ChoicePicker
                    label={texts.import.typeOf(path)}
                    isLabelHidden
                    value={type}
                    choices={scalarTypes}
                    onChange={(chosen) =>
                      onChange({ ...settings, types: { ...settings.types, [path]: chosen } })
                    }
                  />
                </div>
              ),
          },
          {
            name: texts.import.filled,
            isNumber: true,
            cell: ({ filled }) => printFigure(filled),
          },
          { name: texts.import.values, isNumber: true, cell: ({ values }) => printFigure(values) },
        ]}
      />
    </section>
  )
}

/** What was chosen already, until the preview follows. */
const chosenType = ({ path, type }: FilePreview['fields'][number], { types }: ImportSettings) =>
  getOwn(types ?? {}, path) ?? type

const { list: _, ...scalarTypes } = texts.import.types
