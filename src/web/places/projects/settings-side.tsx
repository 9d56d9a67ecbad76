import { CloseButton } from '@react-spectrum/s2/CloseButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useRef } from 'react'
import type { PanelDocument, VisualizationDocument } from '../../../model/projects/document.ts'
import { findPanel, findVisualization } from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import type { VisualizationKind } from '../../visualizations/index.ts'
import { useProjectPage } from './project-page.ts'
import { usePanelData } from './use-panel-data.ts'
import { findKind, nameOf, useChangeSettings, useSettings } from './use-visualization.ts'

/** The settings of the selected visualization, at the right; over the page where there is no room beside it. */
export function SettingsSide() {
  const { document, selected } = useProjectPage()
  if (selected === null) return null
  const panel = findPanel(document, selected.panel)
  const visualization = findVisualization(document, selected.panel, selected.id)
  const kind = findKind(visualization?.['type'])
  if (panel === undefined || visualization === undefined || kind === undefined) return null
  return <Side key={selected.id} panel={panel} visualization={visualization} kind={kind} />
}

interface SideProps {
  readonly panel: PanelDocument
  readonly visualization: VisualizationDocument
  readonly kind: VisualizationKind
}

function Side({ panel, visualization, kind }: SideProps) {
  const { select } = useProjectPage()
  const side = useRef<HTMLElement>(null)
  const name = nameOf(visualization)
  const close = () => {
    select(null)
    // Focus goes back to where it came from.
    document.getElementById(`settings-of-${visualization.id}`)?.focus()
  }
  useEffect(() => side.current?.focus(), [])
  return (
    <aside
      ref={side}
      tabIndex={-1}
      aria-label={texts.project.settingsOf(name)}
      className={box}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
    >
      <div className={head}>
        <h2 className={style({ font: 'title', margin: 0, flexGrow: 1, minWidth: 0 })}>{name}</h2>
        <CloseButton aria-label={texts.project.closeSettings} size="S" onPress={close} />
      </div>
      <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
        {kind.description}
      </p>
      <Form panel={panel} visualization={visualization} kind={kind} />
    </aside>
  )
}

function Form({ panel, visualization, kind }: SideProps) {
  const data = usePanelData(panel)
  return data.kind === 'ready' ? (
    <ReadyForm panel={panel} visualization={visualization} kind={kind} context={data.context} />
  ) : null
}

interface ReadyFormProps extends SideProps {
  readonly context: Parameters<typeof useChangeSettings>[3]
}

function ReadyForm({ panel, visualization, kind, context }: ReadyFormProps) {
  const change = useChangeSettings(panel.id, visualization.id, kind, context)
  const stored = useSettings(panel, visualization)
  return kind.settingsForm({ stored, context, onChange: change })
}

const box = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  boxSizing: 'border-box',
  width: { default: 'full', md: 304 },
  flexShrink: 0,
  padding: 16,
  overflowY: 'auto',
  backgroundColor: 'layer-2',
  borderStartWidth: 1,
  borderEndWidth: 0,
  borderYWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  outlineStyle: 'none',
  position: { default: 'fixed', md: 'static' },
  insetX: 0,
  bottom: 0,
  maxHeight: { default: '[70vh]', md: 'none' },
  zIndex: 3,
  boxShadow: { default: 'elevated', md: 'none' },
})
const head = style({ display: 'flex', alignItems: 'center', gap: 8 })
