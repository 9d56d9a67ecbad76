import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawStep, randomProject } from '../../../test/support/random-projects.ts'
import { applyPatches } from './apply-patches.ts'
import { describeDifferences } from './describe-differences.ts'
import { listDifferences } from './differences.ts'
import { giveIds, settleProject } from './document.ts'
import type { Patch } from './patch.ts'

const project = settleProject({
  kind: 'project',
  id: 'weekly',
  name: 'Weekly',
  dataView: 'main',
  panels: [
    {
      id: 'sales',
      segments: [],
      visualizations: [
        { id: 'table', type: 'freeform', settings: { rows: 10 } },
        { id: 'line', type: 'line' },
      ],
    },
    { id: 'visits', name: 'Visits', visualizations: [] },
  ],
})

const after = (...patches: readonly Patch[]) => applyPatches(project, patches).document

describe('patches name panels and visualizations by their ids', () => {
  it('changes what is inside', () => {
    const path = '/panels/sales/visualizations/table/settings/rows'
    const { document, touched } = applyPatches(project, [{ op: 'replace', path, value: 20 }])
    expect(document.panels[0]!.visualizations[0]).toMatchObject({ settings: { rows: 20 } })
    expect(touched).toEqual(['panels/sales'])
  })

  it('adds before the one that is named, else behind all, and gives ids that are left out', () => {
    const document = after(
      { op: 'add', path: '/panels/sales', value: { id: 'first' } },
      { op: 'add', path: '/panels/gone', value: { name: 'Über uns' } },
      { op: 'add', path: '/panels/-', value: { type: 'freeform' } },
    )
    expect(document.panels.map(({ id }) => id)).toEqual([
      'first',
      'sales',
      'visits',
      'uber-uns',
      'freeform',
    ])
  })

  it('moves panels without touching what is in them, and visualizations into other panels', () => {
    const moved = applyPatches(project, [
      { op: 'move', from: '/panels/visits', path: '/panels/sales' },
    ])
    expect(moved.document.panels.map(({ id }) => id)).toEqual(['visits', 'sales'])
    expect(moved.touched).toEqual(['order/visits'])
    const from = '/panels/sales/visualizations/line'
    const across = applyPatches(project, [
      { op: 'move', from, path: '/panels/visits/visualizations/-' },
    ])
    expect(across.document.panels.map((panel) => panel.visualizations.length)).toEqual([1, 1])
    expect(across.touched.toSorted()).toEqual(['panels/sales', 'panels/visits'])
  })

  it.each<[string, Patch]>([
    ['nothing at', { op: 'remove', path: '/panels/none' }],
    ['nothing at', { op: 'replace', path: '/panels/sales/nothing/there', value: 1 }],
    ['stay as they are', { op: 'replace', path: '/panels/sales/id', value: 'other' }],
    ['stay as they are', { op: 'remove', path: '/kind' }],
    ['stays sales', { op: 'replace', path: '/panels/sales', value: { id: 'other' } }],
    ['there already', { op: 'add', path: '/panels/-', value: { id: 'sales' } }],
    ['cannot be changed', { op: 'add', path: '/settings/__proto__', value: 1 }],
    ['ids of its own', { op: 'copy', from: '/panels/sales', path: '/panels/-' }],
    ['into itself', { op: 'move', from: '/panels/sales', path: '/panels/sales/visualizations/-' }],
    ['test fails', { op: 'test', path: '/name', value: 'Daily' }],
    ['is an object', { op: 'add', path: '/panels/-', value: 7 }],
    ['Value required', { op: 'add', path: '/panels/sales/segments/9', value: 's' }],
  ])('refuses: %s', (reason, patch) => {
    expect(() => after({ op: 'test', path: '/name', value: 'Weekly' }, patch)).toThrow(
      expect.objectContaining({
        code: 'project/wrong-patch',
        message: expect.stringContaining(reason),
        path: ['patches', 1, expect.stringMatching(/^(path|from)$/)],
      }),
    )
  })

  it('every step has an inverse', () => {
    fc.assert(
      fc.property(randomProject, fc.infiniteStream(fc.nat()), (document, stream) => {
        let now = document
        const inverses: Patch[][] = []
        for (let count = 0; count < 8; count++) {
          const step = drawStep(now, stream, `n${count}`)
          const applied = applyPatches(now, step)
          inverses.unshift([...applied.inverse])
          now = applied.document
        }
        const back = inverses.reduce((at, step) => applyPatches(at, step).document, now)
        expect(back).toEqual(document)
      }),
    )
  })
})

describe('differences', () => {
  it('lead from one document to any other', () => {
    fc.assert(
      fc.property(randomProject, randomProject, (one, other) => {
        expect(applyPatches(one, listDifferences(one, other)).document).toEqual(other)
      }),
    )
  })

  it('are told by panel, in words', () => {
    const changed = after(
      { op: 'replace', path: '/name', value: 'Daily' },
      { op: 'add', path: '/panels/sales/dateRange', value: 'last-month' },
      { op: 'remove', path: '/panels/sales/visualizations/line' },
      { op: 'replace', path: '/panels/sales/visualizations/table/settings', value: {} },
      { op: 'add', path: '/panels/-', value: { id: 'new', name: 'New' } },
      { op: 'remove', path: '/panels/visits' },
    )
    expect(describeDifferences(project, changed)).toEqual([
      {
        panel: null,
        title: 'Daily',
        change: 'changed',
        texts: ['title changed from “Weekly” to “Daily”.'],
      },
      {
        panel: 'visits',
        title: 'Visits',
        change: 'removed',
        texts: ['The panel with 0 visualizations was removed.'],
      },
      {
        panel: 'sales',
        title: 'sales',
        change: 'changed',
        texts: [
          'date range is now “last-month”.',
          '“line” was removed.',
          '“table”: settings changed.',
        ],
      },
      {
        panel: 'new',
        title: 'New',
        change: 'added',
        texts: ['A panel with 0 visualizations was added.'],
      },
    ])
    expect(describeDifferences(project, project)).toEqual([])
  })
})

it('ids that were left out are the same each time, and those that were given stay', () => {
  const written = {
    kind: 'project',
    id: 'p',
    panels: [
      { visualizations: [{ type: 'line' }, { type: 'line', id: 'line' }] },
      { id: 'panel', visualizations: [{ type: 'line' }] },
    ],
  }
  const given = giveIds(written) as typeof project
  expect(given.panels.map(({ id }) => id)).toEqual(['panel-2', 'panel'])
  expect(given.panels.map((panel) => panel.visualizations.map(({ id }) => id))).toEqual([
    ['line-2', 'line'],
    ['line-3'],
  ])
  expect(giveIds(written)).toEqual(given)
  expect(giveIds(given)).toEqual(given)
  expect(giveIds({ kind: 'segment', panels: [{}] })).toEqual({ kind: 'segment', panels: [{}] })
})
