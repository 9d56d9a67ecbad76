import { expect, it } from 'vitest'
import { fillTemplate, findRoles, listRoles } from './fill-template.ts'
import { templates } from './index.ts'
import { printRole } from './roles.ts'
import type { Template } from './template.ts'

const table = (rows: string, ...columns: readonly string[]) => ({
  type: 'freeform',
  name: rows,
  settings: { rows, columns },
})
const template: Template = {
  id: 'one',
  panels: [
    { name: 'First', visualizations: [table('context:page', 'people', 'context:orders')] },
    {
      name: 'Second',
      segments: [{ container: 'person', where: { metric: 'context:calls', op: 'exists' } }],
      visualizations: [table('day', 'people')],
    },
  ],
}

it('names what a template needs, each once', () => {
  expect(listRoles(template)).toEqual(['context:page', 'context:orders', 'context:calls'])
})

it('finds components by their labels', () => {
  const entry = { name: 'Sold', isStandard: false }
  const components = {
    dimensions: [],
    metrics: [{ ...entry, id: 'sold', labels: ['context:orders'] }],
    segments: [],
    calculatedMetrics: [],
    dateRanges: [],
    fields: [],
  }
  expect(findRoles(listRoles(template), components)).toEqual({ 'context:orders': 'sold' })
})

it('leaves out columns, visualizations and panels of what is missing', () => {
  const [first, ...others] = fillTemplate(template, { 'context:page': 'url' })
  expect(first?.visualizations).toEqual([
    { ...table('url', 'people'), name: 'context:page', width: 6 },
  ])
  expect(others).toEqual([])
  expect(fillTemplate(template, { 'context:orders': 'sold' })).toEqual([])
})

it('has words for all that the templates need', () => {
  const labels = templates.flatMap(listRoles)
  expect(labels.filter((label) => printRole(label) === label)).toEqual([])
})
