import type { LiveItem } from '../../../model/answers/sources.ts'

/** What waits to be read by one who watches; what comes beyond that is counted. */
const MOST_UNREAD = 1000

type Send = (event: LiveEvent, item: LiveItem) => Promise<void>

type LiveEvent = 'row' | 'reject' | 'beyond-columns' | 'left-out'

/** Hands on what arrives as fast as it is read. Whoever reads slowly is told how many items were left out. */
export function showLive(send: Send): (item: LiveItem) => void {
  let unread = 0
  let leftOut = 0

  async function hand(item: LiveItem): Promise<void> {
    unread += 1
    await send(eventOf(item), item).catch(() => undefined)
    unread -= 1
    if (unread > 0 || leftOut === 0) return
    const told = leftOut
    leftOut = 0
    await hand({ at: new Date().toISOString(), leftOut: told })
  }

  return (item) => {
    if (unread < MOST_UNREAD) void hand(item)
    else leftOut += 1
  }
}

function eventOf({ reject, beyond, leftOut }: LiveItem): LiveEvent {
  if (reject) return 'reject'
  if (beyond) return 'beyond-columns'
  return leftOut === undefined ? 'row' : 'left-out'
}
