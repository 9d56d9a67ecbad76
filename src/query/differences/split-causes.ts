import type { Causes } from '../../model/answers/comparison.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { type Sides, splitChain } from './factors.ts'
import { nameFormula, type Nature } from './nature.ts'
import { splitProduct } from './split-product.ts'
import type { Measure } from './table-of-differences.ts'

export interface Split {
  /** What the difference is split into, in words. */
  readonly split: string
  readonly causes: Causes
}

type Read = (measure: Measure) => Sides | null

const BY_SHAPLEY = 'each by the mean of its effect over all orders in which they can change'

/** The causes of a difference of a cell; none where one of the numbers is undefined. */
export function splitCauses(
  c: Compilation,
  nature: Nature,
  read: Read,
  { isPart, name }: { readonly isPart: boolean; readonly name: string },
): Split {
  const whole = read('whole')
  if (whole === null) return { split: 'One of the numbers is undefined.', causes: {} }
  switch (nature.kind) {
    case 'people':
      return isPart ? splitPeople(whole, read('everybody')!) : asOne('people', name, whole)
    case 'count':
      return splitCount(nature.name, whole, read('people')!)
    case 'sum':
      return splitAmount(nature, whole, read('people')!, read('counted')!)
    case 'ratio':
      return splitRatio(c, nature, read('numerator')!, read('denominator')!)
    case 'linear':
    case 'whole':
      return asOne('value', name, whole)
    default:
      throw nature satisfies never
  }
}

function asOne(key: 'people' | 'value', name: string, { before, now }: Sides): Split {
  const causes = { [key]: { name, before, now, effect: now - before } }
  return { split: `${name} as a whole: it is no product of people, rate and value.`, causes }
}

function splitPeople(whole: Sides, everybody: Sides): Split {
  const share = 'Share of them who are here'
  const [people, rate] = splitChain([
    { name: 'People of the report', ...everybody },
    { name: share, ...whole },
  ])
  const split = `People of the report × the share of them who are here, ${BY_SHAPLEY}.`
  return { split, causes: { people: people!, rate: rate! } }
}

function splitCount(name: string, whole: Sides, all: Sides): Split {
  const [people, rate] = splitChain([
    { name: 'People', ...all },
    { name: `${name} per person`, ...whole },
  ])
  return {
    split: `People × ${name} per person, ${BY_SHAPLEY}.`,
    causes: { people: people!, rate: rate! },
  }
}

function splitAmount(
  { name, per }: Extract<Nature, { readonly kind: 'sum' }>,
  whole: Sides,
  all: Sides,
  counted: Sides,
): Split {
  const what = per === 'session' ? 'Sessions' : `Events with ${name}`
  const [people, rate, value] = splitChain([
    { name: 'People', ...all },
    { name: `${what} per person`, ...counted },
    { name: `${name} per ${per}`, ...whole },
  ])
  return {
    split: `People × ${lower(what)} per person × ${name} per ${per}, ${BY_SHAPLEY}.`,
    causes: { people: people!, rate: rate!, value: value! },
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function splitRatio(
  c: Compilation,
  nature: Extract<Nature, { readonly kind: 'ratio' }>,
  over: Sides,
  under: Sides,
): Split {
  const names = [nameFormula(c, nature.numerator), nameFormula(c, nature.denominator)] as const
  const [first, second] = splitProduct([over.before, 1 / under.before], [over.now, 1 / under.now])
  return {
    split: `${names[0]} ÷ ${names[1]}, ${BY_SHAPLEY}.`,
    causes: {
      numerator: { name: names[0], ...over, effect: first! },
      denominator: { name: names[1], ...under, effect: second! },
    },
  }
}
