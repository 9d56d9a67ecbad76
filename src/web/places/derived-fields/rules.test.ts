import { describe, expect, it } from 'vitest'
import { copyRule, moveRule, nameReadRules, refer, removeRule, renameRule } from './rules.ts'

const host = { function: 'url-parse', id: 'host', input: { field: 'url' }, part: 'host' }
const low = { function: 'lowercase', input: { rule: 'host' } }
const names = { function: 'classify', input: { rule: 'host' }, values: { rule: 'host' } }

describe('cards', () => {
  it('are moved, copied and removed; a copy has a name of its own', () => {
    expect(moveRule([host, low], 0, 1)).toEqual({ rules: [low, host], at: 1 })
    expect(moveRule([host, low], 0, -1)).toBeNull()
    expect(copyRule([host, low], 0)).toEqual({
      rules: [host, { ...host, id: 'host-2' }, low],
      at: 1,
    })
    expect(removeRule([host, low], 1)).toEqual({ rules: [host], at: 0 })
  })

  it('are renamed wherever they are read, and nowhere else', () => {
    expect(renameRule([host, low, names], 0, 'domain')).toEqual([
      { ...host, id: 'domain' },
      { ...low, input: { rule: 'domain' } },
      { ...names, input: { rule: 'domain' } },
    ])
  })

  it('get a name when one below reads them, and none before', () => {
    expect(nameReadRules([low, host])).toEqual([low, host])
    const id = refer([low, host], 0)
    const reading = { ...host, input: { rule: id } }
    expect(nameReadRules([low, reading])).toEqual([{ ...low, id }, reading])
  })
})
