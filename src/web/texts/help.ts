/** The pages of `docs/help/` by their files, in the order of their list. */
const jobs = {
  'job-cross-channel': {
    title: 'Cross-channel journey',
    about: 'One view of people across web, app, stores and calls',
  },
  'job-converting-paths': {
    title: 'Converting paths',
    about: 'Where people are lost, and which paths lead to orders',
  },
  'job-channels': {
    title: 'Channel engagement and conversion',
    about: 'What channels bring, credit, cost and return',
  },
  'job-content': { title: 'Top viewed content', about: 'Views, entries, exits and time of pages' },
  'job-products': {
    title: 'Categories and products',
    about: 'From the view to the order, and how it was found',
  },
  'job-campaigns': { title: 'Campaigns', about: 'Touches, assists, cohorts and lift' },
  'job-self-service': {
    title: 'Tools and self-service',
    about: 'Use of tools, and whether their users call less',
  },
  'job-call-deflection': {
    title: 'Call deflection',
    about: 'Pages and errors that lead to calls',
  },
  'job-audiences': {
    title: 'Audiences for the profile',
    about: 'From a number to an audience that is sent',
  },
}

const concepts = {
  sessions: { title: 'Sessions', about: 'Timeout, pauses, ranges' },
  persistence: { title: 'Persistence', about: 'Allocation, expiration, binding' },
  attribution: { title: 'Attribution', about: 'Models, touchpoints, lookback' },
  segments: { title: 'Segments', about: 'Containers, sequences, dates' },
  stitching: { title: 'Stitching', about: 'Anonymous rows get their person; replay' },
  identities: { title: 'People and identities', about: 'Namespaces, graphs, lost links' },
  audiences: { title: 'Audiences', about: 'Runs, changes, dry run, hold-out' },
  'derived-fields': { title: 'Derived fields', about: 'Rules that make fields of fields' },
  'calculated-metrics': { title: 'Calculated metrics', about: 'Formulas, totals, functions' },
  dates: { title: 'Dates and calendars', about: 'Rolling ranges, time zones, retail calendars' },
  exactness: { title: 'Exactness', about: 'Totals, people, what is set aside' },
}

export const help = {
  title: 'Help',
  search: 'Search help and reference',
  conceptsTitle: 'Concepts',
  jobsTitle: 'Jobs',
  referenceTitle: 'Reference',
  concepts,
  jobs,
  of: (title: string) => `Help: ${title}`,
  ofReference: (title: string) => `Reference: ${title}`,
  open: 'Open in Help',
  close: 'Close',
  found: (count: number) => (count === 1 ? 'One place has this' : `${count} places have this`),
  noPage: 'There is no page of that name.',
  nothing: 'Nothing has all of these words.',
  more: (count: number) => `${count} more: search for more words.`,
  arguments: 'Arguments',
  example: 'Example',
  whatToDo: (hint: string) => `What to do: ${hint}.`,
  argument: (name: string, kind: string, about: string) => `${name} (${kind}): ${about}`,
}

export type HelpPageId = keyof typeof concepts | keyof typeof jobs
