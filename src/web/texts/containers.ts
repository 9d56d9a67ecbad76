export const containers = { person: 'Person', session: 'Session' }
