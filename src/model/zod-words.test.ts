import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseAs, ThroughlineError } from './errors.ts'

function refusal(schema: z.ZodType, value: unknown): string {
  try {
    parseAs(schema, value, 'request/invalid')
  } catch (error) {
    if (error instanceof ThroughlineError) return error.message.replace('invalid request: ', '')
    throw error
  }
  return 'accepted'
}

const shape = z.strictObject({ page: z.string().optional(), revenue: z.string().optional() })
const kinds = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flow') }),
  z.strictObject({ kind: z.literal('fallout') }),
])

describe('what a schema says is said in our words', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), 7, '7 is wrong; expected a string'],
    [z.object({ a: z.string() }), {}, 'it is missing; expected a string'],
    [z.number(), 'x', '"x" is wrong; expected a number'],
    [z.number().int(), 1.5, '1.5 is wrong; expected a whole number'],
    [z.int(), 2 ** 60, `${2 ** 60} is wrong; expected at most ${Number.MAX_SAFE_INTEGER}`],
    [z.boolean(), 0, '0 is wrong; expected true or false'],
    [z.array(z.string()), {}, '{} is wrong; expected a list'],
    [z.record(z.string(), z.string()), [], '[] is wrong; expected an object'],
    [z.null(), 1, '1 is wrong; expected null'],
    [z.never(), 1, '1 is wrong; expected nothing'],
    [z.enum(['person', 'session']), 'persn', '"persn" is wrong; allowed: person, session'],
    [z.literal('a'), 'b', '"b" is wrong; allowed: a'],
    [z.number().positive(), 0, '0 is wrong; expected more than 0'],
    [z.number().max(400), 401, '401 is wrong; expected at most 400'],
    [z.string().min(1), '', '"" is wrong; expected at least 1 letter'],
    [z.string().length(3), 'ab', '"ab" is wrong; expected exactly 3 letters'],
    [z.array(z.number()).max(2), [1, 2, 3], '[1,2,3] is wrong; expected at most 2 elements'],
    [z.number().multipleOf(5), 7, '7 is wrong; expected a multiple of 5'],
    [z.string().regex(/^a$/), 'b', '"b" is wrong; expected another form'],
    [z.string().regex(/^a$/, 'only a'), 'b', '"b" is wrong; only a'],
    [z.iso.date(), 'b', '"b" is wrong; expected a date such as 2026-01-31'],
    [z.url(), 'b', '"b" is wrong; expected an address'],
    [z.record(z.string().max(1), z.string()), { ab: 'x' }, '"ab" is wrong; expected another key'],
    [z.string().refine(() => false), 'x', 'it is not possible here'],
    [z.string().refine(() => false, 'never'), 'x', 'never'],
    [shape, { pge: 'x' }, 'unknown pge; allowed: page, revenue'],
    [kinds, { kind: 'flw' }, '"flw" is wrong; allowed: flow, fallout'],
    [
      z.union([z.string(), z.array(z.string())]),
      7,
      '7 is wrong; it fits none of the forms that are possible here',
    ],
  ])('%#: %o refuses %o', (schema, value, words) => {
    expect(refusal(schema, value)).toBe(words)
  })
})
