import { ActionButton } from '@react-spectrum/s2/ActionButton'
import More from '@react-spectrum/s2/icons/More'
import { Header, Heading, Menu, MenuItem, MenuSection, MenuTrigger } from '@react-spectrum/s2/Menu'
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useState } from 'react'
import type { PanelDocument, VisualizationDocument } from '../../../model/projects/document.ts'
import { DenialItems } from '../../components/denial-items.tsx'
import { useDeniedExport } from '../../components/use-denied-export.ts'
import { type Download, listDownloads } from '../../download/list-downloads.ts'
import { newId } from '../../project/new-id.ts'
import {
  addVisualization,
  removeVisualization,
  sendToPanel,
  setVisualization,
} from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import type { PanelContext, Stored } from '../../visualizations/index.ts'
import { panelName } from './panel-name.ts'
import { useProjectPage } from './project-page.ts'
import { useCellLinks } from './use-cell-links.ts'
import { findKind } from './use-visualization.ts'

interface TileMenuProps {
  readonly panel: PanelDocument
  readonly visualization: VisualizationDocument
  readonly name: string
  readonly context: PanelContext
  /** With what is selected in the table that it follows. */
  readonly settings: Stored
}

/** What can be done with a visualization as a whole. */
export function TileMenu({ panel, visualization, name, context, settings }: TileMenuProps) {
  const kind = findKind(visualization['type'])
  const request = kind?.request(settings, context) ?? null
  const links = useCellLinks(panel, visualization, context, settings)
  const { document, print } = useProjectPage()
  const [isOpen, setOpen] = useState(false)
  const rule = useDeniedExport(isOpen ? (kind?.shown(settings, context) ?? []) : null)
  const [downloads, setDownloads] = useState<readonly Download[]>([])
  const findDownloads = () => {
    const element = window.document.getElementById(`visualization-${visualization.id}`)
    const takePicture = print && (() => print({ panel: panel.id, id: visualization.id }, 'picture'))
    setDownloads(listDownloads({ name, request, element, takePicture }))
  }
  const act = useActions(panel, visualization, name)
  const others = document.panels.filter(({ id }) => id !== panel.id)
  const isCollapsed = visualization['collapsed'] === true
  const own: Readonly<Record<string, string>> = {
    settings: texts.panel.settings,
    collapse: isCollapsed ? texts.panel.expandOne : texts.panel.collapseOne,
    copy: texts.panel.copyVisualization,
    link: texts.panel.copyLink,
    print: texts.print.action,
    remove: texts.panel.removeVisualization,
  }
  return (
    <MenuTrigger
      onOpenChange={(opens) => {
        setOpen(opens)
        if (opens) findDownloads()
      }}
    >
      <ActionButton size="XS" isQuiet aria-label={texts.panel.visualizationMore(name)}>
        <More />
      </ActionButton>
      <Menu
        onAction={(key) => {
          const download = downloads.find(({ id }) => id === key)
          const cells = links.find(({ id }) => id === key)
          if (cells !== undefined) cells.run()
          else if (download === undefined) act(String(key))
          else void save(name, download)
        }}
      >
        <MenuSection aria-label={name}>
          {Object.entries(own).map(([id, text]) => (
            <MenuItem key={id} id={id} isDisabled={id === 'print' && !rule.isAllowed}>
              {text}
            </MenuItem>
          ))}
        </MenuSection>
        {links.length > 0 && (
          <MenuSection aria-label={texts.cells.title}>
            {links.map(({ id, text }) => (
              <MenuItem key={id} id={id}>
                {text}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {downloads.length > 0 && (
          <MenuSection>
            <Header>
              <Heading>{texts.download.title}</Heading>
            </Header>
            {downloads.map(({ id, label }) => (
              <MenuItem key={id} id={id} isDisabled={!rule.isAllowed}>
                {label}
              </MenuItem>
            ))}
            <DenialItems rule={rule} />
          </MenuSection>
        )}
        <MenuSection aria-label={texts.panel.moveTo('')}>
          {others.map((other) => (
            <MenuItem key={other.id} id={`to ${other.id}`}>
              {texts.panel.moveTo(panelName(other))}
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </MenuTrigger>
  )
}

const save = (name: string, { run }: Download): Promise<void> =>
  run().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    ToastQueue.negative(`${texts.download.failed(name)}: ${why}`)
  })

function useActions(panel: PanelDocument, visualization: VisualizationDocument, name: string) {
  const { edit, select, print } = useProjectPage()
  const { id } = visualization
  const isCollapsed = visualization['collapsed'] === true
  const copy = () => {
    const { layout: _, ...rest } = visualization
    const copied = { ...rest, id: newId(), name: texts.project.copyOf(name) }
    edit((document) => addVisualization(document, panel.id, copied as VisualizationDocument), {
      note: `${texts.panel.copyVisualization}: ${name}`,
    })
  }
  return (action: string): void => {
    if (action === 'settings') select({ panel: panel.id, id })
    if (action === 'copy') copy()
    if (action === 'print') print?.({ panel: panel.id, id })
    if (action === 'link') void copyLink(id)
    if (action === 'collapse') {
      const collapsed = isCollapsed ? undefined : true
      edit((document) => setVisualization(document, panel.id, id, { collapsed }), {
        note: `${texts.panel.collapseOne}: ${name}`,
      })
    }
    if (action === 'remove') {
      edit((document) => removeVisualization(document, panel.id, id), {
        note: `${texts.panel.removeVisualization}: ${name}`,
      })
    }
    if (action.startsWith('to ')) {
      edit((document) => sendToPanel(document, panel.id, id, action.slice(3)), {
        note: `${texts.panel.moveTo(action.slice(3))}: ${name}`,
      })
    }
  }
}

const copyLink = (id: string): Promise<void> => {
  const { origin, pathname } = window.location
  return navigator.clipboard.writeText(`${origin}${pathname}#visualization-${id}`)
}
