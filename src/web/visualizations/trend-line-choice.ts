import { readChoice } from './read-settings.ts'

const trendLineChoices = [
  'none',
  'linear',
  'logarithmic',
  'exponential',
  'power',
  'quadratic',
  'moving-average',
] as const

/** The trend line that a visualization draws. */
export type TrendLineChoice = (typeof trendLineChoices)[number]

export const readTrendLine = (stored: Readonly<Record<string, unknown>>): TrendLineChoice =>
  readChoice(stored['trendLine'], trendLineChoices, 'none')
