import { counted } from './counted.ts'

const forbids = (acts: readonly string[]): string => `does not allow to ${acts.join(' or ')}`

export const policies = {
  title: 'Policies',
  hint: 'Labels say what a field is, policies what must not be done with it. What reads a labelled field has its labels, too.',
  new: 'New policy',
  none: 'No policy yet',
  noneHint:
    'Label a field first, such as sensitive; then make a policy that says what is not done with fields of that label.',
  name: 'Policy',
  labels: 'Labels',
  labelsHint: (known: readonly string[]) =>
    known.length === 0
      ? 'Separated by commas'
      : `Separated by commas. Labels of fields now: ${known.join(', ')}`,
  actions: 'Does not allow to',
  destinations: 'Destinations',
  all: 'All',
  allDestinations: 'All destinations.',
  addDestination: 'Add a destination',
  blocks: 'Blocks now',
  blocked: 'Blocked now',
  nothing: 'Nothing',
  noBlocks: 'Policies are in the way of nothing now',
  noBlocksHint: 'Audiences that a policy does not allow to be sent somewhere are listed here.',
  sendings: (count: number) =>
    counted(count, 'audience at a destination', 'audiences at destinations'),
  audience: 'Audience',
  visualization: 'Visualization',
  profileChanges: 'Changes of profiles',
  change: 'Change',
  edit: 'Edit',
  editOf: (name: string) => `Edit ${name}`,
  editTitle: (name: string) => `Policy ${name}`,
  delete: 'Delete',
  deleteOf: (name: string) => `Delete ${name}`,
  deleteText: 'What it blocks is allowed from then on, and what waits because of it is sent.',
  incomplete: 'Name it, a label, and what is not allowed.',
  labelled: 'Labelled fields',
  field: 'Field',
  dataset: 'Dataset',
  noLabels: 'No field has a label yet',
  noLabelsHint:
    'Choose a dataset and a field, and say what it is: identity, sensitive, consent:marketing.',
  label: 'Label a field',
  labelHint: 'An empty list takes its labels away.',
  saveLabels: 'Save labels',
  noPolicy: 'No policy is about these labels.',
  policyStart: 'Policy',
  doesNotAllow: (acts: readonly string[], at: readonly string[] | null) =>
    `${forbids(acts)} it${at === null ? '' : ` to ${at.join(', ')}`}.`,
  forbids,
  used: 'Labelled fields that it reads',
  through: 'through',
  why: (policy: string) => `Why: policy ${policy}`,
  notAsked: 'Nothing is known of policies',
  heldBack: 'Policies do not allow to take this away',
}
