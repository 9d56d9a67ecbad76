import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getOwn } from '../../../model/own.ts'
import type { JourneyEventResult } from '../../../query/reports/journey-event/request.ts'
import { printFigure } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts/index.ts'
import { itemsOf } from './describe-event.ts'
import { LineList } from './line-list.tsx'
import { Part } from './part.tsx'
import { printLocal } from '../../components/print-local.ts'
import type { PersonView } from './use-person-view.ts'

interface EventValuesProps {
  readonly view: PersonView
  readonly result: JourneyEventResult
}

/** The components of an event, persisted ones with the event that they were set on. */
export function EventValues({ view, result }: EventValuesProps) {
  const { event, number } = result
  const say = texts.people.event
  const { dimensions, metrics } = view.components
  const own = dimensions.filter(
    ({ id, isStandard }) => !isStandard && getOwn(event.dimensions, id) !== undefined,
  )
  const [filled, empty] = [true, false].map((isFilled) =>
    own.filter(({ id }) => itemsOf(event, id).length > 0 === isFilled),
  ) as [typeof own, typeof own]
  const counted = metrics.filter(
    ({ id, isStandard }) => !isStandard && getOwn(event.metrics, id) !== undefined,
  )
  return (
    <>
      <Part title={say.made}>
        <span className={small}>
          {say.session(event.session, event.eventDepth)} · {say.number(number)}
        </span>
        <LineList
          label={say.made}
          lines={filled.map(({ id, name }) => ({
            key: id,
            name,
            value: itemsOf(event, id)
              .map((item) => printItem(item, id))
              .join(', '),
            note: sayOrigin(result, id),
          }))}
        />
        {empty.length > 0 && (
          <span className={subdued}>
            {say.empty}: {empty.map(({ name }) => name).join(', ')}
          </span>
        )}
      </Part>
      <Part title={say.counted}>
        {counted.length === 0 ? (
          <span className={subdued}>{say.notCounted}</span>
        ) : (
          <LineList
            label={say.counted}
            lines={counted.map(({ id, name, format }) => ({
              key: id,
              name,
              value: printFigure(
                getOwn(event.metrics, id),
                format?.type === 'boolean' ? undefined : format,
              ),
            }))}
          />
        )}
      </Part>
    </>
  )
}

/** Since when a persisted value is there; several of a list each for itself. */
function sayOrigin({ event, origins }: JourneyEventResult, id: string): string | undefined {
  const say = texts.people.event
  const found = getOwn(origins, id)
  if (found === undefined) return undefined
  const said = found.map(({ item, time, place, localTime, dataset }) => {
    const isOwn = time === event.time && place === event.place
    const set = isOwn ? say.here : say.set(printLocal(localTime), dataset)
    return found.length > 1 ? `${printItem(item, id)}: ${set}` : set
  })
  return said.join('; ')
}

const small = style({ font: 'ui-sm' })
const subdued = style({ font: 'ui-sm', color: 'neutral-subdued' })
