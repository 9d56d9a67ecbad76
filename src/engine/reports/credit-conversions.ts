import type { MaskRef } from '../operator.ts'
import type { Growing } from '../operators/growing.ts'
import type { Scope } from '../scope.ts'
import type { CreditReport } from './credit-report.ts'
import type { Touches } from './credit-touches.ts'

/** The batch's events in a mask that are worth something, in order. */
export function findWorthy(
  { conversions, amount }: Pick<CreditReport, 'conversions' | 'amount'>,
  found: Growing,
  scope: Scope,
): void {
  if (amount === null) return findConversions(conversions, found, scope)
  found.clear()
  const mask = scope.maskOrAll(conversions)
  const amounts = scope.numbers(amount)
  for (let i = 0; i < scope.events; i++) {
    if (amounts[i] && (!mask || mask[i])) found.push(i)
  }
}

/** The batch's events in a mask, in order. */
export function findConversions(conversions: MaskRef, found: Growing, scope: Scope): void {
  found.clear()
  const mask = scope.maskOrAll(conversions)
  if (!mask) {
    for (let i = 0; i < scope.events; i++) found.push(i)
    return
  }
  const words = scope.memory.slots(mask)
  for (let w = 0; w < words.length; w++) {
    if (words[w] === 0) continue
    for (let i = w * 4; i < w * 4 + 4; i++) if (mask[i]) found.push(i)
  }
  for (let i = words.length * 4; i < scope.events; i++) if (mask[i]) found.push(i)
}

/** Visits conversions in order, each with its touchpoints `from` … `to - 1`, perhaps none. */
export function eachConversion(
  report: Pick<CreditReport, 'runs' | 'lookbackMs'>,
  conversions: Uint32Array,
  { count, events }: Touches,
  scope: Scope,
  visit: (event: number, from: number, to: number) => void,
): void {
  const { offsets } = scope.runs(report.runs)
  const { time } = scope.block
  const base = scope.range.eventFrom
  const lookback = report.lookbackMs ?? Infinity
  let [run, from, to] = [0, 0, 0]
  for (let c = 0; c < conversions.length; c++) {
    const event = conversions[c]!
    while (offsets[run + 1]! <= event) run++
    while (to < count && events[to]! <= event) to++
    while (from < to && events[from]! < offsets[run]!) from++
    if (lookback !== Infinity) {
      const earliest = time[base + event]! - lookback
      while (from < to && time[base + events[from]!]! < earliest) from++
    }
    visit(event, from, to)
  }
}
