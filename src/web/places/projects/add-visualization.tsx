import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Add from '@react-spectrum/s2/icons/Add'
import { Menu, MenuItem, MenuTrigger, Text } from '@react-spectrum/s2/Menu'
import type { PanelDocument } from '../../../model/projects/document.ts'
import { addItem } from '../../project/grid-layout.ts'
import { newId } from '../../project/new-id.ts'
import { addVisualization, findPanel } from '../../project/project-patches.ts'
import { storedRequest } from '../../project/stored-request.ts'
import { texts } from '../../texts/index.ts'
import { type PanelContext, visualizations } from '../../visualizations/index.ts'
import { layOutPanel } from './lay-out-panel.ts'
import { useProjectPage } from './project-page.ts'
import { findKind } from './use-visualization.ts'

interface AddVisualizationProps {
  readonly panel: PanelDocument
  readonly context: PanelContext
}

/** Adds a visualization with what fits the data, and opens its settings. */
export function AddVisualization({ panel, context }: AddVisualizationProps) {
  const { edit, select } = useProjectPage()
  const add = (type: string) => {
    const kind = findKind(type)
    if (kind === undefined) return
    const id = newId()
    edit(
      (document) => {
        const now = findPanel(document, panel.id) ?? panel
        const items = addItem(layOutPanel(now), id, kind.size)
        const { id: _, ...layout } = items.find((item) => item.id === id)!
        const request = storedRequest(kind.request({}, context))
        const added = { id, type, settings: {}, layout, ...(request !== undefined && { request }) }
        return addVisualization(document, panel.id, added)
      },
      { note: `${texts.panel.add}: ${kind.label}` },
    )
    select({ panel: panel.id, id })
  }
  return (
    <MenuTrigger>
      <ActionButton size="S">
        <Add />
        <Text>{texts.panel.add}</Text>
      </ActionButton>
      <Menu onAction={(key) => add(String(key))}>
        {visualizations
          .filter(({ isMadeOfTable }) => !isMadeOfTable)
          .map(({ type, label, description }) => (
            <MenuItem key={type} id={type} textValue={label}>
              <Text slot="label">{label}</Text>
              <Text slot="description">{description}</Text>
            </MenuItem>
          ))}
      </Menu>
    </MenuTrigger>
  )
}
