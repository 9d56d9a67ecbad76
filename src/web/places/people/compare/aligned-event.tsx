import type { ComponentProps } from 'react'
import type { JourneyEvent } from '../../../../query/reports/journey/request.ts'
import { describeEvent } from '../describe-event.ts'
import { EventRow } from '../event-row.tsx'
import type { PersonView } from '../use-person-view.ts'
import type { Side } from './align-events.ts'
import { SideMark } from './side-name.tsx'

type RowProps = Pick<
  ComponentProps<typeof EventRow>,
  'marks' | 'isOpen' | 'isStop' | 'takeButton' | 'onOpen' | 'hasDay'
>

interface AlignedEventProps extends RowProps {
  readonly view: PersonView
  readonly side: Side
  readonly event: JourneyEvent
  /** The event before it in the same journey. */
  readonly before: JourneyEvent | undefined
  /** Whether it is not seen from its column whose it is. */
  readonly hasSide: boolean
}

/** An event of one of two people. */
export const AlignedEvent = ({ view, side, event, before, hasSide, ...row }: AlignedEventProps) => (
  <EventRow
    {...row}
    event={event}
    line={describeEvent(event, before, view.components)}
    hue={view.status.datasets.findIndex(({ dataset }) => dataset === event.dataset)}
    {...(hasSide && { lead: <SideMark side={side} /> })}
  />
)
