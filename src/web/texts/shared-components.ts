import { counted } from './counted.ts'

/** Components that are defined once for several data views. */
export const sharedComponents = {
  title: 'Shared components',
  one: 'Shared component',
  new: 'New shared component',
  newHint:
    'It is defined once: data views that use it change with it, but for the settings that they override.',
  search: 'Search shared components',
  name: 'Name',
  kind: 'Kind',
  kinds: { dimension: 'Dimension', metric: 'Metric' },
  titles: {
    dimension: (name: string) => `Shared dimension ${name}`,
    metric: (name: string) => `Shared metric ${name}`,
  },
  field: 'Field',
  ownId: 'That of its id in each data view',
  fieldOf: 'Fields of',
  folder: 'Folder',
  tags: 'Tags',
  usedBy: 'Data views',
  unused: 'None yet',
  none: 'No component is shared yet',
  noneHint: 'Share one in a data view, or make one here and add it there.',
  noneFound: 'Nothing fits',
  noneFoundHint: 'Search for something else.',
  noDataView: 'There is no data view yet',
  noDataViewHint: 'Its fields and items are read in a data view. Add data first.',
  toData: 'To the data',
  settings: 'Settings',
  unknown: (id: string) => `There is no shared component ${id}`,
  toAll: 'See all shared components',
  standing: (count: number) =>
    count === 0 ? 'No data view uses it' : `Used in ${counted(count, 'data view', 'data views')}`,
  copy: 'Copy…',
  copyOf: (name: string) => `Copy of ${name}`,
  deleteText: 'No data view uses it. Its settings are gone.',
  lookIn: 'Looked at in',
  notUsedThere: (view: string) => `${view} does not use it: this is what it would be there.`,
  uses: 'Where it is used',
  noUses:
    'No data view uses it yet. Add it there: Data, the data view, Add…, Use a shared component.',
  overrides: (names: string) => `Overrides ${names}`,
  asHere: 'As it is here',
  missingRate: (currency: string) =>
    `It has no rate of ${currency}, which amounts are converted into: list it there first.`,
  toRates: 'Currencies',
  breaks: (count: number) =>
    `Saving this breaks ${counted(count, 'definition', 'definitions')} in data views that use it`,
  brokenIn: (view: string, what: string, problem: string) => `${view}, ${what}: ${problem}`,
  invalidIn: (view: string, problem: string) => `${view}: ${problem}`,
  about: 'For those who edit it',
  open: 'Edit it for all data views',
}
