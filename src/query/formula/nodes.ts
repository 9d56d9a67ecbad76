import type { Expression } from './expression.ts'

/** What a node is made of, in the order of the formula. */
export function partsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'number':
    case 'leaf':
      return []
    case 'total':
      return [node.of]
    case 'operation':
    case 'call':
      return node.args
    default:
      return node satisfies never
  }
}

/** Every node once, in the order of the formula and behind its parts; formulas share what they use twice. */
export function listNodes(expression: Expression): readonly Expression[] {
  const done = new Set<Expression>()
  const open = [expression]
  const entered = new Set<Expression>()
  while (open.length > 0) {
    const node = open.at(-1)!
    if (entered.has(node)) {
      open.pop()
      done.add(node)
      continue
    }
    entered.add(node)
    for (const part of partsOf(node).toReversed()) if (!entered.has(part)) open.push(part)
  }
  return [...done]
}
