export const print = {
  action: 'Print / save as PDF…',
  picture: 'Save as PNG',
  drawing: 'Drawing the picture…',
  title: 'As it is printed',
  preparing: 'Waiting for all numbers…',
  ready:
    'A page for each panel; tables whole. To have a PDF, choose it where the printer is chosen.',
  print: 'Print',
  close: 'Close',
  notThere: 'This panel has no numbers now',
  notThereHint: 'Its data view is missing, or its journeys are being built.',
}
