import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { countTurns } from '../../../test/support/turns.ts'
import { readLines, sealLines } from './line.ts'

const lines = Array.from({ length: 20_000 }, (_, i) => JSON.stringify({ i, text: 'ö'.repeat(300) }))

it('many lines are sealed in parts, and read as they were', async () => {
  let pieces: readonly Buffer[] = []
  const turns = await countTurns(async () => {
    pieces = await sealLines(lines)
  })
  expect(turns).toBeGreaterThan(20)
  const folder = await mkdtemp(join(tmpdir(), 'throughline-lines-'))
  const path = join(folder, 'a.calls')
  await writeFile(path, Buffer.concat(pieces))
  expect(await readLines(path)).toEqual(lines)
  await rm(folder, { recursive: true })
})
