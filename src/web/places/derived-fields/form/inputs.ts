import { isDeepEqual } from '../../../../model/projects/is-deep-equal.ts'
import { matchesWords } from '../../../components/matches-words.ts'
import { printItem } from '../../../components/item-text.ts'
import { texts } from '../../../texts/index.ts'

/** What an input of a card can be chosen from. */
export interface InputChoices {
  readonly groups: readonly InputGroup[]
}

interface InputGroup {
  readonly name: string
  readonly choices: readonly InputChoice[]
}

export interface InputChoice {
  readonly name: string
  readonly hint?: string | undefined
  readonly takes: { readonly value: unknown }
}

/** What is typed as a value of its own; nothing typed: no value, and the moments that there are. */
export function fixedChoices(text: string, clocks: readonly string[]): InputGroup {
  const { input } = texts.derivedFields
  const typed = text.trim()
  const number = typed === '' ? Number.NaN : Number(typed)
  const choices: InputChoice[] = [
    ...(text === '' ? [{ name: input.none, takes: { value: { value: null } } }] : []),
    ...clocks.map((clock) => ({ name: nameClock(clock), takes: { value: { clock } } })),
    { name: input.text(text), takes: { value: { value: text } } },
    ...(Number.isFinite(number)
      ? [{ name: input.number(typed), takes: { value: { value: number } } }]
      : []),
    ...(typed === 'true' || typed === 'false'
      ? [{ name: input.yesOrNo(typed), takes: { value: { value: typed === 'true' } } }]
      : []),
  ]
  return { name: input.fixed, choices }
}

/** Those whose names have the words that are typed. */
export const narrow = ({ groups }: InputChoices, text: string): readonly InputGroup[] =>
  groups
    .map(({ name, choices }) => ({
      name,
      choices: choices.filter((choice) => matchesWords(text, [choice.name, choice.hint])),
    }))
    .filter(({ choices }) => choices.length > 0)

const nameClock = (clock: string): string =>
  clock === 'now' ? texts.derivedFields.input.now : texts.derivedFields.input.today

/** An input as its button shows it; undefined where none is chosen. */
export function nameInput({ groups }: InputChoices, input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  const choices = groups.flatMap((group) => group.choices)
  const found = choices.find(({ takes }) => isDeepEqual(takes.value, input))
  if (found !== undefined) return found.name
  if ('value' in input) return nameFixed(input.value)
  if ('clock' in input) return nameClock(String(input.clock))
  const [id] = Object.values(input) as unknown[]
  return id === undefined ? undefined : String(id)
}

function nameFixed(value: unknown): string {
  if (value === null) return texts.derivedFields.input.none
  return typeof value === 'string' ? `“${value}”` : printItem(value as number | boolean, '')
}
