export const palette = {
  title: 'Search or do anything',
  placeholder: 'Search or do anything',
  results: 'Results',
  nothing: 'Nothing has a name like that.',
  go: 'Go to',
  app: 'Throughline',
  make: 'New',
  start: (job: string) => `Start: ${job}`,
  people: 'People',
  findAmong: (text: string) => `Find ${text} among all people`,
  findPerson: (id: string) => `Find the person ${id}`,
}
