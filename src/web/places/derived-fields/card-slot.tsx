import { memo, useMemo } from 'react'
import type { DerivedFieldPreview, PreviewItem } from '../../../model/answers/previews.ts'
import { isDeepEqual } from '../../../model/projects/is-deep-equal.ts'
import { readRulePath, type TriedRules } from '../../api/index.ts'
import { type CardContext, CardPlace } from './card-context.ts'
import type { PlaceCommand } from './handle.tsx'
import { listInputs, type Surroundings, typeOfInput } from './list-inputs.ts'
import { RuleCard } from './rule-card.tsx'
import { refer, type Rule, type Rules } from './rules.ts'

/** What can be done with the card at a place. */
export interface CardActs extends Readonly<Record<PlaceCommand['id'], (at: number) => void>> {
  readonly change: (at: number, rule: Rule) => void
  readonly rename: (at: number, id: string | undefined) => void
}

interface CardSlotProps {
  readonly around: Surroundings
  readonly fieldId: string
  /** Of all cards. */
  readonly heads: string
  readonly rule: Rule
  readonly at: number
  readonly tried: TriedRules | undefined
  readonly acts: CardActs
}

/** What cards know of each other: their names and functions. */
export const headsOf = (rules: Rules): string =>
  JSON.stringify(rules.map(({ id, function: name }) => ({ id, function: name })))

/** A card at its place; it is drawn anew when it is changed, not when others are. */
export const CardSlot = memo(function CardSlot(props: CardSlotProps) {
  const { around, fieldId, heads, rule, at, tried, acts } = props
  const rules = useMemo(() => JSON.parse(heads) as Rules, [heads])
  const place = useMemo(
    () => ({ ...choicesAt(around, fieldId, rules, at), ...knownAt(tried, rules, at) }),
    [around, fieldId, rules, at, tried],
  )
  const isLast = at === rules.length - 1
  const commands: readonly PlaceCommand[] = [
    { id: 'up', run: at === 0 ? null : () => acts.up(at) },
    { id: 'down', run: isLast ? null : () => acts.down(at) },
    { id: 'copy', run: () => acts.copy(at) },
    { id: 'remove', run: () => acts.remove(at) },
  ]
  return (
    <CardPlace value={place}>
      <RuleCard
        rule={rule}
        entry={around.functions.find(({ id }) => id === rule.function)}
        isLast={isLast}
        taken={rules.flatMap(({ id }, other) => (other === at || id === undefined ? [] : [id]))}
        commands={commands}
        onChange={(next) => acts.change(at, next)}
        onRename={(id) => acts.rename(at, id)}
      />
    </CardPlace>
  )
})

type Choices = Pick<CardContext, 'at' | 'inputs' | 'lookups' | 'typeOf'>

const choicesAt = (around: Surroundings, fieldId: string, rules: Rules, at: number): Choices => ({
  at,
  inputs: listInputs(around, fieldId, rules, at),
  lookups: around.lookups,
  typeOf: (input) => typeOfInput(around, input),
})

function knownAt(
  tried: TriedRules | undefined,
  rules: Rules,
  at: number,
): Omit<CardContext, keyof Choices> {
  const preview = tried?.preview ?? undefined
  return {
    preview: preview?.rules[at],
    events: preview?.events ?? 0,
    topItems: (input) => topItemsOf(preview, rules, input),
    problem: tried?.problems.find(({ path }) => readRulePath(path)?.[0] === at),
  }
}

/** The most frequent items of a field or of a card’s result, where they are known. */
function topItemsOf(
  preview: DerivedFieldPreview | undefined,
  rules: Rules,
  input: unknown,
): readonly PreviewItem[] {
  const field = preview?.fields.find((each) => isDeepEqual({ field: each.field }, input))
  if (field !== undefined) return field.items
  const at = rules.findIndex((_, index) => isDeepEqual({ rule: refer(rules, index) }, input))
  return preview?.rules[at]?.items ?? []
}
