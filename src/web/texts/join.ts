export const join = {
  title: (dataset: string) => `Use ${dataset} in reports`,
  personId: 'Person ID',
  timeField: 'Time',
  key: 'Key',
  matches: 'Looked up by',
  connection: 'Connection',
  newConnection: 'A new one',
  timeZone: 'Time zone of reports',
  start: 'Build',
  building: 'Building the journeys',
  noConnection: 'Import events first: profiles and lookups are joined to them.',
  fields: 'Fields',
}
