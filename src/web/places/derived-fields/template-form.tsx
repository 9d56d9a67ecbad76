import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { DerivedFieldTemplateList } from '../../../model/answers/derived-field-templates.ts'
import { getOwn } from '../../../model/own.ts'
import { fillDerivedField } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ComponentPicker } from '../../components/component-picker.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { printItem } from '../../components/item-text.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { emptyField, type FieldDocument } from './field-document.ts'
import { guessField } from './guess-field.ts'
import type { Surroundings } from './list-inputs.ts'

type Template = DerivedFieldTemplateList[number]

interface TemplateFormProps {
  readonly template: Template
  readonly around: Surroundings
  readonly onFilled: (field: FieldDocument) => void
  readonly onBack: () => void
}

/** Which fields a template reads, and what it makes of examples. */
export function TemplateForm({ template, around, onFilled, onBack }: TemplateFormProps) {
  const paths = around.components.fields.map(({ path }) => path)
  const names = Object.keys(template.inputs)
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(names.map((name) => [name, guessField(name, paths) ?? ''])),
  )
  const fill = useMutation({
    mutationFn: () => fillDerivedField(template.id, inputs),
    onSuccess: ({ tags: _, ...filled }) =>
      onFilled({ ...filled, id: emptyField(around.view).id, rules: [...filled.rules] }),
  })
  const isMissing = names.some((name) => (getOwn(inputs, name) ?? '') === '')
  const { derivedFields: said } = texts
  return (
    <Card title={template.label}>
      <p className={style({ font: 'ui', margin: 0 })}>{template.description}</p>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>{said.templateInputs}</h3>
      {names.length === 0 && <p className={quiet}>{said.templateNoInputs}</p>}
      <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 16 })}>
        {Object.entries(template.inputs).map(([name, label]) => (
          <ComponentPicker
            key={name}
            label={label}
            groups={[{ name: said.input.fields, choices: paths.map((id) => ({ id, name: id })) }]}
            value={getOwn(inputs, name) ?? ''}
            onChange={(path) => setInputs({ ...inputs, [name]: path })}
          />
        ))}
      </div>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>{said.templateExample}</h3>
      <ExampleTable template={template} />
      {fill.error && <ProblemNotice error={fill.error} />}
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })}>
        <Button
          variant="accent"
          isDisabled={isMissing}
          isPending={fill.isPending}
          onPress={() => fill.mutate()}
        >
          {said.templateUse}
        </Button>
        <Button variant="secondary" onPress={onBack}>
          {said.templateOther}
        </Button>
        {isMissing && <span className={quiet}>{said.templateMissing}</span>}
      </div>
    </Card>
  )
}

function ExampleTable({ template: { inputs, example } }: { readonly template: Template }) {
  const rows = example.rows.map((row, at) => ({ row, at, value: example.values[at] ?? null }))
  const columns = [...new Set(example.rows.flatMap((row) => Object.keys(row)))]
  return (
    <DataTable
      label={texts.derivedFields.templateExample}
      rows={rows}
      keyOf={({ at }) => at}
      columns={[
        ...columns.map((name) => ({
          name: getOwn(inputs, name) ?? name,
          cell: ({ row }: (typeof rows)[number]) => printExample(getOwn(row, name)),
        })),
        {
          name: texts.derivedFields.after,
          cell: ({ value }) => <strong>{printExample(value ?? undefined)}</strong>,
        },
      ]}
    />
  )
}

type Example = Template['example']['rows'][number][string] | Template['example']['values'][number]

/** A text as it is; elements of a list with commas between them. */
function printExample(value: Example | undefined): string {
  if (!Array.isArray(value)) return printItem(value as string | number | null | undefined, '')
  return value
    .map((each) => (typeof each === 'string' ? each : Object.values(each).join(': ')))
    .join(', ')
}

const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
