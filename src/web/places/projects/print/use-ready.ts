import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { texts } from '../../../texts/index.ts'

/** What is asked next is asked by then, and drawings have taken their room. */
const QUIET_MS = 400

/** True for good once everything that was asked has come, has been drawn, and has its typeface. */
export function useReady(): boolean {
  const [isReady, setReady] = useState(false)
  const fetching = useIsFetching()
  useEffect(() => {
    if (isReady || fetching > 0) return
    const look = () => {
      if (isLoading()) timer = setTimeout(look, QUIET_MS)
      else void document.fonts.ready.then(() => setReady(true))
    }
    let timer = setTimeout(look, QUIET_MS)
    return () => clearTimeout(timer)
  }, [isReady, fetching])
  return isReady
}

const isLoading = (): boolean =>
  document.querySelector(
    `.paper [aria-busy="true"], .paper [aria-label="${CSS.escape(texts.report.loading)}"]`,
  ) !== null
