export const keys = {
  title: 'Keys',
  show: 'Show all keys',
}
