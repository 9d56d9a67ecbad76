export const venn = {
  title: 'Venn',
  description: 'Two or three segments and where they overlap',
  sets: 'Segments',
  area: 'Segments',
  needsSets: 'Choose two or three segments',
  needsSetsHint: 'Their numbers, and those of where they overlap, are drawn in proportion.',
  inexact: 'No circles have these areas: sizes are in proportion, the overlaps are not.',
  ofThree:
    'Circles and the overlaps of two are in proportion; the area where all three meet follows from them.',
  caption: (metric: string) =>
    `${metric} of each segment and of those that are in several at once; a part contains what lies deeper in it.`,
}
