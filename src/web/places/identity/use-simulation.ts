import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { IdentitySimulation } from '../../../model/answers/identity.ts'
import type { SimulationEvent } from '../../../model/identity-simulation.ts'
import type { EventLine } from '../../../model/event-lines.ts'
import { type IdentityRulesDocument, simulate } from '../../api/index.ts'

interface Asked {
  readonly rules: IdentityRulesDocument
  readonly events: readonly EventLine[]
}

export interface Answered extends Asked {
  readonly answer: IdentitySimulation
}

/** The latest answer together with what it was asked for. */
export function useSimulation(asked: string, isBroken: boolean) {
  const { rules, events } = useMemo(() => JSON.parse(asked) as Asked, [asked])
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['identity-simulation', asked],
    queryFn: async ({ signal }): Promise<Answered> => {
      const body = { settings: rules, events: events.map(toEvent) }
      return { rules, events, answer: await simulate(body, signal) }
    },
    staleTime: Number.POSITIVE_INFINITY,
    enabled: !isBroken && events.length > 0,
    placeholderData: keepPreviousData,
  })
  return {
    answered: events.length === 0 && !isBroken ? undefined : data,
    error,
    isOutdated: isBroken || isPlaceholderData,
    retry: () => void refetch(),
  }
}

const toEvent = ({ time, ids }: EventLine): SimulationEvent => ({
  ids: [...ids],
  ...(time !== undefined && { time }),
})
