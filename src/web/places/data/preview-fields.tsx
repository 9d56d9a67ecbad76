import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { FilePreview } from '../../../model/answers/imports.ts'
import type { ImportSettings } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts.ts'

interface PreviewFieldsProps {
  readonly file: FilePreview
  readonly settings: ImportSettings
  /** Whether the dataset has its types already. */
  readonly isFixed: boolean
  readonly onChange: (settings: ImportSettings) => void
}

const SHOWN = 20

/** Fields with their types, which can be changed; of many those that are searched for. */
export function PreviewFields({ file, settings, isFixed, onChange }: PreviewFieldsProps) {
  const [search, setSearch] = useState('')
  const { fields, used } = file
  const found = fields.filter(({ path }) => path.toLowerCase().includes(search.toLowerCase()))
  const more = found.length - SHOWN
  return (
    <section className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>
        {texts.import.fieldCount(printFigure(fields.length))}
      </h3>
      {fields.length > SHOWN && (
        <div className={style({ width: 240, maxWidth: 'full' })}>
          <SearchField
            size="S"
            label={texts.import.searchFields}
            value={search}
            onChange={setSearch}
          />
        </div>
      )}
      <DataTable
        label={texts.import.fields}
        rows={found.slice(0, SHOWN)}
        keyOf={({ path }) => path}
        columns={[
          { name: texts.dataset.field, cell: ({ path }) => path },
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
      {more > 0 && (
        <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
          {texts.import.moreFields(printFigure(more))}
        </p>
      )}
    </section>
  )
}

const { list: _, ...scalarTypes } = texts.import.types
