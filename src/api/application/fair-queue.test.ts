import { afterEach, expect, it, vi } from 'vitest'
import { countTurns } from '../../../test/support/turns.ts'
import { FairQueue } from './fair-queue.ts'

afterEach(() => vi.unstubAllEnvs())

/** Until what can begin has begun. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

/** Work that ends when it is told to, by name. */
function workshop() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    work: (name: string) => () => {
      begun.push(name)
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
    },
    async end(name: string) {
      await vi.waitFor(() => expect(begun).toContain(name))
      ends.get(name)!()
      await settle()
    },
  }
}

it('lets no client have more than half, and takes clients in turn', async () => {
  vi.stubEnv('THROUGHLINE_REPORTS_AT_ONCE', '2')
  const queue = new FairQueue('reports-at-once')
  const { begun, work, end } = workshop()
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2'])
    void queue.run(name.slice(0, 1), work(name))
  await vi.waitFor(() => expect(begun).toEqual(['a1', 'b1']))
  await end('a1')
  await end('a2')
  await end('b1')
  await end('c1')
  await end('b2')
  await end('a3')
  expect(begun).toEqual(['a1', 'b1', 'a2', 'c1', 'b2', 'a3'])
  expect(queue.waiting).toBe(0)
})

it('forgets who gives up before the work has begun', async () => {
  vi.stubEnv('THROUGHLINE_REPORTS_AT_ONCE', '1')
  const queue = new FairQueue('reports-at-once')
  const { begun, work, end } = workshop()
  const first = queue.run('a', work('first'))
  const abort = new AbortController()
  const second = queue.run('a', work('second'), abort.signal)
  const third = queue.run('a', work('third'))
  abort.abort()
  await expect(second).rejects.toMatchObject({ code: 'report/cancelled' })
  expect(queue.waiting).toBe(1)
  await end('first')
  await end('third')
  expect(await Promise.all([first, third])).toEqual(['first', 'third'])
  expect(begun).toEqual(['first', 'third'])
  await expect(queue.run('a', work('late'), abort.signal)).rejects.toThrow()
})

it('goes on when work fails', async () => {
  vi.stubEnv('THROUGHLINE_REPORTS_AT_ONCE', '1')
  const queue = new FairQueue('reports-at-once')
  await expect(queue.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await queue.run('a', async () => 1)).toBe(1)
})

it('refuses more than a client may have waiting, and says when to come again', async () => {
  vi.stubEnv('THROUGHLINE_REPORTS_AT_ONCE', '1')
  vi.stubEnv('THROUGHLINE_WAITING_PER_CLIENT', '1')
  const queue = new FairQueue('reports-at-once')
  const { work } = workshop()
  void queue.run('a', work('runs'))
  void queue.run('a', work('waits'))
  await expect(queue.run('a', work('is too much'))).rejects.toMatchObject({
    code: 'server/busy',
    status: 429,
    params: { waiting: 1, seconds: 1 },
  })
})

it('many who leave at once are told one after the other', async () => {
  vi.stubEnv('THROUGHLINE_REPORTS_AT_ONCE', '1')
  const queue = new FairQueue('reports-at-once')
  const { work, end } = workshop()
  const first = queue.run('first', work('first'))
  const leaving = Array.from({ length: 50 }, () => new AbortController())
  const told = leaving.map(({ signal }, i) => queue.run(`c${i}`, work(`w${i}`), signal))
  const turns = await countTurns(async () => {
    for (const abort of leaving) abort.abort()
    for (const each of await Promise.allSettled(told)) expect(each.status).toBe('rejected')
  })
  expect(turns).toBeGreaterThan(leaving.length / 2)
  await end('first')
  expect(await first).toBe('first')
})
