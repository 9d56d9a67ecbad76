import { getOwn } from '../own.ts'
import { isDeepEqual } from './is-deep-equal.ts'
import type { PanelDocument, ProjectDocument } from './document.ts'
import type { Patch } from './patch.ts'
import { printPointer } from './place.ts'

/** The patches that make one document the other: fields and panels as wholes. */
export function listDifferences(before: ProjectDocument, after: ProjectDocument): readonly Patch[] {
  return [...changeFields(before, after), ...changePanels(before.panels, after.panels)]
}

function changeFields(before: ProjectDocument, after: ProjectDocument): readonly Patch[] {
  const changes: Patch[] = []
  for (const key of listFields(before, after)) {
    if (isDeepEqual(getOwn(before, key), getOwn(after, key))) continue
    const path = printPointer([key])
    const isGone = getOwn(after, key) === undefined
    changes.push(isGone ? { op: 'remove', path } : { op: 'add', path, value: getOwn(after, key) })
  }
  return changes
}

/** Fields of the project itself. */
export const listFields = (before: object, after: object): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !['kind', 'id', 'panels'].includes(key),
  )

function changePanels(
  before: readonly PanelDocument[],
  after: readonly PanelDocument[],
): readonly Patch[] {
  const changes: Patch[] = []
  const wanted = new Map(after.map((panel) => [panel.id, panel]))
  const order: string[] = []
  for (const panel of before) {
    const path = printPointer(['panels', panel.id])
    const next = wanted.get(panel.id)
    if (next === undefined) changes.push({ op: 'remove', path })
    else if (!isDeepEqual(panel, next)) changes.push({ op: 'replace', path, value: next })
    if (next !== undefined) order.push(panel.id)
  }
  return [...changes, ...placePanels(order, after)]
}

/** From the last on: each before the one that follows it. */
function placePanels(order: string[], after: readonly PanelDocument[]): readonly Patch[] {
  const changes: Patch[] = []
  for (const [back, panel] of after.toReversed().entries()) {
    const next = after[after.length - back]?.id
    const path = printPointer(['panels', next ?? '-'])
    const at = order.indexOf(panel.id)
    if (at >= 0 && order[at + 1] === next) continue
    if (at < 0) changes.push({ op: 'add', path, value: panel })
    else changes.push({ op: 'move', from: printPointer(['panels', panel.id]), path })
    if (at >= 0) order.splice(at, 1)
    order.splice(next === undefined ? order.length : order.indexOf(next), 0, panel.id)
  }
  return changes
}
