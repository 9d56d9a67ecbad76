import type { BeyondColumns } from '../../model/answers/sources.ts'
import { counted } from './counted.ts'

export const sources = {
  title: 'Sources',
  all: 'All sources',
  back: 'All sources',
  source: 'Source',
  add: 'New source',
  make: 'Make source',
  none: 'No source yet',
  noneHint:
    'A source is where rows come from by themselves: the SDKs of your pages and apps, a folder, a bucket or a table.',
  id: 'Id',
  datasetHint: 'Where the rows land; made when it is not there.',
  kind: 'Kind',
  kinds: { sdk: 'SDKs', folder: 'Folder or bucket', table: 'Table' },
  protocols: 'SDKs that it takes',
  protocolNames: {
    segment: 'Segment',
    rudderstack: 'RudderStack',
    jitsu: 'Jitsu',
    posthog: 'PostHog',
    snowplow: 'Snowplow',
    amplitude: 'Amplitude',
    mixpanel: 'Mixpanel',
    matomo: 'Matomo',
    plausible: 'Plausible',
    openpanel: 'OpenPanel',
    umami: 'Umami',
    countly: 'Countly',
    adobe: 'Adobe Web SDK',
    ga4: 'GA4',
  },
  fields: {
    path: { label: 'Files', hint: 'inbox/*.csv in the data folder, or s3://bucket/*.csv' },
    url: { label: 'Database', hint: 'postgres://…, mysql://…, or env:NAME' },
    table: { label: 'Table', hint: 'With its schema where it is not public' },
    cursor: { label: 'Cursor', hint: 'A column that only grows' },
  },
  every: 'Every',
  accepted: 'Accepted',
  rejected: 'Kept aside',
  waiting: 'Waiting',
  last: 'Last',
  state: 'State',
  states: { open: 'Open', paused: 'Paused' },
  pause: 'Pause',
  keys: 'Write keys',
  key: 'Key',
  makeKey: 'Make a key',
  keyOnce: 'Copy the key now: it is shown this once',
  noKeys: 'No write key yet',
  noKeysHint: 'SDKs send a key with their calls; it says which source they are for.',
  revoke: 'Revoke',
  revokeKey: (id: string) => `Revoke ${id}`,
  snippets: 'How to send',
  sdk: 'SDK',
  copy: 'Copy',
  live: 'Live',
  hold: 'Hold',
  nothingYet: 'Nothing has arrived since this page was opened',
  nothingYetHint: 'Send something with a snippet: it appears here at once.',
  at: 'At (UTC)',
  event: 'Event',
  user: 'User',
  anonymous: 'Anonymous',
  protocol: 'SDK',
  details: 'Details',
  leftOut: (items: number) => `${items} more came too fast to be shown`,
  beyond: ({ rowsBeyond, namesBeyond, examples }: BeyondColumns) => {
    const shown = examples.slice(0, 5)
    const others = namesBeyond - shown.length
    const left = others > 0 ? ` and ${counted(others, 'other', 'others')}` : ''
    return `${counted(rowsBeyond, 'row has', 'rows have')} names beyond the columns of the dataset, whose values are in the field “more”: ${shown.join(', ')}${left}`
  },
  rejectedItems: 'Kept aside',
  noRejected: 'Nothing was kept aside',
  noRejectedHint: 'Items that cannot be read are kept here with the reason.',
  itemAt: (at: string) => `Item of ${at}`,
  taken: (accepted: number, still: readonly string[]) =>
    [`${counted(accepted, 'item', 'items')} taken`]
      .concat(still.length === 0 ? [] : [`still aside: ${still.join('; ')}`])
      .join(' · '),
  more: 'Show more',
  readNow: 'Read now',
  reading: 'Reading',
  files: 'Files',
  file: 'File',
  notRead: 'Not read yet',
  notReadHint: 'It is read when its time has come, or now.',
  pulled: (added: string, ago: string | null, cursor: string | null) =>
    [`${added} rows added`]
      .concat(ago === null ? [] : [`last read ${ago}`])
      .concat(cursor === null ? [] : [`up to ${cursor}`])
      .join(' · '),
}
