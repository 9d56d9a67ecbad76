export const map = {
  title: 'Map',
  description: 'Places by coordinates or countries, larger with a metric',
  by: 'Places by',
  ways: { coordinates: 'Latitude and longitude', countries: 'Countries' },
  latitude: 'Latitude',
  longitude: 'Longitude',
  name: 'Name of a place',
  country: 'Country',
  place: 'Place',
  extent: 'Shows',
  extents: { places: 'The places', world: 'The world' },
  unasked: 'Nothing says where places are',
  unaskedHint: {
    coordinates:
      'Choose a dimension of latitudes and one of longitudes, in degrees, in the settings.',
    countries:
      'Choose a dimension of countries, by name or by code of two letters, in the settings.',
  },
  nowhere: 'No place is on the map',
  nowhereHint:
    'Coordinates are degrees; countries are English names or codes of two letters, such as Germany or DE.',
  notPlaced: (shown: string, left: string, names: readonly string[]) =>
    `${shown} are on the map, ${left} are not: ${names.join(', ')}.`,
  caption: (metric: string, by: 'coordinates' | 'countries') =>
    by === 'countries'
      ? `The area of a point is in proportion to ${metric}; it stands in the middle of its country’s largest part.`
      : `The area of a point is in proportion to ${metric}; it stands at its coordinates.`,
}
