import type { Json } from '../call.ts'
import { type OperationName, operations } from './operations.ts'

/** Something done to an attribute; `at` is when it happened, in UTC milliseconds. */
export interface Step {
  readonly at: number
  readonly kind: OperationName
  readonly value: Json
}

/** What an attribute was set to last (null: it was taken away), and what was done to it since, by time. */
export interface History {
  readonly base: { readonly at: number; readonly value: Json }
  readonly steps: readonly Step[]
}

/** Before anything is known of an attribute. */
export const untold: History = { base: { at: Number.MIN_SAFE_INTEGER, value: null }, steps: [] }

/** Steps that can still be put in order; of more, the oldest are taken into the base. */
const MOST_STEPS = 100

const or = (value: Json): Json | undefined => value ?? undefined

const run = (value: Json | undefined, { kind, value: by }: Step): Json | undefined =>
  operations[kind].apply(value, by)

/** What an attribute is now. */
export const valueOf = ({ base, steps }: History): Json | undefined =>
  steps.reduce(run, or(base.value))

/** What is set counts until something later is; what was done before it is gone. Null takes it away. */
export function setAt(history: History, at: number, value: Json): History {
  if (at < history.base.at) return history
  return { base: { at, value }, steps: history.steps.filter((step) => step.at > at) }
}

/** Steps are done in the order of their times, those of one time in that of their arrival. */
export function stepAt(history: History, step: Step): History {
  const { base, steps } = history
  if (step.at < base.at) return history
  const before = steps.filter(({ at }) => at <= step.at)
  const after = steps.filter(({ at }) => at > step.at)
  if (step.kind !== 'set_once') return shorten({ base, steps: [...before, step, ...after] })
  if (valueOf({ base, steps: before }) !== undefined) return history
  const others = after.filter(({ kind }) => kind !== 'set_once')
  return shorten({ base, steps: [...before, step, ...others] })
}

function shorten({ base, steps }: History): History {
  const [oldest, ...rest] = steps
  if (oldest === undefined || steps.length <= MOST_STEPS) return { base, steps }
  return shorten({
    base: { at: oldest.at, value: run(or(base.value), oldest) ?? null },
    steps: rest,
  })
}

/** Both as one, such as of an id that turned out to be somebody's. */
export const mergeHistories = (one: History, other: History): History =>
  other.steps.reduce(stepAt, setAt(one, other.base.at, other.base.value))
