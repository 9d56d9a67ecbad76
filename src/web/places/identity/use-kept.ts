import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useDelayed } from '../../components/use-delayed.ts'
import type { SimulationSearch } from './search.ts'

/** The page stays where it is scrolled to. */
export const inPlace = { hash: true, resetScroll: false, hashScrollIntoView: false } as const

/** Keeps a part of the simulation in the address, once it has settled; none where it is undefined. */
export function useKept<K extends keyof SimulationSearch>(
  name: K,
  value: SimulationSearch[K],
): void {
  const navigate = useNavigate()
  const { history } = useRouter()
  const settled = useDelayed(value, 500)
  useEffect(() => {
    // Another place may be on its way already.
    if (history.location.pathname !== '/identity') return
    void navigate({
      to: '/identity',
      search: ({ [name]: _, ...rest }) => ({
        ...rest,
        ...(settled !== undefined && { [name]: settled }),
      }),
      replace: true,
      ...inPlace,
    })
  }, [name, settled, navigate, history])
}
