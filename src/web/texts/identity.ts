import { counted } from './counted.ts'

export const identity = {
  title: 'Identity',
  back: 'All identity spaces',
  spaces: 'Identity spaces',
  space: 'Space',
  noSpaces: 'No identity space yet',
  noSpacesHint:
    'A space says which ids are one person’s. Make your own, or load the sample under Data, which comes with one.',
  holds: 'What the space holds',
  figures: {
    people: 'People',
    identities: 'Identities',
    links: 'Links',
    lost: 'Links that do not stand',
    quarantined: 'Held back',
    largestGraph: 'Largest graph',
  },
  person: 'A person',
  find: 'Find by any identity',
  searchPlaceholder: 'namespace:id, or a part of it',
  nobody: 'Nobody is shown yet',
  nobodyHint: 'Find a person by any of their identities: an e-mail, a customer id, a cookie.',
  personFacts: (ids: number, links: number, lost: number) =>
    [counted(ids, 'identity', 'identities'), counted(links, 'link', 'links')]
      .concat(
        lost === 0
          ? []
          : [`${counted(lost, 'link', 'links')} that ${lost === 1 ? 'does' : 'do'} not stand`],
      )
      .join(' · '),
  graphOf: (person: string) => `Graph of ${person}`,
  leftOut: (drawn: number, leftOut: number) =>
    `${drawn} identities are drawn; ${leftOut} more are in the table below.`,
  node: (
    id: string,
    links: number,
    { isHeld, isOther }: { readonly isHeld: boolean; readonly isOther: boolean },
  ) =>
    [
      id,
      ...(isHeld ? ['links nothing'] : []),
      ...(isOther ? ['of another person'] : []),
      counted(links, 'link', 'links'),
    ].join(', '),
  linkMark: {
    rows: (from: string, to: string, count: number) =>
      `${from} – ${to}, on ${counted(count, 'row', 'rows')}`,
    hand: (from: string, to: string, _count: number) => `${from} – ${to}, by hand`,
    lost: (from: string, to: string, _count: number) => `${from} – ${to}, does not stand`,
  },
  legend: {
    rows: 'On rows, thicker on more',
    hand: 'By hand',
    lost: 'Does not stand',
  },
  details: 'Details',
  selectHint:
    'Choose an identity or a link to see what it is known by. With the keyboard: up and down go through identities, right and left through the links of one, Enter chooses.',
  warnings: 'Worth a look',
  identities: 'Identities',
  identity: 'Identity',
  links: 'Links',
  link: 'Link',
  from: 'From',
  count: 'How often',
  since: 'First seen',
  last: 'Last seen',
  state: 'Held back',
  held: { no: 'No', quarantined: 'By the guard', blocked: 'Blocked' },
  othersId: 'This is another person’s: show them',
  linkedWith: 'Linked with',
  lost: 'Links that do not stand',
  lostWhy: 'Why',
  lostTo: 'Lost to',
  reasons: {
    unique: 'A person has one id of a unique namespace at most',
    pair: 'An id is linked with no more of the other namespace',
    never: 'They are kept apart by hand',
    limit: 'A person has no more ids of the namespace',
  },
  evidence: (shown: number, count: number) =>
    shown < count ? `The latest ${shown} of ${count.toLocaleString('en')}` : 'Known by',
  byHand: (author: string, note: string) =>
    note === '' ? `by hand, ${author}` : `by hand, ${author}: ${note}`,
  ofRow: (dataset: string, row: string, batch: number) =>
    `${dataset}, row ${row} of batch ${batch}`,
  splitHint: (chosen: number, count: number) => {
    if (chosen === 0) return 'Choose the identities that are another person’s.'
    return chosen === count ? 'At least one has to stay.' : `${chosen} of ${count} chosen`
  },
  more: (count: number) => `${count.toLocaleString('en')} more`,
  edits: {
    merge: {
      open: 'Merge with…',
      title: 'Merge two people',
      text: 'All identities of both become one person’s, from now on and for all that is known already.',
      submit: 'Merge',
    },
    link: {
      open: 'Link…',
      title: 'Link two identities',
      text: 'The two always belong together, whatever rows say.',
      submit: 'Link',
    },
    split: {
      open: 'Split off…',
      title: 'Split identities off',
      text: 'They become a person of their own, and are never again with those that stay.',
      submit: 'Split off',
    },
    unlink: {
      open: 'Take back…',
      title: 'Take a link back',
      text: 'The link is as if it had never been; a later row may link the two again.',
      submit: 'Take back',
    },
    release: {
      open: 'Release…',
      title: 'Release an identity',
      text: 'It links again, whatever the guard says.',
      submit: 'Release',
    },
    block: {
      open: 'Block…',
      title: 'Block an identity',
      text: 'It names nobody: it links nothing, and its rows are counted under it alone.',
      submit: 'Block',
    },
    undo: {
      open: 'Undo…',
      title: 'Take a change back',
      text: 'The change is as if it had never been. This can be taken back as well.',
      submit: 'Undo',
    },
  },
  done: {
    merge: 'Merged.',
    link: 'Linked.',
    split: 'Split off.',
    unlink: 'The link is taken back.',
    release: 'Released.',
    block: 'Blocked.',
    undo: 'Taken back.',
  },
  both: {
    merge: { first: 'One person', second: 'The other person' },
    link: { first: 'One identity', second: 'The other identity' },
  },
  note: 'Why',
  preview: 'What would change',
  previewHint: 'Name both to see what would change.',
  people: (before: number, after: number) =>
    `People concerned: ${before.toLocaleString('en')} before, ${after.toLocaleString('en')} after.`,
  nothingChanges: 'Nothing would change: it is like this already.',
  nobodyMoves: 'No identity would be another person’s.',
  moved: 'Identities that move',
  wasOf: 'Was of',
  isOf: 'Is of',
  rules: 'Rules',
  tryRules: 'Try these rules',
  namespaces: 'Namespaces',
  namespace: 'By priority',
  unique: 'One each',
  device: 'Device',
  most: 'At most',
  yes: 'Yes',
  no: 'No',
  limit: (count: string, days: string | undefined) =>
    days === undefined ? count : `${count} in ${days} days`,
  otherRules: 'Other rules',
  ruleNames: {
    blocked: 'Blocked',
    pairs: 'Pairs',
    guard: 'Guard',
    anonymous: 'Anonymous rows',
  },
  nothing: 'None',
  presets: {
    placeholders: 'Placeholders: empty, null, unknown, n/a, 0000, test@… and their like',
  },
  matching: (namespace: string | undefined, pattern: string) =>
    namespace === undefined ? `ids like ${pattern}` : `${namespace} like ${pattern}`,
  pair: (from: string, to: string, most: string) => `a ${from} has at most ${most} of ${to}`,
  guarded: (people: string, idsPerMinute: string) =>
    `holds an id back that would join more than ${people} people, or meets more than ${idsPerMinute} new ids within a minute`,
  owners: {
    'device-split': 'are split: those up to a login are the person’s who logs in',
    'last-authenticated': 'are all the person’s who logged in last on the device',
    'new-after-logout': 'are the person’s until they log out, then a new one’s',
  },
  feeds: 'Datasets that link identities',
  noFeeds:
    'None yet: name the space, and the fields that carry identities, in a connection’s dataset.',
  nobodys: 'Ids that may be nobody’s',
  heldBack: 'Held back by the guard',
  proposed: 'Proposed for blocking',
  wouldJoin: 'Would join people',
  neighbours: 'Linked with',
  perMinute: 'New ids in a minute',
  inMonth: 'Rows in its busiest month',
  judge: 'Decide',
  noSuspects:
    'None: the guard holds no id back, and none is linked with far more ids than others of its namespace.',
  ledger: 'Ledger',
  byHandTitle: 'Said by hand',
  author: 'Who',
  at: 'When',
  noEdits:
    'Nothing was said by hand yet: merges, splits, links and blocks will be listed here, each with the way back.',
  kinds: {
    together: 'Together',
    never: 'Kept apart',
    retraction: 'Link taken back',
    release: 'Released',
    block: 'Blocked',
    undo: 'Change taken back',
    forget: 'Forgotten',
  },
  said: (kind: string, of: string) => (of === '' ? kind : `${kind}: ${of}`),
  saidOfPerson: 'Said by hand of this person',
  undone: 'Taken back',
  close: 'Close',
  undoOf: (change: string) => `Undo ${change}…`,
  became: 'What became of people',
  cause: 'By',
  byRows: 'Rows',
  byChange: (change: string) => `Change ${change}`,
  changes: {
    merged: (person: string, from: string) => `${from} became one person: ${person}`,
    split: (person: string, into: string) => `${person} became several: ${into}`,
    renamed: (from: string, person: string) => `${from} is named ${person} now`,
    lost: (link: string, reason: string) => `${link} does not stand: ${reason}`,
    quarantined: (id: string, people: string) =>
      `${id} is held back: it would join ${people} people`,
    released: (id: string) => `${id} links again`,
    rebuilt: 'All graphs were made anew',
  },
}
