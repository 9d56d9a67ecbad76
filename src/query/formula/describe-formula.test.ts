import { expect, test } from 'vitest'
import type { Names } from '../segments/rule.ts'
import { describeFormula } from './describe-formula.ts'

const upper = (id: string): string => id.toUpperCase()
const names: Names = {
  dimension: upper,
  metric: upper,
  segment: upper,
  dateRange: upper,
  timeZone: 'UTC',
}

test.each([
  [
    'orders {"model":"participation","container":"person","lookback":{"days":30}} - orders {"model":"last-touch","container":"session"}',
    'ORDERS (Participation, 30 days) - ORDERS (Last touch, session)',
  ],
  [
    'orders {"model":"time-decay","container":"person","halfLife":{"days":1}}',
    'ORDERS (Time decay, half-life 1 day)',
  ],
  [
    'orders {"model":"custom","container":"person","weights":[2,1,1]}',
    'ORDERS (Custom, weights 2 : 1 : 1)',
  ],
  ['[buyers] (`my orders` + 1) / total(sessions)', '[BUYERS] (MY ORDERS + 1) / total(SESSIONS)'],
  [
    '[{"container":"event","where":{"metric":"orders","op":"exists"}}] sessions',
    '[events with: ORDERS exists] SESSIONS',
  ],
])('%s is said with names, and without JSON', (written, said) => {
  expect(describeFormula(written, names)).toBe(said)
})
