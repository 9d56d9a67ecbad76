export const summary = {
  number: { title: 'Summary number', description: 'One number, large' },
  change: {
    title: 'Summary change',
    description: 'How much a number changed, in percent and as it is',
  },
  show: 'Show',
  shows: { percent: 'Percent', difference: 'Difference', both: 'Both' },
  sparkline: 'With its course',
  of: (metric: string) => metric,
  caption: (range: string) => `Compared with ${range}.`,
  before: 'the range before',
  chosen: 'the range that the panel compares with',
}
