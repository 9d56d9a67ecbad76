import { openThroughline } from '../../src/api/index.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { type CrashAction, crashActions, preparations } from './crash-actions.ts'

// Does something to a workspace in a process of its own, which kills itself at the n-th write to the lake, or of an audience:
// before it, or behind it; or waits to be killed, once it has said that it begins. Arguments: folder, action,
// number, `before`, `behind` or `ms`.
const [, , dataDir = '', action = '', number = '0', moment = 'before'] = process.argv
const throughline = await openThroughline({ dataDir, threads: 1 })
await preparations[action]?.(throughline)
let left = Number(number)

function killAround<Args extends readonly unknown[]>(write: (...args: Args) => Promise<void>) {
  return async (...args: Args): Promise<void> => {
    if (moment !== 'ms') left -= 1
    // Others may begin before this one is done.
    const isLast = left === 0
    if (isLast && moment === 'before') process.kill(process.pid, 'SIGKILL')
    await write(...args)
    if (isLast && moment === 'behind') process.kill(process.pid, 'SIGKILL')
  }
}

const lake: LakeClient = throughline.lake
lake.command = killAround(lake.command.bind(lake))
lake.commandAside = killAround(lake.commandAside.bind(lake))
lake.insertBytes = killAround(lake.insertBytes.bind(lake))
const { audiences } = throughline.store
audiences.write = killAround(audiences.write.bind(audiences))
console.log('begins')
await crashActions[action as CrashAction](throughline)
console.log('done')
await throughline.close()
