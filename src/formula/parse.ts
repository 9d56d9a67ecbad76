import { type Attribution, attribution } from '../model/attribution.ts'
import { checkBudget } from '../model/budgets/index.ts'
import { type SegmentRef, segmentRef } from '../model/conditions.ts'
import { ThroughlineError } from '../model/errors.ts'
import { type Formula, type FormulaOperator } from '../model/formula.ts'
import { locatePosition, describeSyntaxError, type Token, tokenize } from './tokens.ts'
import { getOwn } from '../model/own.ts'

const operatorOf: Readonly<Record<string, FormulaOperator>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '*': '*',
  '×': '*',
  '/': '/',
  '÷': '/',
  '^': '^',
}

const comparisons: Readonly<Record<string, string>> = {
  '>': 'greater-than',
  '>=': 'greater-than-or-equal',
  '<': 'less-than',
  '<=': 'less-than-or-equal',
  '=': 'equal',
  '==': 'equal',
  '!=': 'not-equal',
  '<>': 'not-equal',
}

/** Which names mean something in a formula. */
export interface FormulaNames {
  readonly functions: readonly string[]
  /** Throws where the attribution's model is not known. */
  readonly checkAttribution: (given: Attribution) => void
}

/**
 * A formula written as text, as the README describes. Errors with line, column and position in their
 * parameters: `formula/syntax`, `formula/unknown-function`, `request/too-large`.
 */
export const parseText = (source: string, names: FormulaNames): Formula =>
  new Parser(source, names).formula()

/** Recursive descent, one method per precedence from the loosest to the tightest. */
class Parser {
  readonly #source: string
  readonly #tokens: readonly Token[]
  readonly #names: FormulaNames
  #next = 0
  #depth = 0

  constructor(source: string, names: FormulaNames) {
    this.#source = source
    this.#names = names
    this.#tokens = tokenize(source)
  }

  formula(): Formula {
    const tree = this.#comparison()
    if (this.#token.kind !== 'end') throw this.#expected('an operator or the end')
    return tree
  }

  #comparison(): Formula {
    const left = this.#sum()
    const name = this.#token.kind === 'symbol' ? getOwn(comparisons, this.#token.text) : undefined
    if (name === undefined) return left
    this.#next++
    return { function: name, args: [left, this.#sum()] }
  }

  #sum(): Formula {
    return this.#chain(['+', '-'], () => this.#product())
  }

  #product(): Formula {
    return this.#chain(['*', '/'], () => this.#deeper(() => this.#signed()))
  }

  /** `a - b - c` is one operation of three; `a - b + c` adds to the operation before it. */
  #chain(operators: readonly FormulaOperator[], operand: () => Formula): Formula {
    let tree = operand()
    let levels = 0
    let chain: { op: FormulaOperator; args: Formula[] } | undefined
    for (let op = this.#acceptOperator(operators); op; op = this.#acceptOperator(operators)) {
      const right = operand()
      if (chain?.op === op) chain.args.push(right)
      else {
        checkBudget('formula-depth', this.#depth + ++levels)
        chain = { op, args: [tree, right] }
        tree = chain
      }
    }
    return tree
  }

  /** A minus before a number belongs to it, except before a power: -2 ^ 2 is -4. */
  #signed(): Formula {
    const op = this.#acceptOperator(['-', '+'])
    if (op === undefined) return this.#power()
    const isNumber = this.#token.kind === 'number' && this.#tokens[this.#next + 1]?.text !== '^'
    if (op === '-' && isNumber) return -Number(this.#take().text)
    return { op, args: [this.#deeper(() => this.#signed())] }
  }

  #power(): Formula {
    const args = [this.#segmented()]
    while (this.#acceptOperator(['^'])) {
      const isSigned = ['-', '+', '−'].includes(this.#token.text)
      args.push(isSigned ? this.#deeper(() => this.#signed()) : this.#segmented())
    }
    return args.length === 1 ? args[0]! : { op: '^', args }
  }

  #segmented(): Formula {
    if (!this.#is('[')) return this.#value()
    const start = this.#token
    const segments = this.#segments()
    const tree = this.#deeper(() => this.#segmented())
    if (typeof tree === 'number' || 'number' in tree || 'dimension' in tree) {
      throw describeSyntaxError(
        this.#source,
        start.position,
        'a segment stands before a metric or formula',
      )
    }
    return { ...tree, segments: [...segments, ...(tree.segments ?? [])] }
  }

  /** What stands inside of something: errors request/too-large. */
  #deeper(read: () => Formula): Formula {
    this.#depth += 1
    checkBudget('formula-depth', this.#depth)
    const tree = read()
    this.#depth -= 1
    return tree
  }

  #segments(): SegmentRef[] {
    const segments: SegmentRef[] = []
    do {
      this.#next++
      const { kind } = this.#token
      if (kind === 'json') segments.push(this.#json(segmentRef))
      else if (kind === 'id') segments.push(this.#take().text)
      else throw this.#expected('the id of a segment')
    } while (this.#is(','))
    this.#accept(']')
    return segments
  }

  #value(): Formula {
    if (this.#token.kind === 'number') return Number(this.#take().text)
    if (this.#is('(')) {
      this.#next++
      const tree = this.#comparison()
      this.#accept(')')
      return tree
    }
    if (this.#token.kind !== 'id') throw this.#expected('a metric, number, function or (')
    const name = this.#take()
    if (this.#is('(')) return this.#call(name)
    return this.#metric(name)
  }

  #metric({ text: metric }: Token): Formula {
    if (this.#token.kind !== 'json') return { metric }
    return { metric, attribution: this.#attribution() }
  }

  #call(name: Token): Formula {
    if (name.text === 'total') return this.#total()
    if (name.text === 'dimension') return this.#dimension()
    if (!this.#names.functions.includes(name.text)) throw this.#unknownFunction(name)
    this.#accept('(')
    const args: Formula[] = []
    let includesZeros = false
    while (!this.#is(')')) {
      if (args.length > 0) this.#accept(',')
      includesZeros = this.#acceptIncludeZeros()
      if (includesZeros) break
      args.push(this.#comparison())
      if (!this.#is(')') && !this.#is(',')) throw this.#expected('an operator, a comma or )')
    }
    this.#accept(')')
    const zeros = includesZeros ? { includeZeros: true } : {}
    return { function: name.text, ...(args.length > 0 && { args }), ...zeros }
  }

  #acceptIncludeZeros(): boolean {
    const [first, second] = this.#tokens.slice(this.#next)
    if (first?.text !== 'include' || second?.text !== 'zeros' || first.quoted) return false
    this.#next += 2
    return true
  }

  #total(): Formula {
    this.#accept('(')
    const start = this.#token
    const tree = this.#comparison()
    this.#accept(')')
    if (typeof tree === 'number' || !('metric' in tree)) {
      throw describeSyntaxError(this.#source, start.position, 'total() takes a metric')
    }
    return { ...tree, total: true }
  }

  #dimension(): Formula {
    this.#accept('(')
    if (this.#token.kind !== 'id') throw this.#expected('the id of a dimension')
    const dimension = this.#take().text
    this.#accept(')')
    return { dimension }
  }

  #attribution(): Attribution {
    return this.#json({
      parse: (value) => {
        const given = attribution.parse(value)
        this.#names.checkAttribution(given)
        return given
      },
    })
  }

  #json<T>(schema: { parse(value: unknown): T }): T {
    const { text, position } = this.#take()
    try {
      return schema.parse(JSON.parse(text))
    } catch {
      throw describeSyntaxError(
        this.#source,
        position,
        'this is not a valid attribution or segment',
      )
    }
  }

  get #token(): Token {
    return this.#tokens[this.#next]!
  }

  #take(): Token {
    return this.#tokens[this.#next++]!
  }

  #is(symbol: string): boolean {
    return this.#token.kind === 'symbol' && this.#token.text === symbol
  }

  #accept(symbol: string): void {
    if (!this.#is(symbol)) throw this.#expected(symbol)
    this.#next++
  }

  #acceptOperator(allowed: readonly FormulaOperator[]): FormulaOperator | undefined {
    const op = this.#token.kind === 'symbol' ? getOwn(operatorOf, this.#token.text) : undefined
    if (op === undefined || !allowed.includes(op)) return undefined
    this.#next++
    return op
  }

  #expected(what: string): ThroughlineError {
    const { kind, text, position } = this.#token
    const found = kind === 'end' ? 'the end' : JSON.stringify(text)
    return describeSyntaxError(this.#source, position, `expected ${what}, found ${found}`)
  }

  #unknownFunction({ text, position }: Token): ThroughlineError {
    const place = locatePosition(this.#source, position)
    const params = { function: text, allowed: this.#names.functions, ...place }
    return new ThroughlineError('formula/unknown-function', params)
  }
}
