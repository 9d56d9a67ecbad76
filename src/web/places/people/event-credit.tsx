import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { getOwn } from '../../../model/own.ts'
import type {
  JourneyEventResult,
  SpreadCredit,
} from '../../../query/reports/journey-event/request.ts'
import type { DataViewDocument } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { printFigure, printPercent } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import type { EventKey } from './event-key.ts'
import { type Line, LineList } from './line-list.tsx'
import { Part } from './part.tsx'
import { printLocal } from '../../components/print-local.ts'
import { useEvent } from './use-event.ts'
import type { JourneyQuestion } from './use-journey.ts'
import type { PersonView } from './use-person-view.ts'

interface EventCreditProps {
  readonly view: PersonView
  readonly question: JourneyQuestion
  readonly event: EventKey
  readonly result: JourneyEventResult
}

const own = 'own'
const lookback = { days: 30 }
const modelNames: Readonly<Record<string, string>> = texts.analyses.attribution.modelNames

/** Which touchpoints have what of a metric on the event. */
export function EventCredit(props: EventCreditProps) {
  const { view, result } = props
  const { components, dataView } = view
  const say = texts.people.event
  const metrics = components.metrics.filter(
    ({ id, isStandard }) => !isStandard && getOwn(result.event.metrics, id) !== undefined,
  )
  const dimensions = components.dimensions.filter(({ isStandard }) => !isStandard)
  const [chosen, choose] = useState(() => ({
    metric: metrics.find(({ id }) => hasOwnModel(dataView, id))?.id ?? metrics[0]?.id ?? '',
    dimension: (dimensions.find(isChannel) ?? dimensions[0])?.id ?? '',
    model: null as string | null,
  }))
  if (metrics.length === 0 || dimensions.length === 0) return null
  const isOwn = hasOwnModel(dataView, chosen.metric)
  const model = chosen.model ?? (isOwn ? own : 'linear')
  const attribution = model === own ? undefined : attributionOf(model)
  return (
    <Part title={model === own ? say.credit : `${say.credit}, ${say.lookback(lookback.days)}`}>
      <Controls>
        <ChoicePicker
          label={say.creditOf}
          value={chosen.metric}
          choices={namesOf(metrics)}
          onChange={(metric) => choose({ ...chosen, metric, model: null })}
        />
        <ChoicePicker
          label={say.among}
          value={chosen.dimension}
          choices={namesOf(dimensions)}
          onChange={(dimension) => choose({ ...chosen, dimension })}
        />
        <ChoicePicker
          label={say.model}
          value={model}
          choices={{ ...(isOwn && { [own]: say.own }), ...modelNames }}
          onChange={(next) => choose({ ...chosen, model: next })}
        />
      </Controls>
      <Spread
        {...props}
        credit={{ metric: chosen.metric, dimension: chosen.dimension, attribution }}
      />
    </Part>
  )
}

function Spread({ view, question, event, credit }: EventCreditProps & { readonly credit: object }) {
  const { result, error, run, isOutdated } = useEvent(question, event, view.status.dataVersion, [
    credit,
  ])
  const say = texts.people.event
  if (error !== null) return <ProblemNotice error={error} onRetry={run} />
  const [spread] = result?.credit ?? []
  if (spread === undefined) return <SkeletonRows />
  if (spread.amount === 0) return <span className={subdued}>{say.noCredit}</span>
  const lines = linesOf(spread, view)
  return (
    <div className={style({ opacity: { default: 1, isOutdated: 0.5 } })({ isOutdated })}>
      {lines.length === 0 ? (
        <span className={subdued}>{say.noTouches}</span>
      ) : (
        <LineList label={say.credit} lines={lines} />
      )}
    </div>
  )
}

function linesOf(spread: SpreadCredit, { components }: PersonView): readonly Line[] {
  const { metric, dimension, touches, items = [], none } = spread
  const say = texts.people.event
  const found = components.metrics.find(({ id }) => id === metric)?.format
  const format = found?.type === 'boolean' ? undefined : found
  return [
    ...touches.map(({ item, credit, share, time, place, localTime }) => ({
      key: `${time} ${place} ${String(item)}`,
      name: printItem(item, dimension),
      value: `${printFigure(credit, format)} · ${printPercent(share)}`,
      note: printLocal(localTime),
    })),
    ...items.map(({ item, credit }) => ({
      key: `item ${String(item)}`,
      name: printItem(item, dimension),
      value: printFigure(credit, format),
      note: say.whenever,
    })),
    ...(none === 0 ? [] : [{ key: 'none', name: say.nobodys, value: printFigure(none, format) }]),
  ]
}

const hasOwnModel = ({ metrics = [] }: DataViewDocument, metric: string): boolean =>
  metrics.some(({ id, attribution }) => id === metric && attribution !== undefined)

const isChannel = ({ id, name }: { readonly id: string; readonly name: string }): boolean =>
  `${id} ${name}`.toLowerCase().includes('channel')

const attributionOf = (model: string) => ({ model, lookback })

const namesOf = (
  all: readonly { readonly id: string; readonly name: string }[],
): Readonly<Record<string, string>> => Object.fromEntries(all.map(({ id, name }) => [id, name]))

const subdued = style({ font: 'ui-sm', color: 'neutral-subdued' })
