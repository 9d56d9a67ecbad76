export const writing = {
  text: {
    title: 'Text',
    description: 'Words between charts, in Markdown',
    label: 'Text',
    hint: 'Markdown: **bold**, *italic*, # heading, - list, [link](https://…)',
    empty: 'No text yet',
    emptyHint: 'Write it in the settings.',
  },
  section: {
    title: 'Section header',
    description: 'A heading over what follows',
    label: 'Heading',
    heading: 'Section',
    line: 'Line below it',
  },
}
