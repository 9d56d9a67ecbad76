import { StatusLight } from '@react-spectrum/s2/StatusLight'
import { texts } from '../../texts/index.ts'

const variants = {
  ready: 'positive',
  paused: 'neutral',
  expired: 'neutral',
  failed: 'negative',
} as const

/** How an alert or a schedule is, in a word. */
export const JobState = ({ state }: { readonly state: keyof typeof variants }) => (
  <StatusLight size="S" variant={variants[state]}>
    {texts.notices.states[state]}
  </StatusLight>
)
