const text = ['person', 'event', 'page', 'url', 'channel', 'campaign', 'device', 'country']
const texts = [...text, 'product', 'item_id'].map((field) => [field, 'string'])

export const dataset = {
  kind: 'dataset',
  id: 'events',
  type: 'event',
  timestamp: 'ts',
  fields: { ts: 'timestamp', ...Object.fromEntries(texts), revenue: 'number' },
}

export const connection = {
  kind: 'connection',
  id: 'bench',
  datasets: [{ dataset: 'events', personId: 'person' }],
}

const but = (value: string) => ({ rules: [{ op: 'equals', value }] })
const urlHas = (value: string) => ({ input: { field: 'url' }, op: 'contains', value })

const channelByRules = {
  id: 'channel-by-rules',
  rules: [
    {
      function: 'url-parse',
      id: 'u',
      input: { field: 'url' },
      part: 'query',
      parameter: 'u',
    },
    {
      function: 'case-when',
      branches: [
        {
          when: { and: [urlHas('utm_medium=cpc'), urlHas('utm_source=google')] },
          then: { value: 'Paid search' },
        },
        { when: urlHas('utm_medium=email'), then: { value: 'Email' } },
        { when: urlHas('utm_medium=display'), then: { value: 'Display' } },
        {
          when: { input: { rule: 'u' }, op: 'equals-any', value: ['1', '2', '3'] },
          then: { value: 'Partner' },
        },
      ],
      otherwise: { value: 'Other' },
    },
  ],
}

export const dataView = {
  kind: 'data-view',
  id: 'bench',
  connection: 'bench',
  timeZone: 'UTC',
  session: { timeoutMinutes: 30 },
  derivedFields: [channelByRules],
  dimensions: [
    ...['event', 'page', 'url', 'channel', 'campaign', 'device', 'country', 'product'].map(
      (id) => ({ id, field: id }),
    ),
    { id: 'item', field: 'item_id' },
    { id: 'channel-by-rules', field: 'channel-by-rules' },
    { id: 'channel-touch', field: 'channel', exclude: but('direct') },
    {
      id: 'channel-kept',
      field: 'channel',
      exclude: but('direct'),
      persistence: {
        allocation: 'most-recent',
        expiration: { type: 'time', time: { days: 30 } },
      },
    },
  ],
  metrics: [
    { id: 'revenue', field: 'revenue' },
    { id: 'orders', field: 'event', count: 'instances', include: but('purchase') },
  ],
}
