import { describe, expect, it } from 'vitest'
import { identityRules } from '../../model/definitions/identity-space.ts'
import { compileRules } from './rules.ts'

const rulesOf = (settings: object) =>
  compileRules(
    identityRules.parse({ namespaces: [{ id: 'email' }, { id: 'cookie' }], ...settings }),
  )

describe('rules', () => {
  it('number namespaces by priority', () => {
    const rules = rulesOf({ pairs: [{ from: 'cookie', to: 'email', max: 2 }] })
    expect(['email', 'cookie', 'other'].map(rules.indexOf)).toEqual([0, 1, undefined])
    expect(rules.pairs).toEqual([{ from: 1, to: 0, max: 2 }])
  })

  it('say where a regular expression is wrong', () => {
    const blocked = [{ preset: 'placeholders' }, { matches: '(a' }]
    expect(() => rulesOf({ blocked })).toThrowError(
      expect.objectContaining({ code: 'regex/invalid', path: ['blocked', 1, 'matches'] }),
    )
  })
})

describe('the preset of placeholders', () => {
  const { isBlocked } = rulesOf({ blocked: [{ preset: 'placeholders' }] })

  it.each([
    ...['', ' ', 'null', 'NULL', 'undefined', 'Undefined', 'anonymous', 'unknown', 'n/a', 'N/A'],
    ...['-1', '0', '000', '00000000-0000-0000-0000-000000000000', '-', '---', '111', '9999999999'],
    ...['test@example.com', 'TEST@x.io', ' Unknown '],
  ])('blocks %j', (id) => {
    expect(isBlocked('email', id)).toBe(true)
  })

  it.each([
    ...['7', '11', '100', '1112', 'ann@x.io', 'contest@x.io', 'nullable', '-12', 'a', 'aaa'],
  ])('keeps %j', (id) => {
    expect(isBlocked('email', id)).toBe(false)
  })
})

describe('blocked ids', () => {
  it('are those of a namespace, or of any', () => {
    const blocked = [{ namespace: 'email', matches: '@x\\.io$' }, { matches: '^bot' }]
    const { isBlocked } = rulesOf({ blocked })
    const asked = ['email:ann@x.io', 'cookie:ann@x.io', 'email:bot7', 'cookie:bot7', 'cookie:robot']
    const answers = asked.map((text) => {
      const [namespace, id] = text.split(':') as [string, string]
      return isBlocked(namespace, id)
    })
    expect(answers).toEqual([true, false, true, true, false])
  })
})
