import { ActionButton } from '@react-spectrum/s2/ActionButton'
import MoveIcon from '@react-spectrum/s2/icons/Move'
import SettingsIcon from '@react-spectrum/s2/icons/Properties'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { PanelDocument, VisualizationDocument } from '../../../model/projects/document.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FaultBoundary } from '../../components/fault-boundary.tsx'
import { ScrollBox } from '../../components/scroll-box.tsx'
import { TitleField } from '../../components/title-field.tsx'
import { DroppableDrawing } from '../../drag/droppable-drawing.tsx'
import { setVisualization } from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import { TableCellsContext } from '../../visualizations/cells/selected-cells.ts'
import type { PanelContext, Stored, VisualizationKind } from '../../visualizations/index.ts'
import { LinkChip } from './link-chip.tsx'
import { useProjectPage } from './project-page.ts'
import { SharedRunner } from './shared-runner.tsx'
import { TileMenu } from './tile-menu.tsx'
import { type Arranging, useArranging } from './use-arranging.ts'
import { useTableCells } from './use-table-cells.ts'
import { findKind, nameOf, useChangeSettings, useSettings } from './use-visualization.ts'

interface TileProps {
  readonly panel: PanelDocument
  readonly visualization: VisualizationDocument
  readonly context: PanelContext
  /** Null where it stays in its place. */
  readonly arranging: Arranging | null
}

/** A visualization with its head. */
export function Tile({ panel, visualization, context, arranging }: TileProps) {
  const { selected, isEditable } = useProjectPage()
  const { id } = visualization
  const kind = findKind(visualization['type'])
  const grips = useArranging(id, arranging)
  const name = nameOf(visualization)
  const isSelected = selected?.panel === panel.id && selected.id === id
  const isCollapsed = visualization['collapsed'] === true
  const settings = useSettings(panel, visualization)
  return (
    <section id={`visualization-${id}`} aria-label={name} className={box({ isSelected })}>
      <div
        className={head({ isMovable: grips !== null })}
        {...(grips !== null && { onPointerDown: grips.onMoveStart })}
      >
        {grips !== null && (
          <button
            type="button"
            aria-label={texts.panel.arrange(name)}
            aria-description={texts.panel.arrangeHint}
            title={texts.panel.arrangeHint}
            className={grip}
            onPointerDown={grips.onMoveStart}
            onKeyDown={grips.onKeyDown}
          >
            <MoveIcon />
          </button>
        )}
        <TileTitle panel={panel} visualization={visualization} name={name} />
        <LinkChip panel={panel} visualization={visualization} />
        {isEditable && kind !== undefined && (
          <SettingsButton panel={panel.id} id={id} name={name} isSelected={isSelected} />
        )}
        {isEditable && (
          <TileMenu
            panel={panel}
            visualization={visualization}
            name={name}
            context={context}
            settings={settings}
          />
        )}
      </div>
      {!isCollapsed && (
        <ScrollBox className={content}>
          {kind === undefined ? (
            <EmptyState title={texts.panel.unknownType(String(visualization['type']))}>
              {texts.panel.unknownTypeHint}
            </EmptyState>
          ) : (
            <FaultBoundary of={visualization}>
              <Drawing
                panel={panel}
                visualization={visualization}
                context={context}
                kind={kind}
                settings={settings}
              />
            </FaultBoundary>
          )}
        </ScrollBox>
      )}
      {grips !== null && !isCollapsed && (
        <span
          aria-hidden="true"
          title={texts.panel.resize(name)}
          className={corner}
          onPointerDown={grips.onResizeStart}
        />
      )}
    </section>
  )
}

interface DrawingProps extends Omit<TileProps, 'arranging'> {
  readonly kind: VisualizationKind
  readonly settings: Stored
}

function Drawing({ panel, visualization, context, kind, settings }: DrawingProps) {
  const { isEditable, link } = useProjectPage()
  const change = useChangeSettings(panel.id, visualization.id, kind, context)
  const drawn = (
    <DroppableDrawing
      kind={kind}
      stored={settings}
      context={context}
      onChange={change}
      mode={isEditable ? 'edit' : 'view'}
    />
  )
  const cells = useTableCells(panel, visualization, context)
  if (link === null) return <TableCellsContext value={cells}>{drawn}</TableCellsContext>
  return (
    <SharedRunner link={link} place={{ panel: panel.id, visualization: visualization.id }}>
      {drawn}
    </SharedRunner>
  )
}

interface TileTitleProps {
  readonly panel: PanelDocument
  readonly visualization: VisualizationDocument
  readonly name: string
}

function TileTitle({ panel, visualization, name }: TileTitleProps) {
  const { isEditable, edit } = useProjectPage()
  const { id } = visualization
  const label = texts.panel.visualizationTitle(name)
  return (
    <h3 className={title}>
      {isEditable ? (
        <TitleField
          label={label}
          size="S"
          value={String(visualization['name'] ?? '')}
          placeholder={findKind(visualization['type'])?.label ?? String(visualization['type'])}
          onChange={(next) =>
            edit(
              (document) =>
                setVisualization(document, panel.id, id, { name: next === '' ? undefined : next }),
              { note: label, key: `name ${id}` },
            )
          }
        />
      ) : (
        name
      )}
    </h3>
  )
}

interface SettingsButtonProps {
  readonly panel: string
  readonly id: string
  readonly name: string
  readonly isSelected: boolean
}

function SettingsButton({ panel, id, name, isSelected }: SettingsButtonProps) {
  const { select } = useProjectPage()
  return (
    <ActionButton
      size="XS"
      isQuiet
      id={`settings-of-${id}`}
      aria-label={texts.project.settingsOf(name)}
      aria-expanded={isSelected}
      onPress={() => select(isSelected ? null : { panel, id })}
    >
      <SettingsIcon />
    </ActionButton>
  )
}

const box = style({
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  boxSizing: 'border-box',
  height: 'full',
  minWidth: 0,
  backgroundColor: 'layer-2',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: { default: 'gray-200', isSelected: 'blue-900' },
  borderRadius: 'lg',
  overflow: 'hidden',
})
const head = style({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  paddingStart: 12,
  paddingEnd: 8,
  height: 44,
  flexShrink: 0,
  boxSizing: 'border-box',
  cursor: { default: 'default', isMovable: 'grab' },
  touchAction: { default: 'auto', isMovable: 'none' },
})
const title = style({ font: 'ui', fontWeight: 'bold', margin: 0, minWidth: 0, flexGrow: 1 })
const content = style({
  flexGrow: 1,
  minHeight: 0,
  minWidth: 0,
  overflow: 'auto',
  paddingX: 12,
  paddingBottom: 12,
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
  outlineOffset: -2,
})
const grip = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  size: 24,
  padding: 0,
  borderWidth: 0,
  borderRadius: 'sm',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  '--iconPrimary': { type: 'fill', value: 'gray-500' },
  cursor: 'grab',
  touchAction: 'none',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineWidth: 2,
  outlineColor: 'focus-ring',
})
const corner = style({
  position: 'absolute',
  insetEnd: 0,
  bottom: 0,
  size: 16,
  cursor: 'nwse-resize',
  touchAction: 'none',
  borderBottomWidth: 2,
  borderEndWidth: 2,
  borderTopWidth: 0,
  borderStartWidth: 0,
  borderStyle: 'solid',
  borderColor: { default: 'transparent', ':hover': 'gray-500' },
  borderRadius: 'lg',
})
