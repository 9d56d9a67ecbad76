import { describe, expect, it } from 'vitest'
import { findNamed } from './named-person.ts'

const found = (connection: string, person: string) => ({
  connection,
  dataViews: [],
  person,
  identities: [],
})

describe('whom an identity names', () => {
  it('is looked for in one connection only', () => {
    const answer = { found: [found('shop', 'ann'), found('news', 'bob')] }
    expect(findNamed('shop', answer)).toEqual({ kind: 'one', person: 'ann' })
    expect(findNamed('other', answer)).toEqual({ kind: 'nobody' })
  })

  it('may be several people', () => {
    const answer = { found: [found('shop', 'ann'), found('shop', 'bob')] }
    expect(findNamed('shop', answer)).toEqual({ kind: 'several', people: ['ann', 'bob'] })
  })
})
