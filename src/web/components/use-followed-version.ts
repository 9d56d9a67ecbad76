import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/**
 * The version of the data that reports are asked of. It goes on to the latest one when all answers of the one
 * before are there: data that changes faster than reports answer cancels none of them.
 */
export function useFollowedVersion(latest: number | null): number | null {
  const client = useQueryClient()
  const [followed, setFollowed] = useState(latest)
  const isBehind = followed !== null && latest !== followed
  useEffect(() => {
    if (!isBehind) return
    const goOn = () => {
      if (client.isFetching({ queryKey: ['report', followed] }) === 0) setFollowed(latest)
    }
    goOn()
    return client.getQueryCache().subscribe(goOn)
  }, [client, isBehind, followed, latest])
  // Nothing is asked before there is data.
  if (followed === null && latest !== null) setFollowed(latest)
  return followed ?? latest
}
