import { createContext, use } from 'react'
import type { Path } from '../../../model/path.ts'
import type { PreviewItem, RulePreview } from '../../../model/answers/previews.ts'
import { readRulePath, type ShownProblem } from '../../api/index.ts'
import type { InputChoices } from './form/inputs.ts'

/** What the fields of a card work with. */
export interface CardContext {
  readonly at: number
  readonly inputs: InputChoices
  /** Lookup datasets of the connection, with their fields. */
  readonly lookups: Readonly<Record<string, readonly string[]>>
  /** What it does on real values, as far as that is known. */
  readonly preview: RulePreview | undefined
  /** Of all events, on which it is tried. */
  readonly events: number
  /** The most frequent items of an input. */
  readonly topItems: (input: unknown) => readonly PreviewItem[]
  /** Whether an input is a number, an instant or else; undefined where that is not known. */
  readonly typeOf: (input: unknown) => string | undefined
  readonly problem: ShownProblem | undefined
}

/** Whether figures are those of the cards before. */
export const Staleness = createContext(false)

export const CardPlace = createContext<CardContext | null>(null)

export function useCard(): CardContext {
  const card = use(CardPlace)
  if (card === null) throw new Error('there is no card around this')
  return card
}

/** `invalid request: the list is empty` → `The list is empty` */
function withoutTitle({ title, detail }: ShownProblem): string {
  const words = detail.startsWith(`${title}: `) ? detail.slice(title.length + 2) : detail
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What is wrong at a path within the card, or below it; with `isExact`, at this very path. */
export function useProblem(path: Path, isExact = false): string | undefined {
  const { problem } = useCard()
  if (problem === undefined) return undefined
  const place = readRulePath(problem.path)?.slice(1) ?? []
  const isHere = path.every((part, k) => String(part) === String(place[k]))
  if (!isHere || (isExact && place.length !== path.length)) return undefined
  return withoutTitle(problem)
}
