import type { z } from 'zod'
import { sayAllowed } from './nearest.ts'
import { show } from './show.ts'
import { zodWords } from './zod-words.ts'

type Issue = z.core.$ZodIssue

export type SchemaProblem = {
  readonly path: readonly PropertyKey[]
  readonly reason: string
  readonly value: unknown
  readonly allowed: readonly string[] | undefined
  /** An error of its own that a rule of the schema gave its issue as `params.error`. */
  readonly error?: unknown
}

/** The most telling one of zod's issues; of a union, that of the variant which was probably meant. */
export const zodProblem = (issues: readonly Issue[]): SchemaProblem => {
  const meant = issues.slice(0, MOST_ISSUES).flatMap(meantIssues)
  const issue = meant.find(isUnknownKey) ?? meant[0]
  if (issue === undefined) throw new Error('a ZodError without issues')
  const path = isUnknownKey(issue) ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
  return { path, value: issue.input, ...explained(issue) }
}

/** Whoever is told one of them is not helped by a search through all that a large body can have. */
const MOST_ISSUES = 1000

const meantIssues = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const variants = issue.errors.map((variant) => variant.slice(0, MOST_ISSUES).flatMap(meantIssues))
  const best = variants.reduce((a, b) => (distance(b) < distance(a) ? b : a))
  if (best.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type')) return [issue]
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** How far a value is from a union's variant: wrong type ≫ missing and unknown keys ≫ deeper faults. */
const distance = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + faultWeight(issue), 0)

const faultWeight = (issue: Issue): number => {
  if (issue.path.length === 0 && issue.code === 'unrecognized_keys') return 100 * issue.keys.length
  if (issue.path.length === 0) return 1000
  if (issue.path.length === 1 && isMissing(issue)) return 100
  return 1 / issue.path.length
}

const isUnknownKey = (issue: Issue): issue is z.core.$ZodIssueUnrecognizedKeys =>
  issue.code === 'unrecognized_keys'

const isMissing = (issue: Issue): boolean =>
  issue.input === undefined && issue.code !== 'unrecognized_keys' && issue.code !== 'custom'

const explained = (issue: Issue): Pick<SchemaProblem, 'reason' | 'allowed' | 'error'> => {
  switch (issue.code) {
    case 'invalid_value':
      return { reason: withGiven(issue), allowed: issue.values.map(String) }
    case 'invalid_union': {
      const allowed = discriminatorValues(issue)
      if (allowed === undefined) return { reason: withGiven(issue), allowed }
      const given = discriminatorOf(issue)
      return { reason: `${sayGiven(given)}${sayAllowed(given, allowed)}`, allowed }
    }
    case 'unrecognized_keys':
      return { reason: messageOf(issue), allowed: undefined }
    case 'custom':
      return { reason: messageOf(issue), allowed: undefined, error: issue.params?.['error'] }
    default:
      return { reason: withGiven(issue), allowed: undefined }
  }
}

const withGiven = (issue: Issue): string => `${sayGiven(issue.input)}; ${messageOf(issue)}`

/** Words are found for the one that is told, not for each of those of a large body. */
const messageOf = (issue: Issue): string =>
  issue.message === '' ? zodWords(issue as Parameters<typeof zodWords>[0]) : issue.message

const sayGiven = (value: unknown): string =>
  value === undefined ? 'it is missing' : `${show(value)} is wrong`

const discriminatorValues = (issue: Issue): string[] | undefined =>
  'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : undefined

/** What the object has in the field that tells its forms apart, which is the end of the path. */
const discriminatorOf = ({ input, path }: Issue): unknown =>
  typeof input === 'object' && input !== null ? Reflect.get(input, path.at(-1) ?? '') : input
