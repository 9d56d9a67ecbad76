export const cohort = {
  title: 'Cohort table',
  description: 'Who comes back, by when they came first',
  granularity: 'Period',
  granularities: { day: 'Day', week: 'Week', month: 'Month' },
  inclusion: 'Included with',
  inclusionFrom: 'At least in total',
  return: 'Returns with',
  returnFrom: 'Returns at least in total',
  type: 'Show',
  types: { retention: 'Retention', churn: 'Churn' },
  cohort: 'Cohort',
  included: 'Included',
  notOver: 'This period is not over yet',
  people: (count: string) => `${count} people`,
  caption: (inclusion: string, back: string, period: string, type: 'retention' | 'churn') =>
    `A row: people with ${inclusion} in that ${period}. A cell: the share of them ${type === 'churn' ? 'without' : 'with'} ${back} so many ${period}s later. Periods that are not over have no share.`,
}
