import { all } from './all.ts'
import type { AllocationRule, SingleAllocation } from './allocation.ts'
import { firstKnown } from './first-known.ts'
import { lastKnown } from './last-known.ts'
import { mostRecent } from './most-recent.ts'
import { original } from './original.ts'

export type { AllocationRule, Bound, Reach, SingleAllocation } from './allocation.ts'

/** Every allocation of persistence (§3.9), in the order of the picker. */
export const allocations = {
  'most-recent': mostRecent,
  original,
  all,
  'first-known': firstKnown,
  'last-known': lastKnown,
} as const satisfies Record<string, AllocationRule>

export type AllocationName = keyof typeof allocations

/** Allocations under which an event has at most one value. */
export type SingleAllocationName = {
  [Name in AllocationName]: (typeof allocations)[Name] extends SingleAllocation ? Name : never
}[AllocationName]

export const isSingleAllocation = (name: AllocationName): name is SingleAllocationName =>
  allocations[name].kind === 'single'
