import { Kysely, type LogEvent, sql } from 'kysely'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextRound } from 'node:timers/promises'
import { beforeEach, expect, it } from 'vitest'
import { letOthersIn } from '../model/let-others-in.ts'
import { writeRows } from './select-rows.ts'
import { createSqliteDialect } from './sqlite.ts'

interface Numbers {
  readonly numbers: { readonly n: number }
}

let db: Kysely<Numbers>
let asked: LogEvent[]
beforeEach(async () => {
  // Beside the project: where temporary files may lie in memory, no commit waits.
  const disk = join(import.meta.dirname, '../../build')
  mkdirSync(disk, { recursive: true })
  const folder = mkdtempSync(join(disk, 'sqlite-'))
  asked = []
  const log = (event: LogEvent) => void asked.push(event)
  db = new Kysely<Numbers>({ dialect: await createSqliteDialect(join(folder, 'a.sqlite')), log })
  await db.schema
    .createTable('numbers')
    .addColumn('n', 'integer', (n) => n.primaryKey())
    .execute()
  return async () => {
    await db.destroy()
    rmSync(folder, { recursive: true })
  }
})

const numbers = async () =>
  (await db.selectFrom('numbers').select('n').orderBy('n').execute()).map(({ n }) => n)

/** Counts rounds of the event loop until it is told to stop. */
function countRounds(): () => number {
  let rounds = 0
  let isCounting = true
  void (async () => {
    for (; isCounting; rounds++) await nextRound()
  })()
  return () => {
    isCounting = false
    return rounds
  }
}

it('others are let in between statements, however many there are', async () => {
  const stop = countRounds()
  const statements = 40
  for (let i = 0; i < statements; i++) {
    const until = performance.now() + 10
    while (performance.now() < until) await sql`SELECT 1`.execute(db)
  }
  expect(stop()).toBeGreaterThan(statements / 4)
})

it('within a transaction, too', async () => {
  const stop = countRounds()
  await db.transaction().execute(async (transaction) => {
    const until = performance.now() + 300
    while (performance.now() < until) await sql`SELECT 1`.execute(transaction)
  })
  expect(stop()).toBeGreaterThan(10)
})

/** Of what begins when others have just been let in. */
async function countRoundsOf(work: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + 20
  while (performance.now() < until);
  await letOthersIn()
  const stop = countRounds()
  await work()
  return stop()
}

it.each([
  ['of a transaction', (n: number) => db.transaction().execute((own) => insert(own, n))],
  ['of a statement alone', (n: number) => insert(db, n)],
])('others go on while a commit %s waits for the disk', async (_, write) => {
  // A disk may be done with one before a round is.
  const rounds: number[] = []
  for (const n of [1, 2, 3, 4, 5]) rounds.push(await countRoundsOf(() => write(n)))
  expect(Math.max(...rounds)).toBeGreaterThan(0)
  expect(await numbers()).toEqual([1, 2, 3, 4, 5])
})

const insert = (own: Kysely<Numbers>, n: number) =>
  own.insertInto('numbers').values({ n }).executeTakeFirstOrThrow()

it('nothing is left of a transaction or a statement that fails', async () => {
  await insert(db, 1)
  const failing = db.transaction().execute(async (own) => {
    await insert(own, 2)
    await insert(own, 1)
  })
  await expect(failing).rejects.toThrow(/UNIQUE/)
  await expect(insert(db, 1)).rejects.toThrow(/UNIQUE/)
  await insert(db, 3)
  expect(await numbers()).toEqual([1, 3])
})

it('says how many rows a statement changed', async () => {
  expect(await insert(db, 1)).toEqual({ insertId: 1n, numInsertedOrUpdatedRows: 1n })
  const again = db.insertInto('numbers').values({ n: 1 })
  const ignored = again.onConflict((conflict) => conflict.doNothing())
  expect((await ignored.executeTakeFirst()).numInsertedOrUpdatedRows).toBe(0n)
  expect((await db.deleteFrom('numbers').executeTakeFirst()).numDeletedRows).toBe(1n)
})

it('who wants the connection gets it in the order of asking', async () => {
  const order: string[] = []
  const change = (name: string) =>
    db.transaction().execute(async (own) => {
      await sql`SELECT 1`.execute(own)
      await nextRound()
      order.push(name)
    })
  await Promise.all(['a', 'b', 'c', 'd'].map(change))
  expect(order).toEqual(['a', 'b', 'c', 'd'])
})

it('is closed when what was begun is done', async () => {
  const begun = db.transaction().execute(async (own) => {
    await insert(own, 1)
    await nextRound()
    await insert(own, 2)
  })
  await nextRound()
  await db.destroy()
  await begun
})

it('others go on while many rows are written', async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => [n * n] as const)
  await letOthersIn()
  const stop = countRounds()
  const write = (own: Kysely<Numbers>) =>
    writeRows(own, ['integer'], rows, (some) => sql`INSERT INTO numbers (n) ${some}`)
  await db.transaction().execute(write)
  const writing = asked.filter(({ query }) => query.sql.startsWith('INSERT'))
  expect(stop()).toBeGreaterThan(writing.length)
  expect(await numbers()).toHaveLength(20_000)
})

it('a change of many rows says how many they were, and leaves nothing behind', async () => {
  const many = JSON.stringify(Array.from({ length: 3000 }, (_, n) => n))
  const written = await sql`INSERT INTO numbers (n) SELECT value FROM json_each(${many})`.execute(
    db,
  )
  expect(written.numAffectedRows).toBe(3000n)
  const gone = await sql`DELETE FROM numbers WHERE n IN (SELECT value FROM json_each(${many}))
    AND n >= ${1000}`.execute(db)
  expect(gone.numAffectedRows).toBe(2000n)
  const { rows } = await db
    .transaction()
    .execute((own) => sql`SELECT value FROM temp.big_parameters`.execute(own))
  expect(rows).toEqual([])
})

it('a change of many rows that fails ends as any other does', async () => {
  await insert(db, 7)
  const many = JSON.stringify(Array.from({ length: 3000 }, (_, n) => n))
  const write = sql`INSERT INTO numbers (n) SELECT value FROM json_each(${many})`.execute(db)
  await expect(write).rejects.toThrow(/UNIQUE/)
  expect(await numbers()).toEqual([7])
})

it('who only reads waits for nobody, and sees what is committed', async () => {
  await insert(db, 1)
  await db.transaction().execute(async (own) => {
    await insert(own, 2)
    expect(await numbers()).toEqual([1])
  })
  expect(await numbers()).toEqual([1, 2])
})
