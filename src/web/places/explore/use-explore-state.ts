import { useRouter } from '@tanstack/react-router'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { type ExploreState, readExploreState } from './explore-state.ts'

/**
 * What the address says now. The router hands an address on in a transition, which a busy page
 * draws late; a change made meanwhile would be based on the state before and undo the one between.
 */
export function useExploreState(): ExploreState {
  const { history, options } = useRouter()
  const address = useSyncExternalStore(history.subscribe, () => history.location)
  const [shown, setShown] = useState(address)
  const isHere = address.pathname === shown.pathname
  // Another place is on its way: this one stays as it is until then.
  if (isHere && address !== shown) setShown(address)
  const { search } = isHere ? address : shown
  return useMemo(() => readExploreState(options.parseSearch(search)), [options, search])
}
