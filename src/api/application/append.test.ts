import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../../test/support/workspace.ts'
import { tableName } from '../../lake/datasets/tables.ts'
import { LakeError, type Retry } from '../../model/errors.ts'

let workspace: Workspace
beforeEach(async () => {
  workspace = await openWorkspace()
  const fields = { ts: 'timestamp', id: 'string' }
  const settings = { type: 'event', timestamp: 'ts', rowId: 'id', fields }
  await workspace.post('apply', { kind: 'dataset', id: 'web', ...settings })
})
afterEach(() => workspace.close())

const rows = ['a', 'b'].map((id) => ({ ts: '2026-01-01T10:00:00.000Z', id }))

/** From now on the lake takes no rows as they are. */
function refuseRows(retry: Retry): void {
  const { lake } = workspace.throughline
  const insert = lake.insertBytes.bind(lake)
  lake.insertBytes = async (table, ...rest) => {
    if (table === tableName('web')) throw new LakeError('refused', { retry })
    return insert(table, ...rest)
  }
}

const listRows = async () =>
  (await workspace.throughline.datasets.batches('web')).map(({ source, added }) => [source, added])

it('rows are appended to one batch, once', async () => {
  const { datasets } = workspace.throughline
  await datasets.append('web', rows)
  await datasets.append('web', [...rows, { ...rows[0]!, id: 'c' }])
  expect(await listRows()).toEqual([['collected', 3]])
})

it('rows that the lake never takes as they are go through an import', async () => {
  refuseRows('never')
  await workspace.throughline.datasets.append('web', rows)
  expect(await listRows()).toContainEqual(['rows.json', 2])
})

it('rows that it would take later wait', async () => {
  refuseRows('later')
  const appending = workspace.throughline.datasets.append('web', rows)
  await expect(appending).rejects.toThrow('refused')
  expect((await listRows()).filter(([, added]) => added !== 0)).toEqual([])
})
