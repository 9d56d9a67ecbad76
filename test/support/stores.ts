import { readFormula } from '../../src/query/formula/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { isPostgresThere, makeDatabase } from './databases.ts'

/** A kind of database that stores are kept in. */
export interface StoreKind {
  readonly name: string
  readonly isReachable: boolean
  /** Whether each of many runs may have its own. */
  readonly isCheap: boolean
  /** An empty store of its own, and what takes it away again. */
  readonly open: () => Promise<{ readonly store: Store; readonly drop: () => Promise<void> }>
}

const answers = await isPostgresThere()

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
      const database = await makeDatabase('store')
      const store = await openStore(database.url, readFormula)
      const drop = async () => {
        await store.close()
        await database.drop()
      }
      return { store, drop }
    },
  },
]
