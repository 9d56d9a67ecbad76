import type { Protocol } from '../protocol.ts'
import { amplitude } from './amplitude.ts'
import { jitsu } from './jitsu.ts'
import { mixpanel } from './mixpanel.ts'
import { posthog } from './posthog.ts'
import { rudderstack } from './rudderstack.ts'
import { segment } from './segment.ts'
import { snowplow } from './snowplow.ts'

/** Every protocol; where several have a path, the first that recognises a call reads it. */
export const protocols: readonly Protocol[] = [
  segment,
  rudderstack,
  jitsu,
  posthog,
  snowplow,
  amplitude,
  mixpanel,
]
