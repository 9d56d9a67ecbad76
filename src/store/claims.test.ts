import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDatabase, storeKinds } from '../../test/delivery/stores.ts'
import { openAudienceStore } from './audiences/index.ts'
import { openDeliveryStore } from './deliveries/index.ts'
import { openProfileStore } from './profiles/profile-store.ts'
import { openSourceStates } from './source-states.ts'
import type { Tables } from './tables.ts'

const MINUTE = 60_000
const NOON = Date.parse('2026-03-01T12:00:00Z')

const noLog = async () => undefined

interface Claimed {
  claim(owner: string): Promise<boolean>
  release(owner: string): Promise<void>
}

const kinds: Readonly<Record<string, (db: Kysely<Tables>) => Claimed>> = {
  'an audience': (db) => ({
    claim: (owner) => openAudienceStore(db).claim('vip', owner, MINUTE),
    release: (owner) => openAudienceStore(db).release('vip', owner),
  }),
  'a destination': (db) => {
    const claimOf = (owner: string) => {
      const until = new Date(Date.now() + MINUTE).toISOString()
      return { destination: 'hook', owner, until }
    }
    return {
      claim: (owner) => openDeliveryStore(db).claim(claimOf(owner), Date.now()),
      release: (owner) => openDeliveryStore(db).release(claimOf(owner)),
    }
  },
  'the profiles of a connection': (db) => ({
    claim: (owner) => openProfileStore(db, noLog).claim('all', owner, MINUTE),
    release: (owner) => openProfileStore(db, noLog).release('all', owner),
  }),
  'a source': (db) => ({
    claim: (owner) => openSourceStates(db).claim('erp', owner, MINUTE),
    release: (owner) => openSourceStates(db).release('erp', owner),
  }),
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

describe.each(storeKinds)('$title', ({ isThere, make }) => {
  it.skipIf(!isThere).each(Object.entries(kinds))(
    '%s is one server’s at a time, and free again whatever becomes of the clock',
    async (_, openKind) => {
      const { url, drop } = await make()
      const db = await openDatabase(url)
      const { claim, release } = openKind(db)
      const claimAt = (time: number, owner: string) => {
        vi.setSystemTime(time)
        return claim(owner)
      }
      try {
        expect(await claimAt(NOON, 'one')).toBe(true)
        expect(await claimAt(NOON, 'two')).toBe(false)
        expect(await claimAt(NOON - MINUTE, 'two')).toBe(false)
        expect(await claimAt(NOON + MINUTE / 2, 'one')).toBe(true)
        expect(await claimAt(NOON + MINUTE, 'two')).toBe(false)
        expect(await claimAt(NOON + 2 * MINUTE, 'two')).toBe(true)
        expect(await claimAt(NOON - 1440 * MINUTE, 'one')).toBe(true)
        expect(await claimAt(NOON - 1440 * MINUTE, 'two')).toBe(false)
        await release('two')
        expect(await claimAt(NOON - 1440 * MINUTE, 'two')).toBe(false)
        await release('one')
        expect(await claimAt(NOON - 1440 * MINUTE, 'two')).toBe(true)
      } finally {
        await db.destroy()
        await drop()
      }
    },
  )
})
