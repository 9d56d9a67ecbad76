export const paths = {
  title: 'Converting paths',
  description: 'The paths that lead, or fail to lead, to a goal',
  goal: 'Goal',
  order: 'Order',
  orders: { most: 'Most converting', 'least-converting': 'Least converting' },
  total: (count: string, conversions: string) => `${conversions} of ${count} reached the goal`,
  took: (count: string) => `${count} took it`,
  reached: (conversions: string, rate: string) => `${conversions} reached the goal (${rate})`,
  anyPath: 'Any path',
  atOnce: 'Nothing before the goal',
  measures: { count: 'Took this path', conversions: 'Reached the goal' },
}
