export const histogram = {
  title: 'Histogram',
  description: 'People, sessions or events by the value of a metric in them',
  start: 'From',
  size: 'Width of a bucket',
  buckets: 'Buckets',
  counts: { person: 'People', session: 'Sessions', event: 'Events' },
  bucket: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  caption: (counted: string, metric: string) =>
    `${counted} by their own ${metric} in the range; who has less than the first bucket, or more than the last, is not shown.`,
}
