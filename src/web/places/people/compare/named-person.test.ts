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
    expect(findNamed('c1', 'shop', answer)).toEqual({ kind: 'one', person: 'ann' })
    expect(findNamed('c1', 'other', answer)).toEqual({ kind: 'nobody' })
  })

  it('is who is called so, or all who have it', () => {
    const answer = { found: [found('shop', 'ann'), found('shop', 'bob')] }
    expect(findNamed('bob', 'shop', answer)).toEqual({ kind: 'one', person: 'bob' })
    expect(findNamed('c1', 'shop', answer)).toEqual({ kind: 'several', people: ['ann', 'bob'] })
  })
})
