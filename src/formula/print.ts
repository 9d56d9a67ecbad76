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

/** A formula as text that `parseFormula` reads back. */
export const printFormula = (formula: Formula): string => print(formula).text

function print(node: Formula): Printed {
  if (typeof node === 'number') return printNumber(node)
  if ('number' in node) return printNumber(node.number)
  if ('dimension' in node) return value(`dimension(${printId(node.dimension)})`)
  if ('metric' in node) return printMetric(node)
  return 'op' in node ? printOperation(node) : printCall(node)
}

const value = (text: string): Printed => ({ text, binding: VALUE })

const printNumber = (number: number): Printed =>
  number < 0 ? { text: String(number), binding: SIGNED } : value(String(number))

/** An id as it stands in a text. */
export const printId = (id: string): string =>
  isBareId(id) ? id : `\`${id.replaceAll('`', '``')}\``

function printMetric({ metric, segments, attribution, total }: FormulaMetric): Printed {
  const under = attribution === undefined ? '' : ` ${JSON.stringify(attribution)}`
  const text = `${printId(metric)}${under}`
  return value(printSegments(segments) + (total === true ? `total(${text})` : text))
}

function printCall(node: FormulaCall): Printed {
  const args = (node.args ?? []).map((arg) => print(arg).text)
  const zeros = node.includeZeros === true ? ['include zeros'] : []
  const text = `${node.function}(${[...args, ...zeros].join(', ')})`
  return value(printSegments(node.segments) + text)
}

function printOperation(node: FormulaOperation): Printed {
  const plain = node.args.length === 1 ? printSigned(node) : printChain(node)
  if (node.segments === undefined || node.segments.length === 0) return plain
  return value(`${printSegments(node.segments)}(${plain.text})`)
}

function printSigned({ op, args }: FormulaOperation): Printed {
  const inner = print(args[0]!)
  if (op !== '-' && op !== '+') return inner
  const isNumber = typeof args[0] === 'number' || /^[\d.]/.test(inner.text)
  const text = isNumber ? `(${inner.text})` : atLeast(inner, POWER)
  return { text: `${op}${text}`, binding: SIGNED }
}

const bindings = { '+': SUM, '-': SUM, '*': PRODUCT, '/': PRODUCT, '^': POWER } as const

function printChain({ op, args }: FormulaOperation): Printed {
  const binding = bindings[op]
  const texts = args.map((arg, index) => {
    const isSame = typeof arg === 'object' && 'op' in arg && arg.op === op
    const mayStandBare = index === 0 && op !== '^' && !isSame
    return atLeast(print(arg), mayStandBare ? binding : binding + 1)
  })
  return { text: texts.join(` ${op} `), binding }
}

const atLeast = ({ text, binding }: Printed, least: number): string =>
  binding < least ? `(${text})` : text

function printSegments(segments: readonly SegmentRef[] | undefined): string {
  if (segments === undefined || segments.length === 0) return ''
  const texts = segments.map((ref) =>
    typeof ref === 'string' ? printId(ref) : JSON.stringify(ref),
  )
  return `[${texts.join(', ')}] `
}
