import type { CompiledDimension } from '../components/dimension.ts'
import { compileFlow } from '../reports/flow.ts'
import { type Behind, type BehindNumber, notThere } from './behind.ts'

/** Whose paths go through a node, `1:Home` as in the result. */
export const behindFlowNode: Behind<'flow'> = async (c, request, place) => {
  if (!('node' in place)) throw notThere('a flow has nodes: { "node": "1:Home" }')
  const [, number, name] = /^(-?\d+):(.*)$/s.exec(place.node) ?? []
  const column = Number(number)
  const { rules, sides } = await compileFlow(c, request, '')
  const dimension = column > 0 ? sides.after[column - 1] : sides.before[-column - 1]
  if (name === undefined || (column !== 0 && !dimension)) {
    throw notThere(`there is no node ${place.node}`, 'explain.node')
  }
  if (name === 'more') return moreItems(column)
  const code = column === 0 ? 0 : codeOf(dimension!, name)
  if (code === undefined) throw notThere(`there is no item ${name}`, 'explain.node')
  const people = c.plan.report({ ...rules, kind: 'flow-people', column, code })
  const where = column === 0 ? 'the anchor' : `${name} in column ${column}`
  return { definition: `Paths through ${where} of the flow`, segments: [], people }
}

function moreItems(column: number): BehindNumber {
  const definition = `Paths through the items of column ${column} that are not among the largest`
  const unknown = 'which items these are is known after the run; name one of them as a node'
  return { definition, segments: [], people: { unknown } }
}

/** Items that are called like a special node stand in its result as `item …`. */
function codeOf({ instances: { domain } }: CompiledDimension, name: string): number | undefined {
  if (name === 'exited' || name === 'entered') return 0
  const item = name.replace(/^item (entered|exited|more)$/, '$1')
  const number = Number(item)
  const found = domain.codeOf(item)
  return found ?? (Number.isNaN(number) ? undefined : domain.codeOf(number))
}
