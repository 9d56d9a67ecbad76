import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react'
import type { ConnectionStatus } from '../../../../model/answers/connections.ts'
import type { ComponentList } from '../../../../model/answers/data-views.ts'
import type { SegmentContainer } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import type { DataViewDocument } from '../../../api/index.ts'
import type { Command } from '../../../app/commands/command.ts'
import { useCommands } from '../../../app/commands/command-registry.ts'
import type { RangeChoice } from '../../../components/date-range-field.tsx'
import { findDataDays, reportRange } from '../../../project/data-range.ts'
import { texts } from '../../../texts/index.ts'
import type { PanelContext } from '../../../visualizations/index.ts'
import { type Builder, BuilderContext } from './builder-context.ts'
import type { Edited } from './edit-tree.ts'
import { PreviewSide } from './preview-side.tsx'
import { RootView } from './root-view.tsx'
import { useFocusRule } from './use-focus-rule.ts'
import { useLiveRules } from './use-live-rules.ts'

interface RulesEditorProps {
  readonly dataView: DataViewDocument
  /** Whether the data view is one as it would be: what rules keep is counted in that. */
  readonly isTried?: boolean
  readonly status: ConnectionStatus
  readonly components: ComponentList
  readonly root: SegmentContainer
  /** A field of a rule, as it is typed. */
  readonly onChange: (root: SegmentContainer) => void
  /** Rules that were added, moved or removed: a step of its own. */
  readonly onEdit: (root: SegmentContainer) => void
  /** What stands above the rules. */
  readonly head?: ReactNode
  /** What else works with the rules. */
  readonly children?: ReactNode
}

/** The rules of a segment in words and as a tree, beside what they do and who just misses them. */
export function RulesEditor(props: RulesEditorProps) {
  const { dataView, isTried = false, status, components, root, onChange, onEdit } = props
  const [range, setRange] = useState<RangeChoice>('all')
  const dateRange = reportRange(range, status)
  const asked = isTried ? dataView : dataView.id
  const live = useLiveRules(asked, root, dateRange, status.dataVersion)
  const focusRule = useFocusRule()
  const [dragged, drag] = useState<Path | null>(null)
  const timeZone = dataView.timeZone ?? 'UTC'
  const builder: Builder = {
    dragged,
    drag,
    root,
    dataView: dataView.id,
    components,
    dataDays: findDataDays(status, timeZone),
    figures: live.figures,
    isStale: live.isStale,
    change: onChange,
    edit(edited: Edited | null) {
      if (edited === null) return
      onEdit(edited.root)
      focusRule(edited.path)
    },
  }
  const context: PanelContext = {
    dataView: dataView.id,
    timeZone,
    dateRange,
    comparison: null,
    segments: [],
    components,
    dataVersion: status.dataVersion,
  }
  const adder = useRef<HTMLDivElement>(null)
  useAdderKey(adder)
  return (
    <BuilderContext value={builder}>
      {props.children}
      <div className={columns}>
        <div className={middle}>
          {props.head}
          {live.rules !== undefined && (
            <p aria-busy={live.isStale} className={words({ isStale: live.isStale })}>
              <span className={style({ color: 'neutral-subdued' })}>{texts.builder.words} </span>
              {live.rules.words}
            </p>
          )}
          <div ref={adder}>
            <RootView />
          </div>
        </div>
        <PreviewSide
          rules={live.rules}
          error={live.error}
          isFinished={live.isFinished}
          range={range}
          onRange={setRange}
          context={context}
        />
      </div>
    </BuilderContext>
  )
}

/** `/` goes to where the next rule of the segment is typed. */
function useAdderKey(around: RefObject<HTMLElement | null>): void {
  const commands = useMemo(
    (): readonly Command[] => [
      {
        id: 'add-rule',
        name: texts.builder.add,
        group: texts.builder.group,
        keys: '/',
        run: () => {
          const inputs = around.current?.querySelectorAll<HTMLInputElement>('[role=combobox]')
          const all = [...(inputs ?? [])]
          all.findLast(({ placeholder }) => placeholder === texts.builder.addPlaceholder)?.focus()
        },
      },
    ],
    [around],
  )
  useCommands(commands)
}

const columns = style({
  display: 'flex',
  flexDirection: { default: 'column', lg: 'row' },
  minWidth: 0,
  flexGrow: 1,
  minHeight: 0,
  height: 'full',
  overflowY: { default: 'auto', lg: 'hidden' },
})
const middle = style({
  display: 'grid',
  alignContent: 'start',
  gap: 12,
  flexGrow: 1,
  minWidth: 0,
  padding: 16,
  overflowY: { default: 'visible', lg: 'auto' },
})
const words = style({
  font: 'ui',
  margin: 0,
  padding: 12,
  borderRadius: 'default',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  backgroundColor: 'layer-2',
  overflowWrap: 'anywhere',
  opacity: { default: 1, isStale: 0.5 },
})
