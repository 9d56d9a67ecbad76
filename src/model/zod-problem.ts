import type { z } from 'zod'

type Issue = z.core.$ZodIssue

export type Problem = {
  readonly path: readonly PropertyKey[]
  readonly reason: string
  readonly value: unknown
  readonly allowed: readonly string[] | undefined
  /** An error of its own that a rule of the schema gave its issue as `params.error`. */
  readonly error?: unknown
}

/** The most telling one of zod's issues; of a union, that of the variant which was probably meant. */
export const zodProblem = (issues: readonly Issue[]): Problem => {
  const meant = issues.flatMap(meantIssues)
  const issue = meant.find(isUnknownKey) ?? meant[0]
  if (issue === undefined) throw new Error('a ZodError without issues')
  const path = isUnknownKey(issue) ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
  return { path, value: issue.input, ...explained(issue) }
}

const meantIssues = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const variants = issue.errors.map((variant) => variant.flatMap(meantIssues))
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

/** zod's words for a value that fits no variant say nothing more. */
const because = (given: string, message: string): string =>
  message === 'Invalid input' ? given : `${given}; ${message}`

const explained = (issue: Issue): Pick<Problem, 'reason' | 'allowed' | 'error'> => {
  const given = issue.input === undefined ? 'it is missing' : `${shown(issue.input)} is wrong`
  switch (issue.code) {
    case 'invalid_value': {
      const allowed = issue.values.map(String)
      return { reason: `${given}; allowed: ${allowed.join(', ')}`, allowed }
    }
    case 'invalid_union': {
      const allowed = discriminatorValues(issue)
      if (allowed) return { reason: `${given}; allowed: ${allowed.join(', ')}`, allowed }
      return { reason: because(given, issue.message), allowed: undefined }
    }
    case 'unrecognized_keys':
      return { reason: `unknown ${issue.keys.join(', ')}`, allowed: undefined }
    case 'custom':
      return { reason: issue.message, allowed: undefined, error: issue.params?.['error'] }
    case 'invalid_type':
      return { reason: `${given}; expected ${issue.expected}`, allowed: undefined }
    default:
      return { reason: because(given, issue.message), allowed: undefined }
  }
}

const discriminatorValues = (issue: Issue): string[] | undefined =>
  'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : undefined

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
