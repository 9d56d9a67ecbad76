import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { ItemsPreview, TopItems } from '../../../model/answers/previews.ts'
import type { NumberFormat } from '../../../model/format.ts'
import type { Figure } from '../../../model/result.ts'
import { Card } from '../../components/card.tsx'
import { ComponentPicker } from '../../components/component-picker.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { type ComponentPlace, findComponent, settingsOf } from './component-list.ts'
import { compareItems, useItemsPreview } from './use-items-preview.ts'
import { componentGroups, sharedSettings, useShownView } from './view-context.ts'

const words = texts.dataViewPage

interface ItemsPreviewCardProps {
  readonly place: ComponentPlace
}

/** The ten top items as they are and as they would be; of a metric those that it is highest for. */
export function ItemsPreviewCard({ place }: ItemsPreviewCardProps) {
  const editing = useShownView()
  const { document } = editing.draft
  const [chosen, setBy] = useState('')
  const groups = componentGroups(editing, 'dimensions')
  const choices = groups.flatMap((group) => group.choices)
  const by = (choices.find(({ id }) => id === chosen) ?? choices[0])?.id ?? ''
  const isMetric = place.list === 'metrics'
  const dimension = isMetric ? by : place.id
  const shown = useItemsPreview(document, { dimension, metric: isMetric ? place.id : undefined })
  const { preview, error, isOutdated, retry } = shown
  return (
    <div className={style({ position: { default: 'static', lg: 'sticky' }, top: 8, minWidth: 0 })}>
      <Card title={words.preview}>
        {isMetric && (
          <ComponentPicker label={words.previewBy} groups={groups} value={by} onChange={setBy} />
        )}
        <div aria-live="polite" aria-busy={isOutdated} className={content({ isOutdated })}>
          {error && !isOutdated && <ProblemNotice error={error} onRetry={retry} />}
          {!error && preview === undefined && <SkeletonRows />}
          {preview && !error && (
            <Compared
              preview={preview}
              dimension={dimension}
              metric={isMetric ? place : undefined}
            />
          )}
        </div>
      </Card>
    </div>
  )
}

interface ComparedProps {
  readonly preview: ItemsPreview
  readonly dimension: string
  readonly metric: ComponentPlace | undefined
}

function Compared({ preview: { before, after }, dimension, metric }: ComparedProps) {
  const format = useFormat(metric)
  const figureOf = (figures: Pick<TopItems, 'events' | 'value'>): Figure | undefined =>
    metric === undefined ? figures.events : figures.value
  const print = (figure: Figure | undefined) =>
    figure === undefined ? noFigure : printFigure(figure, format)
  const items = compareItems(before, after, figureOf)
  return (
    <>
      <p className={style({ font: 'ui-sm', margin: 0 })}>
        {before === undefined
          ? words.itemsAfter(printFigure(after.count))
          : words.itemsBeforeAfter(printFigure(before.count), printFigure(after.count))}
      </p>
      <DataTable
        label={words.preview}
        rows={[
          {
            key: 'total',
            text: words.total,
            before: before && figureOf(before),
            after: figureOf(after),
          },
          ...items.map(({ key, item, label, ...figures }) => ({
            key,
            text: printItem(item, dimension, label),
            ...figures,
          })),
        ]}
        keyOf={({ key }) => key}
        columns={[
          { name: words.item, cell: ({ text }) => text },
          ...(before === undefined
            ? []
            : [
                {
                  name: words.before,
                  isNumber: true,
                  cell: (row: { readonly before?: Figure | undefined }) => print(row.before),
                },
              ]),
          { name: words.after, isNumber: true, cell: (row) => print(row.after) },
        ]}
      />
      <p className={style({ font: 'ui-xs', color: 'neutral-subdued', margin: 0 })}>
        {metric === undefined ? words.countedEvents : words.countedMetric}
      </p>
    </>
  )
}

/** How the metric's numbers are displayed in the draft. */
function useFormat(metric: ComponentPlace | undefined): NumberFormat | undefined {
  const { draft, shared } = useShownView()
  const component = metric && findComponent(draft.document, metric)
  if (component === undefined) return undefined
  return settingsOf(component, sharedSettings(shared))['format'] as NumberFormat | undefined
}

const content = style({
  display: 'grid',
  gap: 8,
  minWidth: 0,
  opacity: { default: 1, isOutdated: 0.6 },
})
