import { Button } from '@react-spectrum/s2/Button'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { settleProject } from '../../../model/projects/document.ts'
import { ofProject, projectsQuery, readProject } from '../../api/index.ts'
import { Sheet } from '../../app/sheet.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { newClientId } from '../../project/client-id.ts'
import { texts } from '../../texts/index.ts'
import { panelName } from '../projects/panel-name.ts'
import type { PutAnswer, PutPlace } from './put-answer.ts'

interface PutDialogProps extends PutAnswer {
  readonly error: Error | null
  readonly isPending: boolean
  readonly onPut: (place: PutPlace, name: string) => void
  readonly onClose: () => void
}

const NEW = '-'
const t = texts.ask.put

/** Chooses the project and the panel that an answer is put into. */
export function PutDialog({
  name: first,
  scope,
  error,
  isPending,
  onPut,
  onClose,
}: PutDialogProps) {
  const [name, setName] = useState(first)
  const [project, setProject] = useState(NEW)
  const [panel, setPanel] = useState(NEW)
  const projects = useQuery(projectsQuery)
  const chosen = useQuery({
    queryKey: ofProject(project, 'panels'),
    queryFn: ({ signal }) => readProject(project, newClientId(), undefined, signal),
    enabled: project !== NEW,
  })
  const document = chosen.data && settleProject(chosen.data.document)
  // Components of another data view mean nothing there.
  const panels = (document?.panels ?? []).filter(
    (each) => (each['dataView'] ?? document?.['dataView']) === scope.view,
  )
  const submit = () =>
    onPut(
      { project: project === NEW ? null : project, panel: panel === NEW ? null : panel },
      name.trim() === '' ? first : name.trim(),
    )
  return (
    <Sheet label={t.title} isOpen onOpenChange={onClose}>
      {(close) => (
        <form
          className={form}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <h2 className={style({ font: 'title', margin: 0 })}>{t.title}</h2>
          <TextField label={t.name} value={name} onChange={setName} autoFocus styles={wide} />
          <Picker
            label={t.project}
            value={project}
            onChange={(key) => {
              setProject(String(key))
              setPanel(NEW)
            }}
            styles={wide}
          >
            <PickerItem id={NEW}>{t.newProject}</PickerItem>
            {(projects.data ?? []).map(({ id, name: own }) => (
              <PickerItem key={id} id={id}>
                {own ?? id}
              </PickerItem>
            ))}
          </Picker>
          {project !== NEW && (
            <Picker
              label={t.panel}
              value={panel}
              onChange={(key) => setPanel(String(key))}
              styles={wide}
            >
              <PickerItem id={NEW}>{t.newPanel}</PickerItem>
              {panels.map((each) => (
                <PickerItem key={each.id} id={each.id}>
                  {panelName(each)}
                </PickerItem>
              ))}
            </Picker>
          )}
          {panel !== NEW && <p className={hint}>{t.hint}</p>}
          {(error ?? chosen.error) && <ProblemNotice error={(error ?? chosen.error)!} />}
          <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
            <Button variant="secondary" onPress={close}>
              {t.cancel}
            </Button>
            <Button variant="accent" type="submit" isPending={isPending}>
              {t.save}
            </Button>
          </div>
        </form>
      )}
    </Sheet>
  )
}

const form = style({ display: 'grid', gap: 16, padding: 20 })
const wide = style({ width: 'full' })
const hint = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
