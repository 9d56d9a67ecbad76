import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../model/definitions/index.ts'
import { sampleDefinitions } from './definitions/index.ts'
import { generateSample } from './generate.ts'
import { scenario } from './scenario.ts'
import type { WebEvent } from './web.ts'

const options = { day: '2026-03-01', people: 400 }
const files = generateSample(options)
const textOf = (name: string) => files.find((file) => file.name === name)!.text
const web = textOf('web.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as WebEvent)

describe('the sample', () => {
  it('is the same for the same options, and another for another seed', () => {
    expect(generateSample(options)).toEqual(files)
    expect(generateSample({ ...options, seed: 8 })).not.toEqual(files)
  })

  it('has about twenty events for each person, in the 90 days before its day', () => {
    const times = web.filter(({ event_id }) => !event_id.startsWith('broken')).map(({ ts }) => ts)
    const sorted = times.toSorted()
    expect(web.length / options.people).toBeGreaterThan(15)
    expect(web.length / options.people).toBeLessThan(30)
    expect(sorted[0]! >= '2025-12-01').toBe(true)
    expect(sorted.at(-1)! < '2026-03-01T01').toBe(true)
  })

  it('has the defects that the scenario names', () => {
    const ids = new Set(web.map(({ event_id }) => event_id))
    expect(web.filter(({ email }) => email === null)).toHaveLength(scenario.defects.missingPeople)
    expect(web.filter(({ ts }) => ts === '0000-00-00')).toHaveLength(scenario.defects.brokenTimes)
    expect(web.length - ids.size).toBe(scenario.defects.duplicates)
  })

  it('only fails on phones while the error lasts', () => {
    const errors = web.filter(({ event }) => event === 'error')
    expect(errors.length).toBeGreaterThan(0)
    expect(new Set(errors.map(({ device }) => device))).toEqual(new Set(['Mobile']))
  })

  it('has definitions that are valid', () => {
    expect(() => sampleDefinitions.map((each) => parseDefinition(each))).not.toThrow()
  })
})
