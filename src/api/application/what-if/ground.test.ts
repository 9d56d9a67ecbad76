import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../../../test/support/workspace.ts'
import { openSources, type Sources } from '../sources.ts'
import { changeDefinitions } from './change.ts'
import { onGround } from './ground.ts'

let workspace: Workspace
let sources: Sources
let batches: number[]

beforeAll(async () => {
  workspace = await openWorkspace()
  sources = openSources(workspace.throughline.lake, 1)
  await add()
  await workspace.post('apply', [
    { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
  ])
})
afterAll(async () => {
  await sources.close()
  await workspace.close()
})
beforeEach(async () => {
  batches = [await add(), await add(), await add()]
  await workspace.throughline.connections.settled('all')
})

async function add(): Promise<number> {
  const answer = await workspace.post<{ batches: readonly { batch: number }[] }>(
    'datasets/web/rows',
    [{ who: 'ann', ts: '2026-01-01T10:00:00Z' }],
  )
  return answer.batches[0]!.batch
}

/** Events that are found on the ground while some batches are deleted, one each time it is laid. */
async function countWhileDeleting(deletions: number) {
  const { lake, catalog, connections } = workspace.throughline
  const known = await catalog()
  const change = await changeDefinitions(lake, known, known.connection('all'), { datasets: {} })
  let tries = 0
  const events = onGround({ lake, catalog, connections, sources }, change, async ({ before }) => {
    if (tries++ < deletions) {
      await workspace.call('DELETE', `datasets/web/batches/${batches.pop()!}`)
    }
    return before.events
  })
  return { events: await events, tries }
}

it('what is compared while data goes is compared anew', async () => {
  const { events, tries } = await countWhileDeleting(1)
  const { body } = await workspace.call('GET', 'connections/all/status')
  expect([events, tries]).toEqual([body['events'], 2])
})

it('until it is given up', async () => {
  await expect(countWhileDeleting(3)).rejects.toMatchObject({
    code: 'connection/changing',
    params: { id: 'all' },
  })
})
