export const report = {
  running: 'Running',
  cancel: 'Cancel',
  cancelled: 'Cancelled.',
  runAgain: 'Run again',
  loading: 'Loading',
  noValue: 'No value',
  emptyText: '(empty text)',
  empty: 'No rows',
  emptyHint: 'Choose a longer date range, fewer segments or another search.',
  facts: (events: string, people: string, time: string) =>
    `${events} events of ${people} people read in ${time}`,
  milliseconds: (count: string) => `${count} ms`,
  moreWarnings: (count: number) => (count === 1 ? '1 more warning' : `${count} more warnings`),
  seconds: (count: string) => `${count} s`,
}
