import type { SegmentContainer } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { texts } from '../../../texts/index.ts'
import {
  duplicate,
  type Edited,
  groupStep,
  moveBy,
  moveIn,
  moveOut,
  removeAt,
  unwrap,
  wrap,
  wrapInList,
} from './edit-tree.ts'

/** Something that can be done with a rule; `edited` is null where it cannot be now. */
export interface RuleCommand {
  readonly id: string
  readonly name: string
  /** With Alt. */
  readonly key?: string
  readonly edited: Edited | null
}

/** What can be done with the rule at a path, in the order of its menu. */
export function listRuleCommands(
  root: SegmentContainer,
  path: Path,
  lists: readonly string[],
): readonly RuleCommand[] {
  const { menu } = texts.builder
  return [
    { id: 'up', name: menu.up, key: 'ArrowUp', edited: moveBy(root, path, -1) },
    { id: 'down', name: menu.down, key: 'ArrowDown', edited: moveBy(root, path, 1) },
    { id: 'in', name: menu.in, key: 'ArrowRight', edited: moveIn(root, path) },
    { id: 'out', name: menu.out, key: 'ArrowLeft', edited: moveOut(root, path) },
    { id: 'group', name: menu.wrappings.and, key: 'g', edited: wrap(root, path, 'and') },
    ...(['or', 'not', 'sequence', 'event', 'session', 'person'] as const).map((kind) => ({
      id: kind,
      name: menu.wrappings[kind],
      edited: wrap(root, path, kind),
    })),
    ...lists.map((list) => ({
      id: `list ${list}`,
      name: menu.list(list),
      edited: wrapInList(root, path, list),
    })),
    { id: 'any-order', name: menu.anyOrder, edited: groupStep(root, path) },
    { id: 'unwrap', name: menu.unwrap, edited: unwrap(root, path) },
    { id: 'duplicate', name: menu.duplicate, edited: duplicate(root, path) },
    { id: 'remove', name: menu.remove, key: 'Delete', edited: removeAt(root, path) },
  ]
}
