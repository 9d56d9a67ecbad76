import { getOwn } from '../../../model/own.ts'
import { ActionButton } from '@react-spectrum/s2/ActionButton'
import ChevronDown from '@react-spectrum/s2/icons/ChevronDown'
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight'
import More from '@react-spectrum/s2/icons/More'
import { Menu, MenuItem, MenuSection, MenuTrigger } from '@react-spectrum/s2/Menu'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { Switch } from '@react-spectrum/s2/Switch'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { PanelDocument } from '../../../model/projects/document.ts'
import { DateRangeField } from '../../components/date-range-field.tsx'
import { TitleField } from '../../components/title-field.tsx'
import { copyPanel, movePanel, removePanel, setPanel } from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import { ComparisonField } from './comparison-field.tsx'
import { panelName } from './panel-name.ts'
import { useProjectPage } from './project-page.ts'
import { type PanelData, readPanel, type ReadyPanel } from './use-panel-data.ts'

interface PanelHeadProps {
  readonly panel: PanelDocument
  /** Null while it is collapsed: then nothing is asked. */
  readonly data: PanelData | null
}

/** What a panel is called, what it looks at, and when. */
export function PanelHead({ panel, data }: PanelHeadProps) {
  const { isEditable } = useProjectPage()
  return (
    <div className={head}>
      <CollapseButton panel={panel} />
      <PanelTitle panel={panel} />
      {isEditable && (
        <div className={fields}>
          {data !== null && 'dataViews' in data && (
            <DataViewPicker panel={panel} dataViews={data.dataViews} shown={shownView(data)} />
          )}
          {data?.kind === 'ready' && <Dates panel={panel} data={data} />}
          {data?.kind === 'ready' && <LiveSwitch panel={panel} />}
          <PanelMenu panel={panel} />
        </div>
      )}
    </div>
  )
}

const shownView = (data: PanelData): string | undefined =>
  'dataView' in data ? data.dataView.id : undefined

function CollapseButton({ panel }: { readonly panel: PanelDocument }) {
  const { isEditable, edit } = useProjectPage()
  const isCollapsed = panel['collapsed'] === true
  const name = panelName(panel)
  const label = isCollapsed ? texts.panel.expand(name) : texts.panel.collapse(name)
  if (!isEditable) return null
  return (
    <ActionButton
      size="XS"
      isQuiet
      aria-label={label}
      aria-expanded={!isCollapsed}
      onPress={() =>
        edit(
          (document) => setPanel(document, panel.id, { collapsed: isCollapsed ? undefined : true }),
          { note: label },
        )
      }
    >
      {isCollapsed ? <ChevronRight /> : <ChevronDown />}
    </ActionButton>
  )
}

function PanelTitle({ panel }: { readonly panel: PanelDocument }) {
  const { isEditable, edit } = useProjectPage()
  const change = (name: string) =>
    edit((document) => setPanel(document, panel.id, { name: name === '' ? undefined : name }), {
      note: texts.panel.title,
      key: `name ${panel.id}`,
    })
  return (
    <h2 className={title}>
      {isEditable ? (
        <TitleField
          label={texts.panel.title}
          size="M"
          value={String(panel['name'] ?? '')}
          placeholder={texts.panel.untitled}
          onChange={change}
        />
      ) : (
        panelName(panel)
      )}
    </h2>
  )
}

interface DataViewPickerProps {
  readonly panel: PanelDocument
  readonly dataViews: ReadyPanel['dataViews']
  readonly shown: string | undefined
}

function DataViewPicker({ panel, dataViews, shown }: DataViewPickerProps) {
  const { edit } = useProjectPage()
  const change = (dataView: string) =>
    edit((document) => setPanel(document, panel.id, { dataView }), { note: texts.panel.dataView })
  return (
    <Picker
      aria-label={texts.panel.dataView}
      size="S"
      value={shown ?? null}
      onChange={(key) => key !== null && key !== shown && change(String(key))}
      styles={style({ width: 160 })}
    >
      {dataViews.map(({ id, name = id }) => (
        <PickerItem key={id} id={id}>
          {name}
        </PickerItem>
      ))}
    </Picker>
  )
}

interface DatesProps {
  readonly panel: PanelDocument
  readonly data: ReadyPanel
}

function Dates({ panel, data }: DatesProps) {
  const { edit } = useProjectPage()
  const { dateRange } = readPanel(panel)
  return (
    <>
      <DateRangeField
        value={dateRange ?? 'all'}
        dateRanges={data.components.dateRanges}
        dataDays={data.dataDays}
        isLabelHidden
        onChange={(range) =>
          edit(
            (document) =>
              setPanel(document, panel.id, { dateRange: range === 'all' ? undefined : range }),
            { note: texts.dates.dateRange },
          )
        }
      />
      <ComparisonField panel={panel} data={data} />
    </>
  )
}

/** Whether the panel follows the data as it arrives. */
function LiveSwitch({ panel }: { readonly panel: PanelDocument }) {
  const { edit } = useProjectPage()
  return (
    <Switch
      size="S"
      aria-description={texts.panel.liveHint}
      isSelected={panel['live'] === true}
      onChange={(isLive) =>
        edit((document) => setPanel(document, panel.id, { live: isLive ? true : undefined }), {
          note: texts.panel.live,
        })
      }
    >
      {texts.panel.live}
    </Switch>
  )
}

function PanelMenu({ panel }: { readonly panel: PanelDocument }) {
  const { document, edit } = useProjectPage()
  const name = panelName(panel)
  const at = document.panels.findIndex(({ id }) => id === panel.id)
  const act = (key: string) => {
    const note = `${getOwn(actionNames, key) ?? ''}: ${name}`
    if (key === 'up') edit((before) => movePanel(before, panel.id, -1), { note })
    if (key === 'down') edit((before) => movePanel(before, panel.id, 1), { note })
    const copied = texts.project.copyOf(name)
    if (key === 'copy') edit((before) => copyPanel(before, panel.id, copied), { note })
    if (key === 'remove') edit((before) => removePanel(before, panel.id), { note })
  }
  const disabled = [
    ...(at <= 0 ? ['up'] : []),
    ...(at === document.panels.length - 1 ? ['down'] : []),
  ]
  return (
    <MenuTrigger>
      <ActionButton size="S" isQuiet aria-label={texts.panel.more(name)}>
        <More />
      </ActionButton>
      <Menu disabledKeys={disabled} onAction={(key) => act(String(key))}>
        <MenuSection aria-label={texts.panel.more(name)}>
          {Object.entries(actionNames).map(([id, text]) => (
            <MenuItem key={id} id={id}>
              {text}
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </MenuTrigger>
  )
}

const actionNames: Readonly<Record<string, string>> = {
  up: texts.panel.moveUp,
  down: texts.panel.moveDown,
  copy: texts.panel.copy,
  remove: texts.panel.remove,
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })
const title = style({ font: 'title', margin: 0, minWidth: 0, flexGrow: 1 })
const fields = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })
