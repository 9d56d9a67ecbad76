export const flow = {
  title: 'Flow',
  measure: 'Paths',
  description: 'What comes after or before an item',
  direction: 'Flow',
  directions: { 'starts-with': 'Starts with', contains: 'Contains', 'ends-with': 'Ends with' },
  item: 'Item',
  chosenItem: (item: string) => `Item: ${item}`,
  drawingOf: (dimension: string) => `Flow through ${dimension}`,
  links: 'Paths between neighbours',
  specials: { exited: 'Exited', entered: 'Entered', more: 'More' },
  paths: (count: string) => `${count} paths`,
}
