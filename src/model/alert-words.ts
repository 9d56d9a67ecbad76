/** The periods that alerts look at, each as soon as it is over. */
export const alertUnits = ['hour', 'day', 'week', 'month'] as const

export type AlertUnit = (typeof alertUnits)[number]

/** How sure the band around an expected value is, in percent. semantics §8.10 */
export const alertConfidences = [90, 95, 99, 99.75, 99.9] as const

/** What a period is compared with: the one before it, or the same one so long before. */
export const alertComparisons = [
  'previous-period',
  'day-before',
  'week-before',
  'month-before',
  'year-before',
] as const

export type AlertComparison = (typeof alertComparisons)[number]

/** With what a period of each length can be compared. */
export const comparisonsOf: Readonly<Record<AlertUnit, readonly AlertComparison[]>> = {
  hour: alertComparisons,
  day: ['previous-period', 'week-before', 'month-before', 'year-before'],
  week: ['previous-period', 'year-before'],
  month: ['previous-period', 'year-before'],
}
