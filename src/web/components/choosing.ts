import { createContext, use, useId } from 'react'

/** Told which list is opened or closed, by an id of its own. */
type OnChoosing = (list: string, isOpen: boolean) => void

/** What surrounds lists and must not change under a person who chooses from one. */
export const Choosing = createContext<OnChoosing>(() => undefined)

/** For a list: tells what surrounds it whether it is open. */
export function useChoosing(): (isOpen: boolean) => void {
  const list = useId()
  const tell = use(Choosing)
  return (isOpen) => tell(list, isOpen)
}
