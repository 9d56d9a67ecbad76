export const connections = {
  none: 'No connection yet',
  noneHint: 'Import a dataset: it says who the persons are, and makes a connection.',
  mapOf: (name: string) => `How the datasets of ${name} are joined`,
  mapNote:
    'An arc joins two datasets of events: its figure is how many people have events in both. Lines lead to profiles and lookups. Choose a dataset to see how it is stitched.',
  rowsOf: (type: string, rows: string) => `${type} · ${rows} rows`,
  peopleOf: (people: string) => `${people} people`,
  between: (a: string, b: string) => `${a} and ${b}`,
  shared: 'People in both',
  by: 'By',
  joinedTo: 'Joined to',
  nothing: 'Nothing',
  open: (dataset: string) => `Open ${dataset}`,
  stitchedBelow: '– how it is stitched is below.',
  notStitched: '– it is not stitched: its rows have the person that their own person id names.',
}
