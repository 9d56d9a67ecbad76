import fc from 'fast-check'
import { type ProjectDocument, settleProject } from '../../src/model/projects/document.ts'
import type { Patch } from '../../src/model/projects/patch.ts'

const visualization = fc.record({
  id: fc.constantFrom('v1', 'v2', 'v3', 'v4'),
  type: fc.constantFrom('line', 'freeform'),
  settings: fc.dictionary(fc.constantFrom('a', 'b'), fc.nat(3)),
})

const panel = fc.record({
  id: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'),
  name: fc.constantFrom('One', 'Two'),
  segments: fc.array(fc.constantFrom('s1', 's2'), { maxLength: 3 }),
  visualizations: fc.uniqueArray(visualization, { maxLength: 3, selector: ({ id }) => id }),
})

/** A project with few panels, so that steps often meet the same. */
export const randomProject: fc.Arbitrary<ProjectDocument> = fc
  .record({
    name: fc.constantFrom('A', 'B'),
    panels: fc.uniqueArray(panel, { maxLength: 4, selector: ({ id }) => id }),
  })
  .map((drawn) => settleProject({ kind: 'project', id: 'p', dataView: 'main', ...drawn }))

/** A step of one or two patches that fit the document; `name` makes new ids. */
export function drawStep(
  document: ProjectDocument,
  stream: fc.Stream<number>,
  name: string,
): readonly Patch[] {
  const choose = <T>(of: readonly T[]): T => of[stream.next().value % of.length]!
  const { panels } = document
  if (panels.length === 0) return [{ op: 'add', path: '/panels/-', value: { id: name } }]
  return drawInPanels(choose, panels, name)
}

type Choose = <T>(of: readonly T[]) => T

function drawInPanels(
  choose: Choose,
  panels: ProjectDocument['panels'],
  name: string,
): readonly Patch[] {
  const one = choose(panels)
  const path = `/panels/${one.id}`
  const anchor = `/panels/${choose([...panels.map(({ id }) => id), '-'])}`
  const steps: readonly (readonly Patch[])[] = [
    [{ op: 'add', path: anchor, value: { id: name, name } }],
    [{ op: 'remove', path }],
    [{ op: 'move', from: path, path: anchor }],
    [{ op: 'add', path: '/name', value: name }],
    [{ op: 'add', path: `/settings`, value: { [name]: 1 } }],
    ...drawInPanel(choose, one, name),
  ]
  return choose(steps)
}

/** Steps that touch one panel only. */
export function drawInPanel(
  choose: Choose,
  one: ProjectDocument['panels'][number],
  name: string,
): readonly (readonly Patch[])[] {
  const path = `/panels/${one.id}`
  const inside = one.visualizations.map(({ id }) => `${path}/visualizations/${id}`)
  const at = choose([...inside, `${path}/visualizations/-`])
  const visualization = { id: name, type: 'line' }
  return [
    [{ op: 'add', path: `${path}/name`, value: name }],
    [
      { op: 'add', path: `${path}/segments`, value: [] },
      { op: 'add', path: `${path}/segments/-`, value: name },
      { op: 'add', path: `${path}/segments/0`, value: 'first' },
    ],
    [{ op: 'add', path: at, value: visualization }],
    ...(inside.length === 0
      ? []
      : [
          [{ op: 'remove', path: choose(inside) } as const],
          [{ op: 'move', from: choose(inside), path: at } as const],
          [{ op: 'add', path: `${choose(inside)}/settings`, value: { [name]: [1] } } as const],
          [{ op: 'replace', path: choose(inside), value: { type: 'bar' } } as const],
        ]),
  ]
}
