import { counted } from './counted.ts'

export const simulation = {
  title: 'Simulation box',
  text: 'Paste what rows would carry, one row a line, and see who would be one person. Nothing is stored.',
  rulesOf: 'Rules of',
  own: 'My own',
  rules: 'Rules to try',
  lines: 'Rows, one a line',
  linesHint:
    'namespace:id namespace:id, with a time in front if wanted; ids with spaces in quotes; # begins a remark.',
  example: `# Ann logs in, then Bob on the same browser
crm:ann email:ann@x.io
crm:ann cookie:81911
crm:bob cookie:81911
`,
  broken: (count: number) => `${counted(count, 'line', 'lines')} cannot be read`,
  faults: {
    identity: (line: number, word: string) =>
      `Line ${line}: “${word}” is no identity; write namespace:id, such as email:ann@x.io`,
    time: (line: number, word: string) =>
      `Line ${line}: “${word}” is no time; write 2026-01-31 or 2026-01-31T10:00:00Z`,
  },
  isUnique: (namespace: string) => `One ${namespace} per person`,
  isDevice: (namespace: string) => `${namespace} names a device`,
  mostOf: (namespace: string) => `At most of ${namespace}`,
  inDays: 'in days',
  daysOf: (namespace: string) => `In days, of ${namespace}`,
  raise: (namespace: string) => `Move ${namespace} up`,
  empty: 'No rows yet',
  emptyHint: 'Paste lines such as crm:ann cookie:81911.',
  result: 'Who would be one person',
  outcome: (people: number, lost: number) =>
    [counted(people, 'person', 'people')]
      .concat(
        lost === 0
          ? []
          : [`${counted(lost, 'link', 'links')} that ${lost === 1 ? 'does' : 'do'} not stand`],
      )
      .join(', '),
  notDrawn: (count: number) =>
    `${counted(count, 'person', 'people')} not drawn, in the table below`,
  people: 'Person',
  line: 'Line',
}
