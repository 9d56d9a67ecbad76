import type { Attribution } from '../model/attribution.ts'
import type { SegmentRef } from '../model/conditions.ts'
import type { Formula, FormulaCall, FormulaMetric, FormulaOperation } from '../model/formula.ts'
import { isBareId } from './tokens.ts'

/** How tightly a text binds; what binds less than its place allows stands in parentheses. */
const SUM = 1
const PRODUCT = 2
const SIGNED = 3
const POWER = 4
const VALUE = 5

interface Printed {
  readonly text: string
  readonly binding: number
}

/** How what a formula refers to is written. */
interface Spelling {
  metric(id: string): string
  dimension(id: string): string
  segment(ref: SegmentRef): string
  attribution(attribution: Attribution): string
}

/** A formula as text that `parseFormula` reads back, unless it is spelt for readers. */
export const printFormula = (formula: Formula, spelling = readable): string =>
  print(formula, spelling).text

function print(node: Formula, say: Spelling): Printed {
  if (typeof node === 'number') return printNumber(node)
  if ('number' in node) return printNumber(node.number)
  if ('dimension' in node) return value(`dimension(${say.dimension(node.dimension)})`)
  if ('metric' in node) return printMetric(node, say)
  return 'op' in node ? printOperation(node, say) : printCall(node, say)
}

const value = (text: string): Printed => ({ text, binding: VALUE })

const printNumber = (number: number): Printed =>
  number < 0 ? { text: String(number), binding: SIGNED } : value(String(number))

/** An id as it stands in a text. */
export const printId = (id: string): string =>
  isBareId(id) ? id : `\`${id.replaceAll('`', '``')}\``

const readable: Spelling = {
  metric: printId,
  dimension: printId,
  segment: (ref) => (typeof ref === 'string' ? printId(ref) : JSON.stringify(ref)),
  attribution: (attribution) => JSON.stringify(attribution),
}

function printMetric(
  { metric, segments, attribution, total }: FormulaMetric,
  say: Spelling,
): Printed {
  const under = attribution === undefined ? '' : ` ${say.attribution(attribution)}`
  const text = `${say.metric(metric)}${under}`
  return value(printSegments(segments, say) + (total === true ? `total(${text})` : text))
}

function printCall(node: FormulaCall, say: Spelling): Printed {
  const args = (node.args ?? []).map((arg) => print(arg, say).text)
  const zeros = node.includeZeros === true ? ['include zeros'] : []
  const text = `${node.function}(${[...args, ...zeros].join(', ')})`
  return value(printSegments(node.segments, say) + text)
}

function printOperation(node: FormulaOperation, say: Spelling): Printed {
  const plain = node.args.length === 1 ? printSigned(node, say) : printChain(node, say)
  if (node.segments === undefined || node.segments.length === 0) return plain
  return value(`${printSegments(node.segments, say)}(${plain.text})`)
}

function printSigned({ op, args }: FormulaOperation, say: Spelling): Printed {
  const inner = print(args[0]!, say)
  if (op !== '-' && op !== '+') return inner
  const isNumber = typeof args[0] === 'number' || /^[\d.]/.test(inner.text)
  const text = isNumber ? `(${inner.text})` : atLeast(inner, POWER)
  return { text: `${op}${text}`, binding: SIGNED }
}

const bindings = { '+': SUM, '-': SUM, '*': PRODUCT, '/': PRODUCT, '^': POWER } as const

function printChain({ op, args }: FormulaOperation, say: Spelling): Printed {
  const binding = bindings[op]
  const texts = args.map((arg, index) => {
    const isSame = typeof arg === 'object' && 'op' in arg && arg.op === op
    const mayStandBare = index === 0 && op !== '^' && !isSame
    return atLeast(print(arg, say), mayStandBare ? binding : binding + 1)
  })
  return { text: texts.join(` ${op} `), binding }
}

const atLeast = ({ text, binding }: Printed, least: number): string =>
  binding < least ? `(${text})` : text

function printSegments(segments: readonly SegmentRef[] | undefined, say: Spelling): string {
  if (segments === undefined || segments.length === 0) return ''
  return `[${segments.map((ref) => say.segment(ref)).join(', ')}] `
}
