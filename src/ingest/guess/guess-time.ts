import type { Field } from '../../model/answers/datasets.ts'
import { splitFieldName } from './split-words.ts'

/**
 * The field that most likely says when a row happened: by its name and whether its values are times;
 * when it was loaded, changed or due counts for little. Undefined when none is plausible.
 */
export function guessTime(fields: readonly Pick<Field, 'path' | 'type'>[]): string | undefined {
  const weighed = fields
    .filter(({ type }) => type !== 'list' && type !== 'boolean')
    .map((field) => ({ path: field.path, weight: weigh(field) }))
    .filter(({ weight }) => weight > 0)
  return weighed.toSorted((a, b) => b.weight - a.weight)[0]?.path
}

function weigh({ path, type }: Pick<Field, 'path' | 'type'>): number {
  const words = splitFieldName(path)
  const isTime = type === 'timestamp'
  const named = weighName(words)
  if (named === 0 && !isTime) return 0
  const late = words.some((word) => besides.has(word)) ? 60 : 0
  const nested = path.split('.').length - 1
  const typed = isTime || (type === 'number' && named > namesOfDays) ? 20 : 0
  return Math.max(isTime ? 1 : 0, named + typed - late) - nested * 0.1
}

function weighName(words: readonly string[]): number {
  const exact = names.indexOf(words.join('_'))
  if (exact >= 0) return 100 - exact
  if (words.some((word) => notTimes.has(word))) return 0
  const isOfTime = words.some((word) => ofTime.has(word))
  const isOfEvent = words.some((word) => /^(occur|happen)/.test(word) || ofEvent.has(word))
  if (isOfTime) return isOfEvent ? 58 : 40
  return words.some((word) => /^(occurr|happen)/.test(word)) ? 55 : 0
}

/** Names that say it, the best first. */
const names: readonly string[] = [
  'time_timestamp',
  'derived_tstamp',
  'event_timestamp',
  'event_time',
  'event_datetime',
  'event_ts',
  'event_at',
  'occurred_at',
  'happened_at',
  'hit_time_gmt',
  'client_event_time',
  'collector_tstamp',
  'timestamp',
  'ts',
  'tstamp',
  'time',
  'datetime',
  'date_time',
  'server_time',
  'server_timestamp',
  'zeitstempel',
  'zeitpunkt',
  'horodatage',
  'start_time',
  'started_at',
  'start',
  'created_at',
  'created',
  'create_time',
  'datum',
  'fecha',
  'date',
  'day',
  'event_date',
  'serverdate',
]

/** Names from here on hold days more often than instants: a number is then no epoch. */
const namesOfDays = 100 - names.indexOf('datum')

const ofTime = new Set([
  ...[
    'time',
    'timestamp',
    'tstamp',
    'ts',
    'date',
    'datetime',
    'day',
    'at',
    'on',
    'am',
    'when',
    'dt',
  ],
  ...['utc', 'gmt', 'epoch', 'created', 'zeit', 'datum', 'zeitpunkt', 'zeitstempel', 'uhrzeit'],
  ...['heure', 'fecha', 'hora', 'data', 'ora', 'datetimeutc', 'tijd', 'tijdstip'],
])

const ofEvent = new Set([
  ...[
    'event',
    'action',
    'activity',
    'hit',
    'visit',
    'view',
    'click',
    'session',
    'start',
    'started',
  ],
  ...[
    'order',
    'ordered',
    'purchase',
    'purchased',
    'invoice',
    'transaction',
    'sale',
    'sales',
    'sold',
  ],
  ...['call', 'contact', 'interaction', 'message', 'complete', 'completed', 'collector', 'request'],
  ...[
    'kauf',
    'verkauf',
    'buchung',
    'bestell',
    'bestellung',
    'bestellt',
    'gekauft',
    'bon',
    'beleg',
    'anruf',
    'achat',
  ],
])

/** Words of times that are not the row's own: loading, changes, what is due, other events. */
const besides = new Set([
  ...[
    'etl',
    'load',
    'loaded',
    'received',
    'receive',
    'ingested',
    'ingestion',
    'inserted',
    'insert',
  ],
  ...['processed', 'processing', 'upload', 'uploaded', 'sync', 'synced', 'imported', 'import'],
  ...['export', 'exported', 'extract', 'extracted', 'batch', 'published', 'indexed', 'sent'],
  ...['deadline', 'due', 'expires', 'expiry', 'expired', 'expiration', 'valid', 'until', 'to'],
  ...['updated', 'update', 'modified', 'changed', 'deleted', 'cancelled', 'canceled', 'refunded'],
  ...['end', 'ended', 'finish', 'finished', 'closed', 'resolved', 'paid', 'fulfilled', 'shipped'],
  ...['delivered', 'delivery', 'estimated', 'previous', 'prev', 'next', 'first', 'last', 'install'],
  ...['signup', 'registered', 'birth', 'birthday', 'born', 'dob', 'geburt', 'reg', 'touch', 'refr'],
  ...['original', 'dvce', 'device', 'uuid', 'offset', 'geändert', 'fällig', 'lieferung'],
])

/** Words of values that are about time but no instant. */
const notTimes = new Set([
  ...['zone', 'timezone', 'tz', 'offset', 'spent', 'duration', 'micros', 'latency', 'elapsed'],
  ...['hour', 'minute', 'second', 'weekday', 'info', 'id', 'count', 'number', 'name', 'type'],
  ...['average', 'avg', 'total', 'seconds', 'minutes', 'hours', 'days', 'length', 'page', 'part'],
])
