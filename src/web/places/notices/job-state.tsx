import { Status } from '../../components/status.tsx'
import { texts } from '../../texts/index.ts'

const variants = {
  ready: 'positive',
  paused: 'neutral',
  expired: 'neutral',
  failed: 'negative',
} as const

/** How an alert or a schedule is, in a word. */
export const JobState = ({ state }: { readonly state: keyof typeof variants }) => (
  <Status variant={variants[state]}>{texts.notices.states[state]}</Status>
)
