import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cellPattern } from './cell-pattern.ts'
import type { LakeClient } from './client.ts'
import { openLake } from './open-lake.ts'
import { sql, value } from './sql.ts'

let folder: string
let lake: LakeClient
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cells-'))
  lake = await openLake(folder, { durability: 'memory' })
})
afterAll(async () => {
  await lake.close()
  await rm(folder, { recursive: true })
})

async function has(text: string, ids: readonly string[]): Promise<boolean> {
  const pattern = value(cellPattern(ids), 'String')
  const [found] = await lake.query<{ n: number }>(
    sql`SELECT toUInt8(match(${value(text, 'String')}, ${pattern})) AS n`,
  )
  return found!.n === 1
}

it.each([
  ['ann@x.io', 'ann@x.io'],
  ['ann@x.io', '1,"ann@x.io",2'],
  ['ann@x.io', '1; ann@x.io ;2'],
  ['ann@x.io', 'v=2&uid=ann%40x.io&sr=1'],
  ['ann@x.io', 'data=%7B%22id%22%3A%22ann%40x.io%22%7D'],
  ['ann@x.io', String.raw`"{\"id\":\"ann@x.io\"}"`],
  ['ann@x.io', String.raw`{"id":"ann\u0040x.io"}`],
  ['42', '{"user_id":42}'],
  ['42', '{"ids":[41,42]}'],
  ['a/b', String.raw`{"id":"a\/b"}`],
  ['Zoë Ö', String.raw`{"id":"Zo\u00eb \u00D6"}`],
  ['Zoë Ö', 'id=Zo%C3%AB+%c3%96'],
  ['😀', String.raw`{"id":"\ud83d\ude00"}`],
  ['say "hi"', '1,"say ""hi""",2'],
  ['say "hi"', String.raw`{"id":"say \"hi\""}`],
  [String.raw`back\slash`, String.raw`{"id":"back\\slash"}`],
])('finds %s in %s', async (id, text) => {
  expect(await has(text, ['other', id])).toBe(true)
})

it.each([[[]], [['']]])('matches nothing for %j', async (ids: string[]) => {
  for (const text of ['', '""', '1,,2', '{"id":""}']) expect(await has(text, ids)).toBe(false)
})

it.each([
  ['ann@x.io', 'joann@x.io'],
  ['ann@x.io', '{"id":"ann@x.io.uk"}'],
  ['ann@x.io', 'ann@xxio'],
  ['42', '{"user_id":420,"price":4.2}'],
  ['Bob', '1,Bob Smith,2'],
  ['bob', '1,Bob,2'],
])('does not take %s for what is in %s', async (id, text) => {
  expect(await has(text, [id])).toBe(false)
})
