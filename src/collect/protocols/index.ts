import type { Protocol } from '../protocol.ts'
import { adobe } from './adobe.ts'
import { amplitude } from './amplitude.ts'
import { countly } from './countly.ts'
import { ga4 } from './ga4.ts'
import { jitsu } from './jitsu.ts'
import { matomo } from './matomo.ts'
import { mixpanel } from './mixpanel.ts'
import { openpanel } from './openpanel.ts'
import { plausible } from './plausible.ts'
import { posthog } from './posthog.ts'
import { rudderstack } from './rudderstack.ts'
import { segment } from './segment.ts'
import { snowplow } from './snowplow.ts'
import { umami } from './umami.ts'

/** Every protocol; where several have a path, the first that recognises a call reads it. */
export const protocols: readonly Protocol[] = [
  segment,
  rudderstack,
  jitsu,
  posthog,
  snowplow,
  amplitude,
  mixpanel,
  matomo,
  plausible,
  openpanel,
  umami,
  countly,
  adobe,
  ga4,
]
