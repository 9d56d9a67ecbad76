import { parseDefinitionAs } from '../../src/model/definitions/index.ts'
import {
  dropSpaceLeftovers,
  editSpace,
  loadSpace,
  refreshSpace,
  wishMerge,
} from '../../src/identity/space/index.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { openLake } from '../../src/lake/open-lake.ts'
import { readSpaceGraphs } from './space-graphs.ts'

/**
 * Refreshes a space and merges two of its people in a process that kills itself in the place of one of its writes.
 * Tells what readers saw before, and at the end. Arguments: directory, definition, feeds, ids, number of the write.
 */
const [, , dir = '', definition = '', feeds = '', ids = '', last = ''] = process.argv
const lake = await openLake(dir)
const space = parseDefinitionAs('identity-space', JSON.parse(definition))
await dropSpaceLeftovers(lake)

const tell = async () => {
  const state = await loadSpace(lake, space.id)
  console.log(state === null ? 'nothing' : await readSpaceGraphs(lake, state))
}

let writes = 0
const { kind, durability, scratchDir, queue, memory } = lake
const killing: LakeClient = {
  ...{ kind, durability, scratchDir, queue, memory },
  query: (statement) => lake.query(statement),
  bytes: (statement, format) => lake.bytes(statement, format),
  command: counting((...given: Parameters<LakeClient['command']>) => lake.command(...given)),
  commandAside: counting((...given: Parameters<LakeClient['commandAside']>) =>
    lake.commandAside(...given),
  ),
  insertBytes: counting((...given: Parameters<LakeClient['insertBytes']>) =>
    lake.insertBytes(...given),
  ),
  tableAside: (name) => lake.tableAside(name),
  pathAside: (name) => lake.pathAside(name),
  insertAside: (...given) => lake.insertAside(...given),
  close: () => lake.close(),
}

function counting<A extends unknown[]>(write: (...given: A) => Promise<void>) {
  return (...given: A) => {
    writes += 1
    if (writes === Number(last)) process.kill(process.pid, 'SIGKILL')
    return write(...given)
  }
}

await tell()
await refreshSpace(killing, space, JSON.parse(feeds))
await editSpace(killing, space.id, wishMerge(JSON.parse(ids)), {
  author: 'test',
  note: '',
  isPreview: false,
})
await tell()
await lake.close()
