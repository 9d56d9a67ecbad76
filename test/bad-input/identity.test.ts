import { describe, expect, it } from 'vitest'
import { simulate } from '../../src/identity/simulation/index.ts'
import { parseAs } from '../../src/model/errors.ts'
import { simulationRequest } from '../../src/model/identity-simulation.ts'

const run = async (settings: object, events: readonly unknown[]) =>
  simulate(parseAs(simulationRequest, { settings, events }, 'request/invalid'))

const people = { priority: ['crm', 'email', 'cookie'], unique: ['crm'], device: ['cookie'] }
const range = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Far more than it takes, even on a machine with much else to do. */
const SECONDS = 30_000

async function within<T>(work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const result = await work()
  expect(performance.now() - begun).toBeLessThan(SECONDS)
  return result
}

describe('odd identities', () => {
  it('link in a circle as in any other way', async () => {
    const circle = [
      ['email:a', 'cookie:1'],
      ['cookie:1', 'email:b'],
      ['email:b', 'cookie:2'],
      ['cookie:2', 'email:a'],
    ]
    const { graphs, lost } = await run(people, circle)
    expect(graphs).toEqual([['cookie:1', 'cookie:2', 'email:a', 'email:b']])
    expect(lost).toEqual([])
  })

  it('keep two ids of a unique namespace apart that come on one row', async () => {
    const { graphs, lost, warnings } = await run(people, [['crm:a', 'crm:b', 'cookie:1']])
    expect(graphs).toEqual([['cookie:1', 'crm:a'], ['crm:b']])
    expect(lost).toEqual([
      { link: ['cookie:1', 'crm:b'], to: ['cookie:1', 'crm:a'], reason: 'unique', event: 0 },
      { link: ['crm:a', 'crm:b'], to: null, reason: 'unique', event: 0 },
    ])
    expect(warnings).toMatchObject([{ kind: 'two-on-an-event', event: 0, ids: ['crm:a', 'crm:b'] }])
  })

  it('may be long, or without anything that can be seen, but not empty', async () => {
    const long = `email:${'x'.repeat(10_000)}`
    const events = [
      [long, 'cookie:1'],
      ['email:\u0000\u200b', 'cookie:2'],
      ['email:', 'cookie:3'],
      ['email:', 'cookie:4'],
    ]
    const { graphs, warnings } = await run(people, events)
    expect(graphs).toEqual([
      ['cookie:1', long],
      ['cookie:2', 'email:\u0000\u200b'],
      ['cookie:3'],
      ['cookie:4'],
      ['email:'],
    ])
    expect(warnings).toMatchObject([{ kind: 'blocked', ids: ['email:'] }])
  })

  it('may be said twice on one event', async () => {
    const { graphs, warnings } = await run(people, [['crm:a', 'crm:a', 'cookie:1']])
    expect(graphs).toEqual([['cookie:1', 'crm:a']])
    expect(warnings).toEqual([])
  })
})

describe('very many links', () => {
  it('make one graph of a chain of 10,000', async () => {
    const chain = range(10_000).map((i) => [`email:${i}`, `email:${i + 1}`])
    const { graphs } = await within(() => run(people, chain))
    expect(graphs.map(({ length }) => length)).toEqual([10_001])
  })

  it('cut a chain of 10,000 where both its ends are persons', async () => {
    const chain = range(10_000).map((i) => [`email:${i}`, `email:${i + 1}`])
    const ends = [
      ['crm:a', 'email:0'],
      ['crm:b', 'email:10000'],
    ]
    const { graphs, lost } = await within(() => run(people, [...ends, ...chain]))
    expect(graphs.length).toBe(2)
    expect(lost).toMatchObject([{ reason: 'unique', event: 10_001 }])
  })

  it('follow a device that two persons hand to and fro 60,000 times', async () => {
    const switches = range(60_000).map((i) => [`crm:${i % 2}`, 'cookie:1'])
    const { graphs } = await within(() => run(people, switches))
    expect(graphs).toEqual([['cookie:1', 'crm:1'], ['crm:0']])
  })

  it('do not make one person of 10,000 who log in with one placeholder', async () => {
    const logins = range(10_000).map((i) => [`crm:${i}`, 'email:none@x.io'])
    const settings = { ...people, unique: [] }
    const { graphs, warnings } = await within(() => run(settings, logins))
    expect(graphs.length).toBe(10_001)
    expect(warnings).toMatchObject([{ kind: 'quarantined', ids: ['email:none@x.io'] }])
  })

  it('are refused where they are more than the limit, with its setting', async () => {
    const wide = range(60).map((i) => range(200).map((j) => `email:${i}-${j}`))
    await expect(run(people, wide)).rejects.toMatchObject({
      code: 'request/too-large',
      path: ['events'],
      message: expect.stringContaining('THROUGHLINE_SIMULATED_LINKS'),
    })
  })
})

describe('wrong simulations', () => {
  it.each([
    [
      'an unknown namespace',
      people,
      [['phone:1']],
      ['events', 0, 0],
      'allowed: crm, email, cookie',
    ],
    ['no namespace', people, [['ann']], ['events', 0, 0], 'namespace:id'],
    [
      'an unknown unique namespace',
      { priority: ['crm'], unique: ['krm'] },
      [],
      ['settings', 'unique', 0],
      'allowed: crm',
    ],
    [
      'a namespace given twice',
      { priority: ['crm', 'crm'] },
      [],
      ['settings', 'priority', 1],
      'given twice',
    ],
    [
      'a limit of nothing',
      { priority: ['crm'], limits: { email: { count: 1 } } },
      [],
      ['settings', 'limits', 'email'],
      'allowed: crm',
    ],
    [
      'a regular expression that is none',
      { priority: ['crm'], blocked: [{ matches: '(' }] },
      [],
      ['settings', 'blocked', 0, 'matches'],
      'regular expression',
    ],
    ['another setting', { priority: ['crm'], uniq: [] }, [], ['settings', 'uniq'], 'uniq'],
  ])('with %s name the place', async (_, settings, events, path, words) => {
    const message = expect.stringContaining(words)
    await expect(run(settings, events)).rejects.toMatchObject({ path, message })
  })
})
