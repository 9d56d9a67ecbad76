import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { Condition } from '../../model/conditions.ts'
import { type Compilation, type Period, addRuns } from '../compilation/compilation.ts'

/** The container in which a condition is asked: `event`, `session` or `person`. */
export type RuleScope = 'event' | 'session' | 'person'

/** A condition's answer. */
export interface Tested {
  /** The same on all events of an instance of the scope. */
  readonly mask: MaskRef
  /** The events that were looked at: an instance counts for a wider one through these only. */
  readonly window: MaskRef
  /** Which events of the instances a sequence keeps, where it does not keep all. */
  readonly keep?: MaskRef
}

/** Where a condition stands. */
export interface RulePlace {
  readonly c: Compilation
  readonly scope: RuleScope
  readonly period: Period
  /** Into the request or definition, for errors. */
  readonly path: Path
  /** Ids of the segments that lead here. */
  readonly trail: readonly string[]
  compile(condition: Condition, place: RulePlace): Promise<Tested>
}

/** Turns ids into names when a segment is described. */
export interface Names {
  dimension(id: string): string
  metric(id: string): string
  segment(id: string): string
  dateRange(id: string): string
  /** By whose clock times are said. */
  readonly timeZone: string
}

/** How the describer goes on into a condition's parts. */
export type Say = (condition: Condition) => string

/** One kind of condition: what it says about itself, how it is compiled and how it reads. */
export interface Rule<C> {
  readonly label: string
  readonly description: string
  /** As it is written. */
  readonly example: C
  compile(condition: C, place: RulePlace): Promise<Tested>
  describe(condition: C, names: Names, say: Say): string
}

/** A place inside another one. */
export const inside = (place: RulePlace, key: string | number): RulePlace => ({
  ...place,
  path: [...place.path, key],
})

const width = { event: 0, session: 1, person: 2 } as const

export const isWider = (a: RuleScope, b: RuleScope): boolean => width[a] > width[b]

/**
 * An answer asked in another scope: a wider instance fulfils it when any narrower one inside it does
 * (§5.1), a narrower one when it lies in such an instance.
 */
export function liftToScope(tested: Tested, from: RuleScope, place: RulePlace): Tested {
  const { c, scope, period } = place
  const { plan } = c
  if (from === scope) return tested
  if (isWider(from, scope) || scope === 'event') {
    return { mask: plan.and(tested.mask, tested.keep ?? null), window: period.window }
  }
  const mask = plan.and(tested.mask, tested.window)
  return { mask: anyInContainer(c, mask, scope), window: tested.window }
}

/** All events of the containers with any event in a mask. */
export function anyInContainer(
  c: Compilation,
  mask: MaskRef,
  scope: 'session' | 'person',
): MaskRef {
  return c.plan.anyIn(mask, addRuns(c, scope))
}

/** An event's own test, asked in the place's scope. */
export function defineEventRule(mask: MaskRef, place: RulePlace): Tested {
  return liftToScope({ mask, window: place.period.window }, 'event', place)
}

/**
 * Answers that looked at different events, made comparable: each counts only where it looked. A
 * person's answers stay as they are, they hold for all of its events.
 */
export function aligned(
  place: RulePlace,
  all: readonly Tested[],
): { readonly masks: readonly MaskRef[]; readonly window: MaskRef } {
  const { plan } = place.c
  const windows = [...new Set(all.map((tested) => tested.window))]
  const masks = all.map((tested) => tested.mask)
  if (windows.length === 1) return { masks, window: windows[0]! }
  const window = plan.or(...windows)
  if (place.scope === 'person') return { masks, window }
  return { masks: all.map((tested) => plan.and(tested.mask, tested.window)), window }
}

/** The answers of conditions under one key, in their order. */
export async function compileEach(
  conditions: readonly Condition[],
  place: RulePlace,
): Promise<readonly Tested[]> {
  const all: Tested[] = []
  for (const [i, condition] of conditions.entries()) {
    all.push(await place.compile(condition, inside(place, i)))
  }
  return all
}
