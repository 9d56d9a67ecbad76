import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { ReferenceEntry } from '../../../model/answers/reference.ts'
import { getOwn } from '../../../model/own.ts'
import type { DataViewDocument } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import type { InputChoices } from './form/inputs.ts'
import { refer, type Rules } from './rules.ts'

/** What surrounds the cards of a field. */
export interface Surroundings {
  readonly view: DataViewDocument
  readonly components: ComponentList
  readonly functions: readonly ReferenceEntry[]
  /** Lookup datasets of the connection, with their fields. */
  readonly lookups: Readonly<Record<string, readonly string[]>>
}

/** What is computed from sessions and events, beside the standard dimensions. */
const standardNumbers = [
  { id: 'timestamp', name: texts.derivedFields.input.timestamp },
  { id: 'time-spent', name: texts.derivedFields.input.timeSpent },
]

/** All that the card at a place can read: other cards first. */
export function listInputs(
  around: Surroundings,
  fieldId: string,
  rules: Rules,
  at: number,
): InputChoices {
  const { view, components, functions } = around
  const { input } = texts.derivedFields
  const others = (view.derivedFields ?? []).filter(({ id }) => id !== fieldId)
  const standard = [...standardNumbers, ...components.dimensions.filter((each) => each.isStandard)]
  const groups = [
    { name: input.cards, choices: listCards(functions, rules, at) },
    {
      name: input.fields,
      choices: components.fields.map(({ path, type }) => ({
        name: path,
        hint: getOwn(input.types, type),
        takes: { value: { field: path } },
      })),
    },
    {
      name: input.derived,
      choices: others.map(({ id, name = id }) => ({
        name,
        ...(name !== id && { hint: id }),
        takes: { value: { field: id } },
      })),
    },
    {
      name: input.standard,
      choices: standard.map(({ id, name }) => ({ name, takes: { value: { component: id } } })),
    },
  ]
  return { groups: groups.filter(({ choices }) => choices.length > 0) }
}

const listCards = (functions: readonly ReferenceEntry[], rules: Rules, at: number) =>
  rules.slice(0, at).map((rule, index) => {
    const name = texts.derivedFields.card(index + 1, nameFunction(functions, rule.function))
    return {
      name: rule.id ?? name,
      ...(rule.id !== undefined && { hint: name }),
      takes: { value: { rule: refer(rules, index) } },
    }
  })

export const nameFunction = (functions: readonly ReferenceEntry[], id: string): string =>
  functions.find((each) => each.id === id)?.label ?? id

/** The type of what an input reads, where that is known. */
export function typeOfInput({ components }: Surroundings, input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  if ('value' in input) return typeof input.value
  if ('field' in input) return components.fields.find(({ path }) => path === input.field)?.type
  if (!('component' in input)) return undefined
  if (input.component === 'timestamp') return 'timestamp'
  return input.component === 'time-spent' ? 'number' : undefined
}
