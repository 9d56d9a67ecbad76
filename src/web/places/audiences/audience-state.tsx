import type { AudienceStatus } from '../../../model/answers/audiences.ts'
import { Status } from '../../components/status.tsx'
import { texts } from '../../texts/index.ts'

const variants = {
  'never-run': 'neutral',
  ready: 'positive',
  running: 'informative',
  paused: 'neutral',
  failed: 'negative',
  expired: 'neutral',
} as const

/** How an audience is, in a word. */
export const AudienceState = ({ state }: Pick<AudienceStatus, 'state'>) => (
  <Status variant={variants[state]}>{texts.audiences.states[state]}</Status>
)
