import type { Call, Protocol, ProtocolRoute, Reading } from '../../collect/index.ts'
import type { Source } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { accepts } from '../application/collection/find-source.ts'

/** A protocol that has a path. */
export interface Spoken {
  readonly protocol: Protocol
  readonly route: ProtocolRoute
}

/** What a call says, in which protocol, to which source. */
export interface Understood {
  readonly protocol: Protocol
  readonly reading: Reading
  readonly source: Source
}

/**
 * Several protocols may have a path: the first that recognises the call and that the source of its key takes.
 * Errors: collect/unreadable, collect/wrong-key, collect/refused.
 */
export function understand(
  spoken: readonly Spoken[],
  call: Call,
  findSource: (key: string | undefined) => Source,
): Understood {
  const candidates = spoken.filter(
    ({ route }) => isMethodOf(route, call) && route.recognises?.(call) !== false,
  )
  let refusing: Source | undefined
  for (const { protocol, route } of candidates) {
    const reading = route.read(call)
    const source = findSource(reading.key)
    if (accepts(source, protocol)) return { protocol, reading, source }
    refusing = source
  }
  throw refuse(spoken, refusing)
}

const isMethodOf = ({ methods }: ProtocolRoute, { method }: Call): boolean =>
  methods.some((each) => each === method)

function refuse(spoken: readonly Spoken[], refusing: Source | undefined): ThroughlineError {
  const names = [...new Set(spoken.map(({ protocol }) => protocol.id))].join(' or ')
  if (refusing === undefined) {
    return new ThroughlineError('collect/unreadable', { reason: `it is no call of ${names}` })
  }
  const takes = refusing.protocols?.join(', ') ?? 'no calls of SDKs'
  const reason = `${refusing.id} takes ${takes}, and this is a call of ${names}`
  return new ThroughlineError('collect/refused', { reason })
}
