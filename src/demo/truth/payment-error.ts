import type { DemoEvent } from '../world/events.ts'
import { dayMs, dayOf, minuteMs, type Period } from '../world/period.ts'
import { scenario } from '../world/scenario.ts'
import type { Observer } from './observer.ts'

/** The error that makes people call. */
export interface PaymentErrorTruth {
  readonly error: string
  readonly page: string
  readonly device: string
  /** The first day with it, and the first without. */
  readonly introduced: string
  readonly fixed: string
  readonly withinMinutes: number
  readonly plannedCallRate: number
  errors: number
  /** Of the errors: how many have a call of the same person within the minutes. */
  errorsWithCall: number
  people: number
  peopleWhoCalled: number
}

export function observePaymentError({ startMs }: Period): Observer<PaymentErrorTruth> {
  const { name, page, device, firstDay, endDay, withinMinutes, callRate } = scenario.paymentError
  const truth: PaymentErrorTruth = {
    error: name,
    page,
    device,
    introduced: dayOf(startMs + firstDay * dayMs),
    fixed: dayOf(startMs + endDay * dayMs),
    withinMinutes,
    plannedCallRate: callRate,
    errors: 0,
    errorsWithCall: 0,
    people: 0,
    peopleWhoCalled: 0,
  }
  return {
    see({ persons }) {
      for (const { events } of persons) {
        const errors = events.filter(({ row }) => row.error === name)
        const withCall = errors.filter((error) => events.some((event) => isCallSoon(error, event)))
        truth.errors += errors.length
        truth.errorsWithCall += withCall.length
        if (errors.length > 0) truth.people++
        if (withCall.length > 0) truth.peopleWhoCalled++
      }
    },
    tell: () => truth,
  }
}

function isCallSoon(error: DemoEvent, { dataset, ms }: DemoEvent): boolean {
  const { withinMinutes } = scenario.paymentError
  return dataset === 'calls' && ms > error.ms && ms <= error.ms + withinMinutes * minuteMs
}
