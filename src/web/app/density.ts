import { useLayoutEffect } from 'react'
import './density.css'
import { storeChoice } from './stored-choice.ts'

/** How much room controls and rows have. */
export const density = storeChoice('density', ['compact', 'comfortable'])

/** Gives the page the room that was chosen in this browser. */
export function useDensity(): void {
  const [chosen] = density.use()
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = chosen
  }, [chosen])
}
