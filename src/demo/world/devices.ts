import { lot, type Random } from './random.ts'
import { sharersOf } from './shared-browsers.ts'
import { scenario } from './scenario.ts'

/** A browser or an installed app, and what it is known by. */
export interface Device {
  /** Its cookie or device id. */
  readonly id: string
  readonly type: DeviceType
  readonly isShared: boolean
  /** The days on which it is used: `[firstDay, endDay)`; a browser that forgets its cookie is a new one. */
  readonly firstDay: number
  readonly endDay: number
}

export type DeviceType = 'Mobile' | 'Desktop' | 'Tablet'

const types = lot({ Mobile: 56, Desktop: 37, Tablet: 7 })
const always = { firstDay: 0, endDay: scenario.days, isShared: false }

/** The browser that is used most comes first, and again after each that forgot its cookie. */
export function makeBrowsers(random: Random, number: number): readonly Device[] {
  const type = random.choose(types)
  const forgetsOn = random.isTrue(0.08) ? random.integer(20, 70) : scenario.days
  const browsers: Device[] = [{ id: cookieOf(number, 1), type, ...always, endDay: forgetsOn }]
  if (forgetsOn < scenario.days) {
    browsers.push({ id: cookieOf(number, 2), type, ...always, firstDay: forgetsOn })
  }
  if (random.isTrue(0.4)) {
    const other = type === 'Mobile' ? 'Desktop' : 'Mobile'
    browsers.push({ id: cookieOf(number, 3), type: other, ...always })
  }
  const [first] = sharersOf(number) ?? []
  if (first === undefined) return browsers
  return [...browsers, { id: cookieOf(first, 0), type: 'Tablet', ...always, isShared: true }]
}

export const makeAppDevice = (random: Random, number: number): Device => ({
  id: `${random.isTrue(0.45) ? 'IOS' : 'AND'}-${scramble(number)}`,
  type: 'Mobile',
  ...always,
})

const cookieOf = (number: number, index: number): string => `${scramble(number)}.${index}`

/** Eight hexadecimal digits that differ for every number. */
const scramble = (number: number): string =>
  (Math.imul(number, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
