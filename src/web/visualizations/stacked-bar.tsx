import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import type { Item } from '../../model/result.ts'
import { CartesianChart } from '../charts/cartesian-chart.tsx'
import { categoryColor } from '../charts/palette.ts'
import { findName } from '../components/component-groups.ts'
import { printItem } from '../components/item-text.ts'
import { texts } from '../texts/index.ts'
import { categoryCaption, leftOut } from './categories/category-chart.ts'
import { acceptCategoryDrop, categoryZones } from './categories/category-drops.ts'
import { CategoryForm } from './categories/category-form.tsx'
import { CategoryFrame } from './categories/category-frame.tsx'
import {
  buildStackRequest,
  type CategorySettings,
  comparedColumn,
  readCategorySettings,
} from './categories/category-settings.ts'
import { type Stack, type Stacks, stackPairs } from './categories/stacks.ts'
import { OptionalDimensionField } from './fields/dimension-field.tsx'
import { ToggleSetting } from './fields/toggle-setting.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import { annotationFlags } from './parts/annotation-flags.ts'
import { measureOf } from './parts/measure.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const MOST_PARTS = 8

export const stackedBar = defineVisualization({
  type: 'stacked-bar',
  label: texts.categories['stacked-bar'].title,
  description: texts.categories['stacked-bar'].description,
  size: { width: 6, height: 6 },
  read: (stored, components) => ({
    stackBy: otherDimension(components, stored['dimension']),
    ...withoutNull(readCategorySettings(stored, components, { limit: 10, most: 40 })),
  }),
  request: buildStackRequest,
  Draw: StackedBars,
  Settings: StackedForm,
  zones: categoryZones,
  accepts: acceptCategoryDrop({ mostMetrics: 1, hasParts: true }),
  caption: (settings: CategorySettings, { columns }: FreeformResult, components) =>
    categoryCaption({ ...settings, metrics: settings.metrics.slice(0, 1) }, components) +
    (columns.length > 1 ? texts.kinds.captionComparedStack : ''),
})

const comparedPart = (part: number): string => `${part}/compared`

/** Another dimension of the data than the one of the bars, to have parts from the beginning. */
function otherDimension(
  { dimensions }: Parameters<typeof findName>[0],
  used: unknown,
): string | null {
  const own = dimensions.filter(({ isStandard, isHidden }) => !isStandard && !isHidden)
  return own.find(({ id }, k) => id !== used && k > 0)?.id ?? null
}

const withoutNull = ({ stackBy, ...rest }: CategorySettings) =>
  stackBy === null ? rest : { ...rest, stackBy }

function StackedForm(props: SettingsProps<CategorySettings>) {
  const { settings, onChange, context } = props
  return (
    <CategoryForm {...props} mostItems={40}>
      <OptionalDimensionField
        label={texts.categories.stackBy}
        context={context}
        value={settings.stackBy}
        onChange={(stackBy) => onChange({ ...settings, stackBy })}
      />
      <ToggleSetting
        label={texts.categories.isPercent}
        value={settings.isPercent}
        onChange={(isPercent) => onChange({ ...settings, isPercent })}
      />
    </CategoryForm>
  )
}

function StackedBars({
  report,
  settings,
  context,
  request,
}: VisualizationProps<FreeformResult, CategorySettings>) {
  const { dimension, stackBy, metrics, limit, isPercent } = settings
  const { components } = context
  const measure = measureOf(components, metrics[0] ?? '')
  const nameOf = ({ item, label }: { item: Item; label: string | undefined }, of: string | null) =>
    printItem(item, of ?? '', label)
  return (
    <CategoryFrame report={report} skeleton="bars">
      {(result) => {
        const nameOfPart = (part: Parameters<typeof nameOf>[0]) =>
          stackBy === null ? measure.name : nameOf(part, stackBy)
        const partOf = (k: number) => ({
          id: String(k),
          color: categoryColor(k),
          draw: 'bar' as const,
          print: measure.print,
        })
        const pairs = stackBy === null ? stacksOfOne(result) : stackPairs(result, limit, MOST_PARTS)
        const act = (series: string, stack: Stack) => {
          const part = pairs.parts.findIndex((_, k) =>
            [String(k), comparedPart(k)].includes(series),
          )
          const own = pairs.parts[part]
          if (own === undefined) return undefined
          const isCompared = series === comparedPart(part)
          const items = [
            { dimension, item: stack.item },
            ...(stackBy === null ? [] : [{ dimension: stackBy, item: own.item }]),
          ]
          return actOnMark(context, request, {
            label: [
              nameOf(stack, dimension),
              ...(stackBy === null ? [] : [nameOf(own, stackBy)]),
            ].join(' › '),
            measure: isCompared ? texts.kinds.compared(measure.name) : measure.name,
            value: measure.print((isCompared ? stack.compared : stack.values)[part]),
            place: {
              row: stackBy === null ? stack.item : [stack.item, own.item],
              column: isCompared ? comparedColumn(measure.id) : measure.id,
            },
            items,
          })
        }
        return (
          <CartesianChart
            label={
              stackBy === null
                ? texts.kinds.by(measure.name, findName(components, dimension))
                : texts.kinds.andBy(
                    measure.name,
                    findName(components, dimension),
                    findName(components, stackBy),
                  )
            }
            positionName={findName(components, dimension)}
            positions={pairs.stacks.map((stack) => {
              const name = nameOf(stack, dimension)
              return { key: JSON.stringify(stack.item), name, tick: name }
            })}
            series={[
              ...pairs.parts.map((part, k) => ({
                ...partOf(k),
                name: nameOfPart(part),
                values: pairs.stacks.map(({ values }) => values[k] ?? null),
              })),
              ...(result.columns.length < 2
                ? []
                : pairs.parts.map((part, k) => ({
                    ...partOf(k),
                    id: comparedPart(k),
                    name: texts.kinds.compared(nameOfPart(part)),
                    look: 'compared' as const,
                    values: pairs.stacks.map(({ compared }) => compared[k] ?? null),
                  }))),
            ]}
            stacking={isPercent ? 'percent' : 'stacked'}
            formats={{ left: measure.format, right: undefined }}
            flags={annotationFlags(context, {
              unit: dimension,
              intervals: pairs.stacks.map(({ item }) => item),
              components: [dimension, measure.id, ...(stackBy === null ? [] : [stackBy])],
            })}
            note={
              leftOut(pairs.stacks.length, pairs.allStacks) ??
              leftOut(pairs.parts.length, pairs.allParts)
            }
            actOn={(series, index) => pairs.stacks[index] && act(series, pairs.stacks[index])}
          />
        )
      }}
    </CategoryFrame>
  )
}

/** Without a second dimension a stack has one part. */
const stacksOfOne = ({ rows, rowCount }: FreeformResult): Stacks => ({
  stacks: rows.map(({ item, label, values }) => ({
    item: item ?? null,
    label,
    values: [values[0] ?? null],
    compared: [values[1] ?? null],
  })),
  parts: [{ item: null, label: undefined }],
  allStacks: rowCount,
  allParts: 1,
})
