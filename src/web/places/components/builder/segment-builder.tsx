import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type RefObject, useMemo, useRef, useState } from 'react'
import type { ConnectionStatus } from '../../../../model/answers/connections.ts'
import type { ComponentList } from '../../../../model/answers/data-views.ts'
import type { DefinitionDocument } from '../../../../model/answers/definitions.ts'
import type { SegmentContainer } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import type { DataViewDocument } from '../../../api/index.ts'
import type { Command } from '../../../app/commands/command.ts'
import { useCommands } from '../../../app/commands/command-registry.ts'
import { PlaceHeader } from '../../../app/place-header.tsx'
import type { RangeChoice } from '../../../components/date-range-field.tsx'
import { findDataDays, reportRange } from '../../../project/data-range.ts'
import { texts } from '../../../texts/index.ts'
import type { PanelContext } from '../../../visualizations/index.ts'
import { AboutFields } from './about-fields.tsx'
import { type Builder, BuilderContext } from './builder-context.ts'
import { BuilderActions } from './builder-actions.tsx'
import type { Edited } from './edit-tree.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { PreviewSide } from './preview-side.tsx'
import { RootView } from './root-view.tsx'
import { readDraft, type SegmentDraft } from './segment-document.ts'
import { useFocusRule } from './use-focus-rule.ts'
import { useHistory } from './use-history.ts'
import { useLiveRules } from './use-live-rules.ts'

export interface SegmentBuilderProps {
  readonly dataView: DataViewDocument
  readonly status: ConnectionStatus
  readonly components: ComponentList
  readonly document: DefinitionDocument
  /** Of the document; 0: it is not saved yet. */
  readonly version: number
}

/** Changes of fields that come so soon after each other are one step to undo. */
const SAME_STEP_MS = 800

/** A segment with its rules, what they do, and who just misses them. */
export function SegmentBuilder(props: SegmentBuilderProps) {
  const { dataView, status, components, document, version } = props
  const saved = useMemo(() => readDraft(document), [document])
  const history = useHistory(saved)
  const draft = history.present
  const changedAt = useRef(0)
  const put = (next: SegmentDraft) => {
    const now = performance.now()
    const isSoon = now - changedAt.current < SAME_STEP_MS
    changedAt.current = now
    history.change(next, () => isSoon)
  }
  const [range, setRange] = useState<RangeChoice>('all')
  const dateRange = reportRange(range, status)
  const live = useLiveRules(dataView.id, draft.root, dateRange, status.dataVersion)
  const focusRule = useFocusRule()
  const [dragged, drag] = useState<Path | null>(null)
  const builder: Builder = {
    dragged,
    drag,
    root: draft.root,
    dataView: dataView.id,
    components,
    dataDays: findDataDays(status, dataView.timeZone ?? 'UTC'),
    figures: live.figures,
    isStale: live.isStale,
    change: (root: SegmentContainer) => put({ ...draft, root }),
    edit(edited: Edited | null) {
      if (edited === null) return
      changedAt.current = 0
      history.change({ ...draft, root: edited.root })
      focusRule(edited.path)
    },
  }
  const context: PanelContext = {
    dataView: dataView.id,
    timeZone: dataView.timeZone ?? 'UTC',
    dateRange,
    comparison: null,
    segments: [],
    components,
    dataVersion: status.dataVersion,
  }
  const adder = useRef<HTMLDivElement>(null)
  useAdderKey(adder)
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved)
  return (
    <BuilderContext value={builder}>
      <PlaceHeader
        title={draft.name === '' ? texts.builder.newTitle : draft.name}
        parents={[{ label: texts.saved.title, to: '/components' }]}
        actions={
          <BuilderActions
            document={document}
            version={version}
            draft={draft}
            isDirty={isDirty}
            isFinished={live.isFinished}
            history={history}
          />
        }
      />
      <LeaveGuard isDirty={isDirty} />
      <div className={columns}>
        <div className={middle}>
          <AboutFields draft={draft} onChange={put} />
          {live.rules !== undefined && (
            <p className={words({ isStale: live.isStale })}>
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
