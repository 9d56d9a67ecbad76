import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitionKindNames } from '../src/model/definitions/index.ts'
import { reportKindNames, reportKinds } from '../src/query/reports/index.ts'
import { parseRequest } from '../src/query/reports/parse-request.ts'
import { exampleKinds, openExamples } from './support/examples.ts'
import type { Workspace } from './support/workspace.ts'

const reportFolder = join(import.meta.dirname, '../src/query/reports')

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
let workspace: Workspace

beforeAll(async () => {
  workspace = await openExamples()
})
afterAll(() => workspace.close())

/** What depends on the run is left out. */
function settled(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(settled)
  const { meta, ...rest } = result as { meta: Record<string, unknown> }
  const { elapsedMs: _, dataVersion: __, explanation, ...kept } = meta
  if (explanation === undefined) return { ...rest, meta: kept }
  const { dataVersion: ___, ...explained } = explanation as Record<string, unknown>
  return { ...rest, meta: { ...kept, explanation: explained } }
}

/** UPDATE_EXAMPLES=1 writes the results of new examples, to be read before they are kept. */
function expected(kind: string, result: unknown): unknown {
  const path = join(reportFolder, kind, 'example-result.json')
  if (process.env['UPDATE_EXAMPLES'] && !existsSync(path)) {
    writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`)
  }
  return readJson(path)
}

describe('the examples', () => {
  it('have one file per kind of definition', () => {
    expect([...exampleKinds].sort()).toEqual([...definitionKindNames].sort())
  })

  it.each(reportKindNames)('of %s are valid requests', (kind) => {
    const requests = [reportKinds[kind].example].flat()
    expect(requests.map((request) => parseRequest(request).kind)).toContain(kind)
  })

  it.each(reportKindNames)('of %s give the result beside them', async (kind) => {
    const result = settled(await workspace.post('reports', reportKinds[kind].example))
    expect(result).toEqual(expected(kind, result))
  })

  it.each(reportKindNames)('of %s can be explained', async (kind) => {
    const found = [await workspace.post('reports/explain', reportKinds[kind].example)].flat()
    expect(found).toEqual(found.map(() => expect.objectContaining({ plan: expect.any(Array) })))
  })

  it('put aside what cannot be counted, with the reason', async () => {
    const [batch] = await workspace.throughline.datasets.batches('web')
    expect(batch).toMatchObject({ read: 23, added: 22, skipped: { 'unreadable-time': 1 } })
    const status = await workspace.throughline.connections.status('all')
    const web = status.datasets.find(({ dataset }) => dataset === 'web')
    expect(web).toMatchObject({ rows: 21, missingPerson: 1 })
  })
})
