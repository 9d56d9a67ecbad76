import { Button } from '@react-spectrum/s2/Button'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getOwn } from '../../model/own.ts'
import type { ComponentList } from '../../model/answers/data-views.ts'
import {
  componentsQuery,
  connectionStatusQuery,
  type DataViewDocument,
  dataViewsQuery,
  projectsQuery,
} from '../api/index.ts'
import { Sheet } from '../app/sheet.tsx'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { useStartProject } from '../places/project-list/use-start-project.ts'
import { texts } from '../texts/index.ts'
import { fillTemplate, findRoles, listRoles, type Roles } from './fill-template.ts'
import { templates } from './index.ts'
import { RoleRow } from './role-row.tsx'
import { nameOfTemplate, startOf } from './start-of.ts'
import type { Template } from './template.ts'

interface TemplateDialogProps {
  readonly id: string
  readonly onClose: () => void
}

const t = texts.templates

/** Which components a template finds in a data view, and what is chosen for those that it does not find. */
export function TemplateDialog({ id, onClose }: TemplateDialogProps) {
  const template = templates.find((each) => each.id === id)
  const views = useQuery(dataViewsQuery)
  const last = useQuery(projectsQuery).data?.[0]?.dataView
  const [chosen, setChosen] = useState<string>()
  const view =
    views.data?.find((each) => each.id === (chosen ?? last)) ?? views.data?.[0] ?? undefined
  if (template === undefined) return null
  const name = nameOfTemplate(template)
  return (
    <Sheet label={name} isOpen onOpenChange={onClose}>
      {(close) => (
        <div className={body}>
          <h2 className={style({ font: 'title-lg', margin: 0 })}>{name}</h2>
          {views.error && <ProblemNotice error={views.error} />}
          {view !== undefined && (
            <>
              <Picker
                label={t.dataView}
                value={view.id}
                onChange={(key) => key !== null && setChosen(String(key))}
                styles={style({ width: 'full' })}
              >
                {(views.data ?? []).map(({ id: own, name: called = own }) => (
                  <PickerItem key={own} id={own}>
                    {called}
                  </PickerItem>
                ))}
              </Picker>
              <OfView key={view.id} template={template} view={view} onCancel={close} />
            </>
          )}
        </div>
      )}
    </Sheet>
  )
}

interface OfViewProps {
  readonly template: Template
  readonly view: DataViewDocument
  readonly onCancel: () => void
}

function OfView({ template, view, onCancel }: OfViewProps) {
  const status = useQuery(connectionStatusQuery(view.connection))
  const isBuilt = status.data?.isBuilt === true
  const components = useQuery({ ...componentsQuery(view.id), enabled: isBuilt })
  const error = status.error ?? components.error
  if (error) return <ProblemNotice error={error} />
  if (status.data?.isBuilt === false) return <p className={words}>{t.notBuilt}</p>
  if (components.data === undefined) return <SkeletonRows />
  return <Mapping {...{ template, view, onCancel }} components={components.data} />
}

interface MappingProps extends OfViewProps {
  readonly components: ComponentList
}

function Mapping({ template, view, components, onCancel }: MappingProps) {
  const labels = listRoles(template)
  const found = findRoles(labels, components)
  const [own, setOwn] = useState<Roles>({})
  const roles = { ...found, ...own }
  const started = useStartProject()
  const count = Object.keys(found).length
  const isNothing = fillTemplate(template, roles).length === 0
  const choose = (label: string, id: string | null) => {
    const { [label]: _, ...rest } = own
    setOwn(id === null ? rest : { ...rest, [label]: id })
  }
  // What is missing first: the rest needs nobody.
  const ordered = labels.toSorted(
    (a, b) => Number(Object.hasOwn(found, a)) - Number(Object.hasOwn(found, b)),
  )
  return (
    <>
      <p className={words} role="status">
        {t.found(count, labels.length)} {count < labels.length && t.missing}
      </p>
      <ul aria-label={t.roles} className={list}>
        {ordered.map((label) => (
          <RoleRow
            key={label}
            label={label}
            components={components}
            found={getOwn(found, label)}
            chosen={getOwn(own, label) ?? null}
            onChoose={(next) => choose(label, next)}
          />
        ))}
      </ul>
      {isNothing && <p className={words}>{t.nothing}</p>}
      {started.error && <ProblemNotice error={started.error} />}
      <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
        <Button variant="secondary" onPress={onCancel}>
          {t.cancel}
        </Button>
        <Button
          variant="accent"
          isDisabled={isNothing}
          isPending={started.isPending}
          onPress={() => started.mutate(startOf(template, view.id, roles))}
        >
          {t.start}
        </Button>
      </div>
    </>
  )
}

const body = style({ display: 'grid', gap: 16, padding: 20 })
const words = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })
const list = style({ display: 'grid', gap: 8, margin: 0, padding: 0, listStyleType: 'none' })
