import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { readSpaceGraphs } from '../../../test/support/space-graphs.ts'
import { createDataset } from '../../lake/datasets/index.ts'
import { openLake } from '../../lake/open-lake.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { refreshSpace } from './refresh.ts'
import { bundleScript } from '../../../test/support/bundle-script.ts'

const definition = {
  kind: 'identity-space',
  id: 'people',
  namespaces: [{ id: 'user', unique: true }, { id: 'email' }, { id: 'device', device: true }],
}
const names = ['user', 'email', 'device']
const feeds = [{ dataset: 'web', identities: names.map((field) => ({ field, namespace: field })) }]
const merged = ['email:b', 'email:c']
const at = (minute: number) => `2026-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`

let test: TestLake
let original: string

interface Run {
  readonly isWhole: boolean
  /** What readers saw before, and at the end where it came to that. */
  readonly seen: readonly string[]
}

async function runChild(killAt: number): Promise<Run> {
  const file = await bundleScript('test/support/refresh-space-in-child.ts')
  const words = [definition, feeds, merged].map((each) => JSON.stringify(each))
  const args = [file, test.dir, ...words, String(killAt)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const told = await text(child.stdout)
  const [code] = (await ended) as [number | null]
  if (code !== null && code !== 0) throw new Error(`the child failed with ${code}`)
  return { isWhole: code === 0, seen: told.trim().split('\n') }
}

describe('a refresh and a merge that are killed', () => {
  beforeAll(async () => {
    test = await openTestLake()
    const fields = { ts: 'timestamp', user: 'string', email: 'string', device: 'string' } as const
    await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
    await addBatch(test.lake, 'web', [
      { ts: at(0), user: 'u1', device: 'd1' },
      { ts: at(1), email: 'a', device: 'd1' },
      { ts: at(2), email: 'b', device: 'd2' },
    ])
    const space = parseDefinitionAs('identity-space', definition)
    original = await readSpaceGraphs(test.lake, await refreshSpace(test.lake, space, feeds))
    await addBatch(test.lake, 'web', [
      { ts: at(3), user: 'u2', device: 'd1' },
      { ts: at(4), email: 'c', device: 'd3' },
    ])
    await test.lake.close()
  })
  afterAll(() => rm(test.dir, { recursive: true, force: true }))

  it('at each of their writes leave the state before or the one after, and come to what is built from scratch', async () => {
    const seen = new Set<string>()
    let killAt = 1
    for (; killAt < 60; killAt++) {
      const run = await runChild(killAt)
      run.seen.forEach((each) => seen.add(each))
      if (run.isWhole) break
    }
    expect(killAt).toBeGreaterThan(8)
    const lake = await openLake(test.dir)
    const other = { ...definition, guard: { people: 999 } }
    const scratch = await refreshSpace(lake, parseDefinitionAs('identity-space', other), feeds)
    const whole = await readSpaceGraphs(lake, scratch)
    const states = [...seen]
    expect(states[0]).toBe(original)
    expect(states.at(-1)).toBe(whole)
    // Before, after the refresh, and after the merge: readers see nothing else.
    expect(states.length).toBeLessThanOrEqual(3)
    await lake.close()
  }, 600_000)
})
