import type { OperandValue, StringOperator } from '../../model/operators.ts'

/** A test of texts that was made ready once; it is asked for every value of a dictionary. */
export type TextTest = (text: string) => boolean

export interface StringOperatorDefinition {
  readonly label: string
  /** What it is the opposite of; opposites hold for events without a value as well. */
  readonly negates?: StringOperator
  /** Whether a value that exists passes, in time linear in the value. */
  prepare(operand: OperandValue | undefined): TextTest
  readonly examples: readonly {
    readonly operand?: OperandValue
    readonly holds: readonly string[]
    readonly fails: readonly string[]
  }[]
}

const one = (operand: OperandValue | undefined): string =>
  Array.isArray(operand) ? operand.join(',') : String(operand ?? '')

/** A list as it is given; a text is split, its empty parts left out. */
function parts(operand: OperandValue | undefined, separator: RegExp): string[] {
  if (Array.isArray(operand)) return operand.map(String)
  const texts = String(operand ?? '').split(separator)
  return texts.map((text) => text.trim()).filter((text) => text !== '')
}

const phrases = (operand: OperandValue | undefined): string[] => parts(operand, /,/)
const words = (operand: OperandValue | undefined): string[] => parts(operand, /\s+/)

/** Texts that a pattern matches as a whole: `*` stands for any text, `\*` for a star. */
export function glob(pattern: string): TextTest {
  const pieces = pattern.split(/(?<!\\)\*/).map((piece) => piece.replaceAll('\\*', '*'))
  const [first = '', ...rest] = pieces
  const last = rest.pop()
  if (last === undefined) return (text) => text === first
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false
    const end = text.length - last.length
    let at = first.length
    for (const piece of rest) {
      const found = text.indexOf(piece, at)
      if (found < 0) return false
      at = found + piece.length
    }
    return at <= end
  }
}

const positive = {
  equals: {
    label: 'equals',
    prepare: (operand) => (text) => text === one(operand),
    examples: [
      { operand: 'Home', holds: ['Home'], fails: ['home', 'Home '] },
      { operand: 1, holds: ['1'], fails: ['', '11', '1.0', '01'] },
      { operand: true, holds: ['true'], fails: ['false'] },
    ],
  },
  'equals-any': {
    label: 'equals any of',
    prepare(operand) {
      const values = new Set(phrases(operand))
      return (text) => values.has(text)
    },
    examples: [
      { operand: 'Home, Cart', holds: ['Home', 'Cart'], fails: ['Home, Cart', 'cart'] },
      { operand: ['a, b', 2], holds: ['a, b', '2'], fails: ['a'] },
    ],
  },
  contains: {
    label: 'contains',
    prepare: (operand) => (text) => text.includes(one(operand)),
    examples: [{ operand: 'art', holds: ['Cart', 'art'], fails: ['Art'] }],
  },
  'contains-any': {
    label: 'contains any of',
    prepare(operand) {
      const all = words(operand)
      return (text) => all.some((word) => text.includes(word))
    },
    examples: [{ operand: 'red blue', holds: ['dark red', 'blueish'], fails: ['green', 'Red'] }],
  },
  'contains-all': {
    label: 'contains all of',
    prepare(operand) {
      const all = words(operand)
      return (text) => all.every((word) => text.includes(word))
    },
    examples: [{ operand: 'red shoe', holds: ['shoes, red'], fails: ['red hat'] }],
  },
  'starts-with': {
    label: 'starts with',
    prepare: (operand) => (text) => text.startsWith(one(operand)),
    examples: [{ operand: '/help', holds: ['/help', '/help/a'], fails: ['a/help'] }],
  },
  'ends-with': {
    label: 'ends with',
    prepare: (operand) => (text) => text.endsWith(one(operand)),
    examples: [{ operand: '.pdf', holds: ['a.pdf'], fails: ['a.PDF', 'a.pdf?'] }],
  },
  matches: {
    label: 'matches',
    prepare: (operand) => glob(one(operand)),
    examples: [
      { operand: 'a*e', holds: ['ae', 'abcde', 'adobe', 'a whole sentence'], fails: ['a', 'aeb'] },
      { operand: '* product', holds: ['My cool product'], fails: ['product'] },
      { operand: 'My \\* product', holds: ['My * product'], fails: ['My cool product'] },
      { operand: 'a*a', holds: ['aa', 'aba'], fails: ['a'] },
    ],
  },
  exists: {
    label: 'exists',
    prepare: () => () => true,
    examples: [{ holds: ['Home'], fails: [] }],
  },
} satisfies Record<string, StringOperatorDefinition>

function opposite(negates: keyof typeof positive, label: string): StringOperatorDefinition {
  const { prepare, examples } = positive[negates] as StringOperatorDefinition
  return {
    label,
    negates,
    prepare(operand) {
      const holds = prepare(operand)
      return (text) => !holds(text)
    },
    examples: examples.map((example) => ({
      ...example,
      holds: example.fails,
      fails: example.holds,
    })),
  }
}

/** The operators on texts (§5.2), in the order of the picker. Comparison is case-sensitive. */
export const stringOperatorDefinitions: Readonly<Record<StringOperator, StringOperatorDefinition>> =
  {
    equals: positive.equals,
    'not-equals': opposite('equals', 'does not equal'),
    'equals-any': positive['equals-any'],
    'not-equals-any': opposite('equals-any', 'does not equal any of'),
    contains: positive.contains,
    'not-contains': opposite('contains', 'does not contain'),
    'contains-any': positive['contains-any'],
    'not-contains-any': opposite('contains-any', 'does not contain any of'),
    'contains-all': positive['contains-all'],
    'not-contains-all': opposite('contains-all', 'does not contain all of'),
    'starts-with': positive['starts-with'],
    'not-starts-with': opposite('starts-with', 'does not start with'),
    'ends-with': positive['ends-with'],
    'not-ends-with': opposite('ends-with', 'does not end with'),
    matches: positive.matches,
    'not-matches': opposite('matches', 'does not match'),
    exists: positive.exists,
    'not-exists': opposite('exists', 'does not exist'),
  }

/** Whether a text, or no value (`null`), fulfils an operator; opposites hold for no value. */
export function testText(
  op: StringOperator,
  text: string | null,
  operand: OperandValue | undefined,
): boolean {
  const definition = stringOperatorDefinitions[op]
  return text === null ? definition.negates !== undefined : definition.prepare(operand)(text)
}
