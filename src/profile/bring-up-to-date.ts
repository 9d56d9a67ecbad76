import { bringSome, type Bringing } from './bring.ts'
import type { Ground } from './ground.ts'
import { noteWork } from './plan.ts'

export type Following = Omit<Bringing, 'ground' | 'isTold'> & {
  /** As it is now; null where there is nothing to make profiles from. */
  readonly readGround: () => Promise<Ground | null>
  /** Nobody else changes profiles of the connection meanwhile. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

/** Brings the profiles of a connection up to date with its journey. Can be broken off anywhere, and goes on then. */
export async function bringUpToDate(following: Following): Promise<void> {
  const { store, readGround, inTurn, pause } = following
  const step = () =>
    inTurn(async (): Promise<boolean> => {
      const ground = await readGround()
      if (ground === null) return false
      const standing = await store.readStanding(ground.connection.id)
      return bringSome({ ...following, ground, isTold: standing?.isBuilt ?? false })
    })
  const first = await inTurn(async () => {
    const ground = await readGround()
    if (ground !== null) await noteWork(store, ground, pause)
    return ground
  })
  if (first === null) return
  while (await step()) await pause()
  await store.markBuilt(first.connection.id)
}
