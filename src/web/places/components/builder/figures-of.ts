import { getOwn } from '../../../../model/own.ts'
import type { SegmentRules } from '../../../../model/answers/segment-rules.ts'
import type { SegmentContainer } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { pathKey, type RuleFigures } from './builder-context.ts'
import { childrenOf, getAt, listKeyOf } from './tree.ts'

/** What an answer says, and of which rules. */
export interface Answered {
  readonly definition: SegmentContainer
  readonly rules: SegmentRules
}

/**
 * The figures of the rules that are shown, by `pathKey`: of an answer to the rules before, each stays with its
 * own rule, wherever that is now.
 */
export function figuresOf(
  root: SegmentContainer,
  { definition, rules }: Answered,
): ReadonlyMap<string, RuleFigures> {
  const byRule = new Map<unknown, RuleFigures>()
  const byPath = new Map<string, RuleFigures>()
  for (const rule of rules.rules) {
    byRule.set(getAt(definition, rule.path), rule)
    byPath.set(pathKey(rule.path), rule)
  }
  const found = new Map<string, RuleFigures>()
  found.set(pathKey([]), { ...rules.kept, words: rules.words })
  for (const path of pathsIn(root, ['where'])) {
    const node = getAt(root, path)
    const before = byPath.has(pathKey(path)) ? getAt(definition, path) : undefined
    const own =
      byRule.get(node) ?? (isSameSubject(node, before) ? byPath.get(pathKey(path)) : undefined)
    if (own !== undefined) found.set(pathKey(path), own)
  }
  return found
}

function pathsIn(root: SegmentContainer, path: Path): readonly Path[] {
  const node = getAt(root, path) as Parameters<typeof childrenOf>[0]
  const key = listKeyOf(node)
  const inner =
    key === undefined
      ? ['not', 'where', 'step']
          .filter((slot) => Object.hasOwn(node, slot))
          .map((slot) => [...path, slot])
      : childrenOf(node).map((_, i) => [...path, key, i])
  return [path, ...inner.flatMap((each) => pathsIn(root, each))]
}

/** Whether two rules are about the same thing, however they test it. */
function isSameSubject(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const subject = (rule: object) =>
    ['dimension', 'metric', 'segment', 'container'].map((key) =>
      getOwn(rule as Readonly<Record<string, unknown>>, key),
    )
  return Object.keys(a)[0] === Object.keys(b)[0] && `${subject(a)}` === `${subject(b)}`
}
