import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { BarRows } from '../charts/bar-rows.tsx'
import { categoryColor } from '../charts/palette.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findName } from '../components/component-groups.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { texts } from '../texts/index.ts'
import {
  actOnCell,
  categoryCaption,
  categoryLabel,
  leftOut,
  rowKey,
  rowName,
  valueOf,
} from './categories/category-chart.ts'
import { CategoryForm } from './categories/category-form.tsx'
import { CategoryFrame } from './categories/category-frame.tsx'
import {
  buildCategoryRequest,
  type CategorySettings,
  comparedColumn,
  readCategorySettings,
} from './categories/category-settings.ts'
import { NumberSetting } from './fields/number-setting.tsx'
import { measureOf } from './parts/measure.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

export const bullet = defineVisualization({
  type: 'bullet',
  label: texts.categories.bullet.title,
  description: texts.categories.bullet.description,
  size: { width: 5, height: 5 },
  read: (stored, components) => readCategorySettings(stored, components, { limit: 6, most: 30 }),
  request: (settings, context) =>
    settings.goalSource === 'comparison' && context.comparison === null
      ? null
      : buildCategoryRequest(settings, context, settings.goalSource === 'comparison'),
  Draw: Bullets,
  Settings: BulletForm,
  caption: (settings: CategorySettings, _result: FreeformResult, components) => {
    const measure = measureOf(components, settings.metrics[0] ?? '')
    const goal =
      settings.goalSource === 'number'
        ? measure.print(settings.goal)
        : texts.categories.goalSources.comparison
    return categoryCaption(settings, components) + texts.categories.captionGoal(goal)
  },
})

function BulletForm(props: SettingsProps<CategorySettings>) {
  const { settings, onChange } = props
  const t = texts.categories
  return (
    <CategoryForm {...props} mostItems={30}>
      <ChoicePicker
        label={t.goalSource}
        value={settings.goalSource}
        choices={t.goalSources}
        onChange={(goalSource) => onChange({ ...settings, goalSource })}
      />
      {settings.goalSource === 'number' && (
        <NumberSetting
          label={t.goal}
          value={settings.goal}
          step={0.01}
          onChange={(goal) => onChange({ ...settings, goal })}
        />
      )}
    </CategoryForm>
  )
}

function Bullets({
  report,
  settings,
  context,
  request,
}: VisualizationProps<FreeformResult, CategorySettings>) {
  const { dimension, metrics, goalSource, goal } = settings
  const measure = measureOf(context.components, metrics[0] ?? '')
  if (report === null) {
    return (
      <EmptyState title={texts.categories.needsRange}>{texts.categories.needsRangeHint}</EmptyState>
    )
  }
  return (
    <CategoryFrame report={report} skeleton="rows">
      {(result) => (
        <BarRows
          label={categoryLabel(settings, context)}
          rowName={findName(context.components, dimension)}
          rows={result.rows.map((row) => {
            const value = valueOf(result, row, measure.id)
            const target =
              goalSource === 'number' ? goal : valueOf(result, row, comparedColumn(measure.id))
            return {
              key: rowKey(row),
              name: rowName(row, dimension),
              parts: [
                {
                  id: measure.id,
                  name: measure.name,
                  color: categoryColor(0),
                  value,
                  print: measure.print(value),
                },
              ],
              target: { name: texts.categories.goal, value: target, print: measure.print(target) },
            }
          })}
          note={leftOut(result.rows.length, result.rowCount)}
          actOn={(key) => {
            const row = result.rows.find((each) => rowKey(each) === key)
            if (row === undefined) return undefined
            const cell = { metric: measure.id, value: valueOf(result, row, measure.id) }
            return actOnCell(
              context,
              request,
              settings,
              { item: row.item ?? null, name: rowName(row, dimension) },
              cell,
            )
          }}
        />
      )}
    </CategoryFrame>
  )
}
