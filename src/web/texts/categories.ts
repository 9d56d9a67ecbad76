export const categories = {
  bar: {
    title: 'Bars',
    description: 'Items of a dimension side by side, by one metric or several',
  },
  'stacked-bar': {
    title: 'Stacked bars',
    description: 'Items of a dimension, each in parts or as shares',
  },
  'horizontal-bar': {
    title: 'Horizontal bars',
    description: 'Items of a dimension one below the other',
  },
  donut: { title: 'Donut', description: 'Shares of a whole as a ring' },
  treemap: { title: 'Treemap', description: 'Shares of a whole as areas, for many items' },
  scatter: { title: 'Scatter', description: 'Items of a dimension by two metrics' },
  bubble: {
    title: 'Bubbles',
    description: 'Items of a dimension by two metrics, a third as their size',
  },
  bullet: { title: 'Bullet', description: 'Items of a dimension against a goal' },
  stackBy: 'Parts by',
  isPercent: 'As shares',
  x: 'Across',
  y: 'Up',
  size: 'Size',
  goal: 'Goal',
  goalSource: 'Goal is',
  goalSources: { number: 'A number', comparison: 'The compared range' },
  rest: (count: string) => `${count} more`,
  caption: (measures: string, dimension: string) =>
    `${measures} of each ${dimension}, the largest first.`,
  captionShares: ' Shares are of the total of the items that are shown.',
  captionGoal: (goal: string) => ` The line is the goal: ${goal}.`,
  captionCompared: ' Lighter: the range that it is compared with.',
  needsRange: 'No range to compare with',
  needsRangeHint: 'Give the panel a comparison, or the goal a number.',
}
