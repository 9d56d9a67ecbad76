import type {
  NextPreviousRequest,
  NextPreviousResult,
} from '../../query/reports/next-previous/request.ts'
import type { ComponentList } from '../../model/answers/data-views.ts'
import type { Item } from '../../model/result.ts'
import { BarRows } from '../charts/bar-rows.tsx'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor, restColor } from '../charts/palette.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure, printPercent } from '../components/figures.ts'
import { ItemPicker } from '../components/item-picker.tsx'
import { printItem } from '../components/item-text.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { DimensionField } from './fields/dimension-field.tsx'
import { NumberSetting } from './fields/number-setting.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import type { RequestOf } from './parts/report-of.ts'
import { firstDimension, isItem, readChoice, textOr, wholeOr } from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type Stored,
  type VisualizationProps,
} from './visualization.ts'

interface NextPreviousSettings {
  readonly dimension: string
  readonly item?: Item
  readonly direction: 'next' | 'previous'
  readonly container: 'person' | 'session'
  readonly limit: number
}

const t = texts.analyses.nextPrevious

export const nextPrevious = defineVisualization({
  type: 'next-previous',
  label: t.title,
  description: t.description,
  size: { width: 5, height: 6 },
  read: readNextPreviousSettings,
  request: nextPreviousRequest,
  Draw: NextPrevious,
  Settings: NextPreviousForm,
  caption: (
    { container, direction, item, dimension }: NextPreviousSettings,
    { total }: NextPreviousResult,
  ) =>
    t.caption(
      texts.containers[container].toLowerCase(),
      direction,
      printItem(item, dimension),
      printFigure(total),
    ),
})

function readNextPreviousSettings(stored: Stored, components: ComponentList): NextPreviousSettings {
  const { item } = stored
  return {
    dimension: textOr(stored['dimension'], firstDimension(components)),
    ...(isItem(item) ? { item } : {}),
    direction: readChoice(stored['direction'], ['next', 'previous'], 'next'),
    container: readChoice(stored['container'], ['person', 'session'], 'session'),
    limit: Math.min(50, Math.max(1, wholeOr(stored['limit'], 10))),
  }
}

function nextPreviousRequest(
  { item, ...settings }: NextPreviousSettings,
  context: PanelContext,
): RequestOf<NextPreviousRequest, 'item' | 'dimension'> | null {
  if (item === undefined) return null
  return { kind: 'next-previous', ...readPanelScope(context), ...settings, item }
}

function NextPreviousForm({ settings, onChange, context }: SettingsProps<NextPreviousSettings>) {
  const { item, dimension } = settings
  return (
    <Controls>
      <DimensionField
        context={context}
        value={dimension}
        onChange={(next) => {
          const { item: _, ...rest } = settings
          onChange({ ...rest, dimension: next })
        }}
      />
      <ItemPicker
        key={dimension}
        label={item === undefined ? t.item : t.chosenItem(printItem(item, dimension))}
        dataView={context.dataView}
        dimension={dimension}
        onPick={(next) => onChange({ ...settings, item: next })}
      />
      <ChoicePicker
        label={t.direction}
        value={settings.direction}
        choices={t.directions}
        onChange={(direction) => onChange({ ...settings, direction })}
      />
      <ChoicePicker
        label={texts.fallout.container}
        value={settings.container}
        choices={texts.containers}
        onChange={(container) => onChange({ ...settings, container })}
      />
      <NumberSetting
        label={texts.kinds.limit}
        value={settings.limit}
        least={1}
        most={50}
        onChange={(limit) => onChange({ ...settings, limit })}
      />
    </Controls>
  )
}

function NextPrevious({
  report,
  settings,
  context,
  request,
}: VisualizationProps<NextPreviousResult, NextPreviousSettings>) {
  const { dimension, item } = settings
  const nameOf = ({ item: own, label, special }: NextPreviousResult['rows'][number]) =>
    special === undefined ? printItem(own, dimension, label) : t.specials[special]
  return (
    <ReportFrame
      report={report}
      skeleton={<ChartSkeleton shape="rows" />}
      unasked={<EmptyState title={t.needsItem}>{t.needsItemHint}</EmptyState>}
    >
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        ) : (
          <BarRows
            label={`${t.directions[settings.direction]}: ${printItem(item, dimension)}`}
            rowName={findName(context.components, dimension)}
            rows={rows.map((row, k) => ({
              key: String(k),
              name: nameOf(row),
              parts: [
                {
                  id: 'count',
                  name: t.times,
                  color: row.special === undefined ? categoryColor(0) : restColor,
                  value: row.count,
                  print: `${printFigure(row.count)} · ${printPercent(row.share)}`,
                },
              ],
            }))}
            actOn={(key) => {
              const row = rows[Number(key)]
              if (row === undefined) return undefined
              return actOnMark(context, request, {
                label: `${printItem(item, dimension)} › ${nameOf(row)}`,
                measure: t.times,
                value: printFigure(row.count),
                place: { row: row.item },
                ...(row.special === undefined && { items: [{ dimension, item: row.item }] }),
              })
            }}
          />
        )
      }
    </ReportFrame>
  )
}
