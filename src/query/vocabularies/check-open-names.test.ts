import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { printPath } from '../../model/path.ts'
import { checkOpenNames } from './check-open-names.ts'

const dataView = { kind: 'data-view', id: 'main', connection: 'all' }
const withPage = (page: object) => ({ ...dataView, dimensions: [{ id: 'page', ...page }] })
const withOrders = (orders: object) => ({ ...dataView, metrics: [{ id: 'orders', ...orders }] })
const metricOf = (formula: unknown) => ({ kind: 'calculated-metric', id: 'x', formula })
const withRule = (rule: object) => ({ ...dataView, derivedFields: [{ id: 'x', rules: [rule] }] })

function problemOf(document: unknown): ThroughlineError {
  try {
    checkOpenNames(parseDefinition(document))
  } catch (error) {
    if (error instanceof ThroughlineError) return error
    throw error
  }
  throw new Error('no problem found')
}

describe('what the model leaves open', () => {
  it.each([
    [
      'an unknown kind of report',
      {
        kind: 'project',
        id: 'p',
        dataView: 'main',
        panels: [{ visualizations: [{ type: 'line', request: { kind: 'fall-out' } }] }],
      },
      'panels[0].visualizations[0].request.kind',
      'fallout',
    ],
    [
      'an unknown function',
      withRule({ function: 'Lowercase', input: { field: 'a' } }),
      'derivedFields[0].rules[0].function',
      'lowercase',
    ],
    [
      'a query part without parameter',
      withRule({ function: 'url-parse', input: { field: 'a' }, part: 'query' }),
      'derivedFields[0].rules[0].parameter',
      'parameter',
    ],
    [
      'a bad input',
      withRule({ function: 'lowercase', input: { fields: 'a' } }),
      'derivedFields[0].rules[0].input.fields',
      'fields',
    ],
    [
      'a setting of another function',
      withRule({ function: 'lowercase', input: { field: 'a' }, dataset: 'b' }),
      'derivedFields[0].rules[0].dataset',
      'unknown dataset',
    ],
    [
      'a bad allocation',
      withPage({ persistence: { allocation: 'newest' } }),
      'dimensions[0].persistence.allocation',
      'most-recent',
    ],
    [
      'an unknown function of a formula',
      metricOf({ op: '+', args: [1, { function: 'means', args: [] }] }),
      'formula.args[1].function',
      'mean',
    ],
    [
      'an unknown attribution model in a formula',
      metricOf({ metric: 'orders', attribution: { model: 'last' } }),
      'formula.attribution.model',
      'last-touch',
    ],
    [
      'an unknown attribution model',
      withOrders({ attribution: { model: 'last_touch' } }),
      'metrics[0].attribution.model',
      'allowed: last-touch',
    ],
    [
      'a custom model without weights',
      withOrders({ attribution: { model: 'custom' } }),
      'metrics[0].attribution.weights',
      'the model custom needs weights',
    ],
    [
      'a bad allocation of a shared component',
      {
        kind: 'shared-component',
        id: 'page',
        component: 'dimension',
        settings: { persistence: { allocation: 'newest' } },
      },
      'settings.persistence.allocation',
      'most-recent',
    ],
  ])('refuses %s', (_, document, path, words) => {
    const problem = problemOf(document)
    expect(problem.code).toBe('definition/invalid')
    expect(printPath(problem.path)).toBe(path)
    expect(problem.message).toContain(words)
  })

  it.each([
    ['averge(orders)', 'formula/unknown-function', { line: 1, column: 1 }],
    ['orders /', 'formula/syntax', { line: 1, column: 9 }],
  ])('refuses a text with the place in it: %s', (formula, code, params) => {
    const problem = problemOf(metricOf(formula))
    expect(problem).toMatchObject({ code, path: ['formula'], params })
  })
})
