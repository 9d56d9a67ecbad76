import { useCallback, useState } from 'react'

/** Something that is open or not. */
export function useOpener() {
  const [isOpen, setIsOpen] = useState(false)
  const open = useCallback(() => setIsOpen(true), [])
  return { isOpen, open, setIsOpen }
}
