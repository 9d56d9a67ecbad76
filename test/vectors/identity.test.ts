import { describe, expect, it } from 'vitest'
import { simulate } from '../../src/identity/simulation/index.ts'
import { simulationRequest } from '../../src/model/identity-simulation.ts'
import { loadVectors } from '../support/vectors.ts'

const { cases } = loadVectors('identity-linking-rules')
const run = (question: unknown) => simulate(simulationRequest.parse(question))

describe('linking rules', () => {
  it.each(cases)('$id', async ({ question, expected }) => {
    expect((await run(question)).graphs).toEqual(expected['graphs'])
  })

  const lostOf = async (id: string) =>
    (await run(cases.find((each) => each.id === id)!.question)).lost
  const warningsOf = async (id: string) =>
    (await run(cases.find((each) => each.id === id)!.question)).warnings

  it('say to which link another was lost, and when', async () => {
    const lost = { link: ['C:C1', 'K:K1'], to: ['C:C2', 'K:K1'], reason: 'unique', event: 1 }
    expect(await lostOf('V1')).toEqual([lost])
    const back = { link: ['C:C2', 'K:K1'], to: ['C:C1', 'K:K1'], reason: 'unique', event: 2 }
    expect(await lostOf('V2')).toEqual([back])
    const login = { link: ['K:K1', 'L:La'], to: ['K:K1', 'L:Lc'], reason: 'unique', event: 6 }
    expect(await lostOf('V6')).toEqual([login])
  })

  it('flag a login that no person owns', async () => {
    expect(await warningsOf('V8')).toMatchObject([{ kind: 'dangling', ids: ['L:Lc'] }])
    expect(await warningsOf('V6')).toEqual([])
  })

  it('flag a person without an e-mail of its own', async () => {
    expect(await warningsOf('V10')).toMatchObject([
      { kind: 'person-without-namespace', ids: ['C:C1', 'E:E2'] },
    ])
    expect(await warningsOf('V3')).toEqual([])
  })
})
