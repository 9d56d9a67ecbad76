export const app = {
  name: 'Throughline',
  skip: 'Skip to the content',
  navigation: 'Places',
  settings: 'Settings',
  appearance: 'Appearance',
  density: 'Density',
  densities: { compact: 'Compact', comfortable: 'Comfortable' },
  schemes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  notFound: 'There is nothing at this address',
  notFoundTitle: 'Not found',
  toStart: 'Go to Home',
}
