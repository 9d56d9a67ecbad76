import { z } from 'zod'
import { ruleCondition, ruleInput } from '../../../model/derived-field.ts'
import {
  type CompiledCondition,
  compileConditionMask,
  compileConditionTest,
  listInputs,
  readCondition,
} from '../conditions.ts'
import {
  isConstant,
  type Known,
  type RuleOperand,
  type Result,
  type RuleContext,
} from '../operand.ts'
import { areNumbers, selectBranch } from '../select.ts'
import { areCoded, perCombination } from '../tuples.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const phrase = (value: string) => ({ input: { field: 'page' }, op: 'contains', value })
const days = (op: string, value: number) => ({ input: { field: 'days' }, op, value })

const settings = z.strictObject({
  branches: z
    .array(
      z.strictObject({
        when: ruleCondition,
        then: ruleInput.meta({ examples: [{ value: '' }] }),
      }),
    )
    .min(1)
    .meta({ title: 'Rules', description: 'the first that holds sets the value' }),
  otherwise: ruleInput.optional().meta({
    title: 'All other values',
    description: 'no value when left out',
  }),
})

type Settings = z.output<typeof settings>

export const caseWhen = defineDerivedFieldFunction({
  label: 'Case when',
  description:
    'The first condition that holds sets the value; a negated test also holds without a value.',
  output: 'like its input',
  settings,
  cases: {
    of: 'branches',
    number: ({ branches }) => ({
      function: 'case-when',
      branches: branches.map(({ when }, index) => ({ when, then: { value: `${index + 1}` } })),
    }),
  },
  examples: [
    {
      title: 'Page groups by a phrase',
      rules: [
        {
          function: 'case-when',
          branches: [
            { when: phrase('search'), then: { value: 'search' } },
            { when: phrase('browse'), then: { value: 'browse' } },
          ],
        },
      ],
      rows: [{ page: 'search p13_no' }, { page: 'browse' }, { page: 'search-redirect' }],
      values: ['search', 'browse', 'search'],
    },
    {
      title: 'Trips by their length',
      rules: [
        {
          function: 'case-when',
          branches: [
            { when: days('lte', 3), then: { value: 'short trip' } },
            { when: days('lte', 7), then: { value: 'medium trip' } },
          ],
          otherwise: { value: 'long trip' },
        },
      ],
      rows: [{ days: 1 }, { days: 12 }, { days: 6 }],
      values: ['short trip', 'long trip', 'medium trip'],
    },
  ],
  compile,
})

interface Branch {
  readonly when: CompiledCondition
  readonly then: RuleOperand
}

/**
 * A rule whose inputs depend on the codes of one field, or of few, is decided once per code; one on
 * lists per combination of their elements' values; any other by masks over the events.
 */
async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { branches, otherwise } = await readBranches(rule, context)
  const inputs = [
    ...branches.flatMap(({ when, then }) => [...listInputs(when), ...valueOf(then)]),
    ...valueOf(otherwise),
  ]
  if (inputs.some(({ value }) => value.isList) || areCoded(context, inputs)) {
    return decide(context, branches, otherwise, inputs)
  }
  const chosen = branches.map(({ when, then }) => ({
    mask: compileConditionMask(context.c, when),
    outcome: then,
  }))
  return selectBranch(context.c, [...chosen, { mask: null, outcome: otherwise }])
}

async function readBranches(rule: Settings, context: RuleContext) {
  const branches: Branch[] = []
  for (const [index, branch] of rule.branches.entries()) {
    const path = [...context.path, 'branches', index]
    const when = await readCondition(context, branch.when, [...path, 'when'])
    branches.push({ when, then: await context.input(branch.then, [...path, 'then']) })
  }
  const otherwise: RuleOperand = rule.otherwise
    ? await context.input(rule.otherwise, [...context.path, 'otherwise'])
    : { constant: null }
  return { branches, otherwise }
}

const valueOf = (operand: RuleOperand): readonly Known[] => (isConstant(operand) ? [] : [operand])

function decide(
  context: RuleContext,
  branches: readonly Branch[],
  otherwise: RuleOperand,
  inputs: readonly Known[],
): Promise<Result> {
  const tests = branches.map(({ when, then }) => ({
    test: compileConditionTest(context.c, when),
    then,
  }))
  const isNumber = areNumbers([...branches.map(({ then }) => then), otherwise])
  return perCombination(context, inputs, isNumber, (itemOf) => {
    const then = tests.find(({ test }) => test(itemOf))?.then ?? otherwise
    return isConstant(then) ? then.constant : itemOf(then)
  })
}
