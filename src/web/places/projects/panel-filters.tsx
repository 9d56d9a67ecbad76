import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { DialogTrigger } from '@react-spectrum/s2/Dialog'
import FilterIcon from '@react-spectrum/s2/icons/Filter'
import { Popover } from '@react-spectrum/s2/Popover'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { Text } from '@react-spectrum/s2/Text'
import type { SegmentRef } from '../../../model/conditions.ts'
import type { PanelDocument, ProjectDocument } from '../../../model/projects/document.ts'
import { dimensionGroups } from '../../components/component-groups.ts'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { PanelDropZone } from '../../drag/panel-drop-zone.tsx'
import { nameSegment } from '../../project/name-segment.ts'
import { newId } from '../../project/new-id.ts'
import { findPanel, setPanel } from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import { DropDownFilter } from './drop-down-filter.tsx'
import { useProjectPage } from './project-page.ts'
import { useAddSegment } from './use-add-segment.ts'
import { readPanel, type ReadyPanel, type SharedPanel } from './use-panel-data.ts'

interface PanelFiltersProps {
  readonly panel: PanelDocument
  readonly data: ReadyPanel | SharedPanel
}

/** What a panel counts only: segments, and items of drop-downs. */
export function PanelFilters({ panel, data }: PanelFiltersProps) {
  const { isEditable } = useProjectPage()
  const { filters = [] } = readPanel(panel)
  const addSegment = useAddSegment(panel.id)
  return (
    <div className={line}>
      <SegmentChips panel={panel} data={data} />
      {filters.map((filter, index) => (
        <DropDownFilter
          key={filter.id ?? index}
          panel={panel}
          data={data}
          filter={filter}
          index={index}
        />
      ))}
      {isEditable && <AddFilter panel={panel} data={data} />}
      {isEditable && <PanelDropZone onAdd={addSegment} />}
    </div>
  )
}

const segmentsNote = { note: texts.panel.segments }

function SegmentChips({ panel, data: { components } }: PanelFiltersProps) {
  const { isEditable, edit } = useProjectPage()
  const { segments } = readPanel(panel)
  if (segments.length === 0) return null
  const set = (next: readonly SegmentRef[]) =>
    edit((document) => setPanel(document, panel.id, { segments: next }), segmentsNote)
  const chips = segments.map((segment, index) => ({
    id: String(index),
    name: nameSegment(segment, components),
  }))
  return (
    <TagGroup
      aria-label={texts.panel.segments}
      size="S"
      items={chips}
      {...(isEditable && {
        onRemove: (keys) => set(segments.filter((_, index) => !keys.has(String(index)))),
      })}
    >
      {({ id, name }) => <Tag id={id}>{name}</Tag>}
    </TagGroup>
  )
}

/** The panel as it is when something is done to it. */
const panelIn = (document: ProjectDocument, { id }: PanelDocument) =>
  readPanel(findPanel(document, id) ?? { id, visualizations: [] })

function AddFilter({ panel, data: { components } }: PanelFiltersProps) {
  const { edit } = useProjectPage()
  const { segments } = readPanel(panel)
  const unused = components.segments.filter(({ id }) => !segments.includes(id))
  const addDropDown = (dimension: string) =>
    edit(
      (document) => {
        const { filters = [] } = panelIn(document, panel)
        const added = { id: newId(), dimension, items: [] }
        return setPanel(document, panel.id, { filters: [...filters, added] })
      },
      { note: texts.panel.addDropDown },
    )
  return (
    <DialogTrigger>
      <ActionButton size="S" isQuiet>
        <FilterIcon />
        <Text>{texts.panel.addFilter}</Text>
      </ActionButton>
      <Popover aria-label={texts.panel.addFilter} padding="none">
        <div className={style({ display: 'grid', gap: 16, padding: 16 })}>
          {unused.length > 0 && (
            <ComponentAdder
              label={texts.panel.segments}
              placeholder={texts.panel.addSegment}
              groups={[{ name: texts.panel.segments, choices: unused }]}
              onAdd={(id) =>
                edit((document) => {
                  const before = panelIn(document, panel).segments
                  return setPanel(document, panel.id, { segments: [...before, id] })
                }, segmentsNote)
              }
            />
          )}
          <ComponentAdder
            label={texts.panel.addDropDown}
            placeholder={texts.components.dimension}
            groups={dimensionGroups(components)}
            onAdd={addDropDown}
          />
        </div>
      </Popover>
    </DialogTrigger>
  )
}

const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, minWidth: 0 })
