import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { readFormula } from '../../src/query/formula/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'

/** A kind of database that stores are kept in. */
export interface StoreKind {
  readonly name: string
  readonly isReachable: boolean
  /** Whether each of many runs may have its own. */
  readonly isCheap: boolean
  /** An empty store of its own, and what takes it away again. */
  readonly open: () => Promise<{ readonly store: Store; readonly drop: () => Promise<void> }>
}

const server = 'postgres://root@127.0.0.1:5432'

async function run(statement: string): Promise<void> {
  const client = new pg.Client(`${server}/test`)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const answers = await run('SELECT 1').then(
  () => true,
  () => false,
)

/** Each that tests of the store run on. */
export const storeKinds: readonly StoreKind[] = [
  {
    name: 'SQLite',
    isReachable: true,
    isCheap: true,
    async open() {
      const store = await openStore(':memory:', readFormula)
      return { store, drop: () => store.close() }
    },
  },
  {
    name: 'PostgreSQL at 127.0.0.1:5432',
    isReachable: answers,
    isCheap: false,
    async open() {
      const database = `throughline_${randomUUID().replaceAll('-', '')}`
      await run(`CREATE DATABASE ${database}`)
      const store = await openStore(`${server}/${database}`, readFormula)
      const drop = async () => {
        await store.close()
        await run(`DROP DATABASE ${database}`)
      }
      return { store, drop }
    },
  },
]
