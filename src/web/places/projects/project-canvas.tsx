import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Add from '@react-spectrum/s2/icons/Add'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Text } from '@react-spectrum/s2/Text'
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import type { ProjectDocument } from '../../../model/projects/document.ts'
import { ActingPlace } from '../../act/acting-place.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import type { ProjectClient, ProjectSnapshot } from '../../project/project-client.ts'
import { addPanel } from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import { FieldConflicts } from './field-conflicts.tsx'
import { newPanel } from './new-panel.ts'
import { PanelSection } from './panel-section.tsx'
import { ProjectHead } from './project-head.tsx'
import {
  type ProjectPage,
  ProjectPageContext,
  useProjectPage,
  type VisualizationAddress,
  type PrintedAs,
} from './project-page.ts'
import { ProjectRail } from './rail/project-rail.tsx'
import { RefusedNotice } from './refused-notice.tsx'
import { SettingsSide } from './settings-side.tsx'
import { useIsPhone } from './use-is-narrow.ts'
import { useKeptFocus } from './use-kept-focus.ts'

const PrintView = lazy(async () => ({
  default: (await import('./print/print-view.tsx')).PrintView,
}))

interface Printing {
  readonly only: VisualizationAddress | null
  readonly as: PrintedAs
}

interface ProjectCanvasProps {
  readonly id: string
  readonly client: ProjectClient
  readonly snapshot: ProjectSnapshot
  readonly document: ProjectDocument
}

/** A project that is there: its head, its panels, and at the sides what goes into them and how they are set. */
export function ProjectCanvas({ id, client, snapshot, document }: ProjectCanvasProps) {
  const [selected, select] = useState<VisualizationAddress | null>(null)
  const [printing, setPrinting] = useState<Printing | null>(null)
  const stopPrinting = useCallback(() => setPrinting(null), [])
  const isPhone = useIsPhone()
  const element = useRef<HTMLDivElement>(null)
  useKeptFocus(element, snapshot)
  const page = useMemo(
    (): ProjectPage => ({
      document,
      isEditable: !isPhone,
      link: null,
      edit: (build, options) => client.edit(build, options),
      selected,
      select,
      print: (only, as = 'paper') => setPrinting({ only, as }),
    }),
    [document, client, selected, isPhone],
  )
  return (
    <ProjectPageContext value={page}>
      <div ref={element} className={place}>
        <ProjectHead id={id} client={client} snapshot={snapshot} />
        <div className={body}>
          <ActingPlace>
            <ProjectRail />
            <div className={canvas} data-canvas tabIndex={-1}>
              <RefusedNotice refused={snapshot.refused} onDismiss={() => client.dismiss()} />
              <FieldConflicts client={client} snapshot={snapshot} />
              {document.panels.map((panel) => (
                <PanelSection key={panel.id} panel={panel} client={client} snapshot={snapshot} />
              ))}
              {!isPhone && <NewPanel isFirst={document.panels.length === 0} />}
            </div>
            <SettingsSide />
          </ActingPlace>
        </div>
        {printing !== null && (
          <Suspense>
            <PrintView {...printing} onClose={stopPrinting} />
          </Suspense>
        )}
      </div>
    </ProjectPageContext>
  )
}

function NewPanel({ isFirst }: { readonly isFirst: boolean }) {
  const { edit } = useProjectPage()
  const add = (
    <ActionButton
      onPress={() =>
        edit((document) => addPanel(document, newPanel()), { note: texts.project.addPanel })
      }
    >
      <Add />
      <Text>{texts.project.addPanel}</Text>
    </ActionButton>
  )
  if (!isFirst) return <div>{add}</div>
  return (
    <EmptyState title={texts.project.empty}>
      <div className={style({ display: 'grid', gap: 12, justifyItems: 'center' })}>
        {texts.project.emptyHint}
        {add}
      </div>
    </EmptyState>
  )
}

const place = style({
  display: 'flex',
  flexDirection: 'column',
  height: 'full',
  minHeight: 0,
  minWidth: 0,
})
const body = style({ display: 'flex', flexGrow: 1, minHeight: 0, minWidth: 0 })
const canvas = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 24,
  flexGrow: 1,
  minWidth: 0,
  overflowY: 'auto',
  outlineStyle: 'none',
  padding: { default: 12, md: 16 },
})
