export const pages = {
  label: 'Pages',
  shown: (first: string, last: string, count: string) => `${first}–${last} of ${count}`,
  moreThan: (count: string) => `more than ${count}`,
  previous: 'Previous',
  next: 'Next',
  more: 'Show more',
}
