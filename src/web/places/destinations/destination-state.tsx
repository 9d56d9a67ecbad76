import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { DestinationStatus } from '../../../model/answers/destinations.ts'
import { printInstant } from '../../components/figures.ts'
import { Status } from '../../components/status.tsx'
import { texts } from '../../texts/index.ts'

const variants = {
  ready: 'positive',
  delivering: 'informative',
  waiting: 'notice',
  stopped: 'negative',
  paused: 'neutral',
  blocked: 'negative',
} as const

type State = Pick<DestinationStatus, 'state' | 'problem' | 'waitsUntil'>

/** A problem that names many fields is told whole on the page of the destination. */
const MOST_LETTERS = 140

const shorten = (text: string): string =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text

/** How a destination is, in words, with what is in the way. */
export const DestinationState = ({ state, problem, waitsUntil }: State) => (
  <span className={style({ display: 'grid' })}>
    <Status variant={variants[state]}>
      {state === 'waiting' && waitsUntil !== null
        ? texts.destinations.waitsUntil(printInstant(Date.parse(waitsUntil)))
        : texts.destinations.states[state]}
    </Status>
    {problem !== null && (
      <span
        className={style({ font: 'ui-xs', color: 'neutral-subdued', overflowWrap: 'anywhere' })}
      >
        {shorten(problem)}
      </span>
    )}
  </span>
)
