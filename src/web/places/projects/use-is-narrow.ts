import { useSyncExternalStore } from 'react'

const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )

/** Whether there is no room for columns side by side. */
export const useIsNarrow = (): boolean => useMedia('(max-width: 768px)')

/** Whether the page is there to be read: nobody works on a project with a thumb. */
export const useIsPhone = (): boolean => useMedia('(max-width: 600px)')
