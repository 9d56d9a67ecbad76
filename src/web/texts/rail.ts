import { counted } from './counted.ts'

export const rail = {
  label: 'Components',
  search: 'Search components',
  dimensions: 'Dimensions',
  metrics: 'Metrics',
  calculatedMetrics: 'Calculated metrics',
  segments: 'Segments',
  dateRanges: 'Date ranges',
  favourites: 'Favourites',
  recent: 'Recently used',
  nothing: 'Nothing is called that.',
  empty: 'None yet',
  openItems: (name: string) => `Items of ${name}`,
  star: (name: string) => `Make ${name} a favourite`,
  unstar: (name: string) => `${name} is a favourite`,
  field: (field: string) => `Field ${field}`,
  standard: 'In every data view',
  more: (count: string) => `${count} more`,
  showAll: (count: number) => `Show all ${count}`,
  card: {
    label: (name: string) => `About ${name}`,
    items: (count: string) => `${count} items in all`,
    course: (name: string) => `${name} by week`,
    total: (total: string) => `${total} in all, by week`,
    people: (people: string) => `${people} people in all, by week`,
    usedBy: (count: number) =>
      count === 0
        ? 'Nothing uses it yet'
        : `Used by ${counted(count, 'definition', 'definitions')}`,
    tags: (tags: string) => `Tags: ${tags}`,
  },
  dragHint: 'Press Enter to pick it up, then Tab to choose where it goes.',
}
