import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { CheckboxGroup } from '@react-spectrum/s2/CheckboxGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { project } from '../../../model/definitions/project.ts'
import type { ScheduleFormat } from '../../../model/definitions/schedule.ts'
import { projectsQuery, versionedQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { texts } from '../../texts/index.ts'
import type { DraftProps } from './schedule-draft.ts'

interface WhatCardProps extends DraftProps {
  /** What can be made where the server runs. */
  readonly formats: readonly ScheduleFormat[]
}

/** Which project, what of it, and as what. */
export function WhatCard({ draft, formats }: WhatCardProps) {
  const { document, change } = draft
  const { data: projects = [] } = useQuery(projectsQuery)
  const choices = Object.fromEntries(projects.map(({ id, name }) => [id, name ?? id]))
  const chosen = document.formats ?? usual
  return (
    <Card title={texts.schedules.what}>
      <ChoicePicker
        label={texts.schedules.project}
        value={document.project}
        choices={choices}
        onChange={(id) => change({ project: id, visualizations: undefined })}
      />
      <Visualizations draft={draft} />
      <CheckboxGroup
        label={texts.schedules.formats}
        size="S"
        value={[...chosen]}
        onChange={(next) =>
          next.length > 0 && change({ formats: order.filter((each) => next.includes(each)) })
        }
      >
        {order.map((format) => (
          <Checkbox
            key={format}
            value={format}
            isDisabled={!formats.includes(format) && !chosen.includes(format)}
          >
            {texts.schedules.formatNames[format]}
          </Checkbox>
        ))}
      </CheckboxGroup>
      {!formats.includes('pdf') && <p className={words}>{texts.schedules.noPdf}</p>}
      <TextArea
        label={texts.schedules.text}
        size="S"
        value={document.text ?? ''}
        onChange={(text) => change({ text: text || undefined })}
        styles={style({ width: 'full' })}
      />
    </Card>
  )
}

const usual: readonly ScheduleFormat[] = ['html', 'csv']
const order: readonly ScheduleFormat[] = ['html', 'csv', 'pdf']

/** What of the project is sent: everything with figures, or some of it. */
function Visualizations({ draft: { document, change } }: DraftProps) {
  const { data } = useQuery({
    ...versionedQuery<z.input<typeof project>>('project', document.project),
    enabled: document.project !== '',
  })
  const all = (data?.document.panels ?? []).flatMap((panel) =>
    (panel.visualizations ?? []).flatMap(({ id, name, type, request }) =>
      id === undefined || request === undefined ? [] : [{ id, name: name ?? type }],
    ),
  )
  const { visualizations = [] } = document
  const isSome = visualizations.length > 0
  const set = (next: readonly string[]) =>
    change({ visualizations: next.length === 0 ? undefined : [...next] })
  if (all.length === 0) return null
  return (
    <>
      <ChoicePicker
        label={texts.schedules.visualizations}
        value={isSome ? 'some' : 'all'}
        choices={{ all: texts.schedules.all, some: texts.schedules.some }}
        onChange={(next) => set(next === 'all' ? [] : all.map(({ id }) => id))}
      />
      {isSome && (
        <CheckboxGroup
          aria-label={texts.schedules.some}
          size="S"
          value={visualizations}
          onChange={(next) => set(all.filter(({ id }) => next.includes(id)).map(({ id }) => id))}
        >
          {all.map(({ id, name }) => (
            <Checkbox key={id} value={id}>
              {name}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
    </>
  )
}

const words = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
