import { type Above, type ColumnNode, type ColumnSetting, isGroup } from './settings.ts'

/** A column with what stands above it, outermost first. */
export interface Leaf {
  readonly column: ColumnSetting
  readonly above: readonly Above[]
}

/** The columns from left to right. */
export const listLeaves = (
  nodes: readonly ColumnNode[],
  above: readonly Above[] = [],
): readonly Leaf[] =>
  nodes.flatMap((node) =>
    isGroup(node) ? listLeaves(node.columns, [...above, node.above]) : [{ column: node, above }],
  )

const listIds = (nodes: readonly ColumnNode[]): readonly string[] =>
  nodes.flatMap((node) => (isGroup(node) ? [node.id, ...listIds(node.columns)] : [node.id]))

/** An id that no node has: the wanted one, or that with a number. */
export function freeId(nodes: readonly ColumnNode[], wanted: string): string {
  const taken = new Set(listIds(nodes))
  let id = wanted
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`
  return id
}

/** Puts others in a node's place; groups that lose their last column go, too. */
export const replaceNode = (
  nodes: readonly ColumnNode[],
  id: string,
  others: (node: ColumnNode) => readonly ColumnNode[],
): readonly ColumnNode[] =>
  nodes.flatMap((node) => {
    if (node.id === id) return others(node)
    if (!isGroup(node)) return [node]
    const columns = replaceNode(node.columns, id, others)
    return columns.length === 0 ? [] : [{ ...node, columns }]
  })

export const findNode = (nodes: readonly ColumnNode[], id: string): ColumnNode | undefined => {
  for (const node of nodes) {
    const found = node.id === id ? node : isGroup(node) ? findNode(node.columns, id) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** Without a node, and without changes from or to a column that goes. */
export function removeNode(nodes: readonly ColumnNode[], id: string): readonly ColumnNode[] {
  const rest = replaceNode(nodes, id, () => [])
  const left = new Set(listLeaves(rest).map(({ column }) => column.id))
  const broken = listLeaves(rest).find(
    ({ column: { change } }) => change && !(left.has(change.from) && left.has(change.to)),
  )
  return broken === undefined ? rest : removeNode(rest, broken.column.id)
}

export const changeColumn = (
  nodes: readonly ColumnNode[],
  id: string,
  change: (column: ColumnSetting) => ColumnSetting,
): readonly ColumnNode[] => replaceNode(nodes, id, (node) => [isGroup(node) ? node : change(node)])

/** A copy beside a node, all ids in it new. */
export const duplicateNode = (nodes: readonly ColumnNode[], id: string): readonly ColumnNode[] => {
  const taken = new Set(listIds(nodes))
  const copy = (node: ColumnNode): ColumnNode => {
    let own = node.id
    for (let number = 2; taken.has(own); number++) own = `${node.id}-${number}`
    taken.add(own)
    return isGroup(node)
      ? { ...node, id: own, columns: node.columns.map(copy) }
      : { ...node, id: own }
  }
  return replaceNode(nodes, id, (node) => [node, copy(node)])
}

/** What stands above a node from now on, one group for each. Given several, the node is there under each. */
export function putAbove(
  nodes: readonly ColumnNode[],
  id: string,
  aboves: readonly Above[],
): readonly ColumnNode[] {
  const [first, ...more] = aboves
  if (first === undefined) return nodes
  const groupId = freeId(nodes, `${id}-${nameAbove(first)}`)
  const withFirst = replaceNode(nodes, id, (node) => [
    { id: groupId, above: first, columns: [node] },
  ])
  return more.reduce<readonly ColumnNode[]>((all, above) => {
    const doubled = duplicateNode(all, groupId)
    const twin = findTwin(doubled, groupId)
    return replaceNode(doubled, twin, (node) => [isGroup(node) ? { ...node, above } : node])
  }, withFirst)
}

/** The id of the copy that follows a node. */
function findTwin(nodes: readonly ColumnNode[], id: string): string {
  const at = nodes.findIndex((node) => node.id === id)
  if (at >= 0) return nodes[at + 1]!.id
  for (const node of nodes) {
    const twin = isGroup(node) && findNode(node.columns, id) ? findTwin(node.columns, id) : ''
    if (twin !== '') return twin
  }
  return ''
}

const nameAbove = (above: Above): string =>
  'segment' in above ? 'segment' : 'item' in above ? 'item' : 'range'

/** The columns of a group stand where it stood. */
export const dissolveGroup = (nodes: readonly ColumnNode[], id: string): readonly ColumnNode[] =>
  replaceNode(nodes, id, (node) => (isGroup(node) ? node.columns : [node]))

/** A node before one of its siblings, or after the last. */
export function moveNode(
  nodes: readonly ColumnNode[],
  id: string,
  before: string | null,
): readonly ColumnNode[] {
  const node = nodes.find((each) => each.id === id)
  if (node === undefined) {
    return nodes.map((each) =>
      isGroup(each) ? { ...each, columns: moveNode(each.columns, id, before) } : each,
    )
  }
  const others = nodes.filter((each) => each !== node)
  const at = before === null ? -1 : others.findIndex((each) => each.id === before)
  return others.toSpliced(at < 0 ? others.length : at, 0, node)
}

/** Before which sibling a node goes when it moves by one; undefined where it cannot. */
export function siblingMoves(nodes: readonly ColumnNode[], id: string) {
  const siblings = findSiblings(nodes, id)
  const at = siblings.findIndex((node) => node.id === id)
  const right = at < siblings.length - 1 ? (siblings[at + 2]?.id ?? null) : undefined
  return { left: siblings[at - 1]?.id, right }
}

function findSiblings(nodes: readonly ColumnNode[], id: string): readonly ColumnNode[] {
  if (nodes.some((node) => node.id === id)) return nodes
  return nodes.flatMap((node) => (isGroup(node) ? findSiblings(node.columns, id) : []))
}
