import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LakeClient } from '../../lake/client.ts'
import { openDatasets } from '../../lake/datasets/index.ts'
import { openLake } from '../../lake/open-lake.ts'
import type { Assumption, FileOptions } from '../../model/import-options.ts'
import { planRecord, previewFiles } from '../index.ts'

let lake: LakeClient
let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-'))
  lake = await openLake(join(dir, 'data'))
  await openDatasets(lake)
})
afterAll(async () => {
  await lake.close()
  await rm(dir, { recursive: true, force: true })
})

/** `;` between columns where the header has them, else `,`. */
async function guess(
  name: string,
  lines: readonly string[],
  told: Assumption[] | FileOptions = {},
) {
  const path = join(
    dir,
    `${name.replaceAll(/\W/g, '-')}.${lines[0]!.startsWith('{') ? 'json' : 'csv'}`,
  )
  await writeFile(path, lines.join('\n'))
  const options = Array.isArray(told) ? { assume: told } : told
  const [preview] = await previewFiles(lake, planRecord(undefined, 'd', options), [path], options)
  const { used, guessed, suggested, warnings, problem } = preview!
  const { personId: person, rowId } = guessed
  return { time: used.timestamp, person, rowId, guessed, suggested, warnings, problem }
}

interface Case {
  readonly time: string | undefined
  readonly person: string | null
  readonly rowId?: string
  readonly lines: readonly string[]
}

const tables: Readonly<Record<string, Case>> = {
  'GA4 export to BigQuery': {
    time: 'event_timestamp',
    person: 'user_pseudo_id',
    lines: [
      'event_date,event_timestamp,event_name,event_previous_timestamp,event_value_in_usd,event_bundle_sequence_id,event_server_timestamp_offset,user_id,user_pseudo_id,user_first_touch_timestamp,stream_id,platform',
      '20240101,1704103200000000,page_view,,,1,123,,1234.5678,1704103100000000,99,WEB',
      '20240101,1704103260000000,scroll,1704103200000000,,1,123,,1234.5678,1704103100000000,99,WEB',
      '20240102,1704189600000000,page_view,,,2,99,u7,8765.4321,1704189600000000,99,WEB',
    ],
  },
  'Snowplow atomic events': {
    time: 'derived_tstamp',
    person: 'domain_userid',
    rowId: 'event_id',
    lines: [
      'app_id,platform,etl_tstamp,collector_tstamp,dvce_created_tstamp,event,event_id,user_id,user_ipaddress,domain_userid,domain_sessionidx,network_userid,page_url,refr_dvce_tstamp,dvce_sent_tstamp,derived_tstamp,true_tstamp',
      'shop,web,2024-01-01 10:05:00.000,2024-01-01 10:00:01.000,2024-01-01 09:59:59.000,page_view,c6ef3124-b53a-4b13-a233-0088f79dcbcb,,1.2.3.4,bc2e92ec6c204a14,1,ecdff4d0-9175-40ac-a8bb-325c49733607,https://a.io,,2024-01-01 10:00:00.000,2024-01-01 10:00:00.500,',
      'shop,web,2024-01-01 10:05:00.000,2024-01-01 10:00:02.000,2024-01-01 10:00:00.000,page_ping,c6ef3124-b53a-4b13-a233-0088f79dcbcc,,1.2.3.4,bc2e92ec6c204a14,1,ecdff4d0-9175-40ac-a8bb-325c49733607,https://a.io,,2024-01-01 10:00:01.000,2024-01-01 10:00:01.500,',
    ],
  },
  'PostHog batch export': {
    time: 'timestamp',
    person: 'distinct_id',
    rowId: 'uuid',
    lines: [
      'uuid,event,properties,distinct_id,team_id,timestamp,created_at,elements_chain,person_id',
      '018e6f4e-0000-7000-8000-000000000001,$pageview,{},ann,2,2024-01-01 10:00:00,2024-01-01 10:00:03,,018e0000-0000-7000-8000-00000000000a',
      '018e6f4e-0000-7000-8000-000000000002,$autocapture,{},ann,2,2024-01-01 10:00:05,2024-01-01 10:00:08,,018e0000-0000-7000-8000-00000000000a',
    ],
  },
  'Segment warehouse tracks': {
    time: 'timestamp',
    person: 'anonymous_id',
    rowId: 'id',
    lines: [
      'id,anonymous_id,context_ip,event,event_text,loaded_at,original_timestamp,received_at,sent_at,timestamp,user_id,uuid_ts',
      'ajs-1,a-1,1.2.3.4,order_completed,Order Completed,2024-01-01 10:10:00,2024-01-01 10:00:00,2024-01-01 10:00:04,2024-01-01 10:00:02,2024-01-01 10:00:01,,2024-01-01 10:10:00',
      'ajs-2,a-1,1.2.3.4,signed_up,Signed Up,2024-01-01 10:10:00,2024-01-01 10:01:00,2024-01-01 10:01:04,2024-01-01 10:01:02,2024-01-01 10:01:01,u1,2024-01-01 10:10:00',
    ],
  },
  'Amplitude export': {
    time: 'event_time',
    person: 'amplitude_id',
    rowId: '$insert_id',
    lines: [
      '{"$insert_id":"i1","amplitude_id":1234567,"device_id":"d1","user_id":null,"event_type":"open","event_time":"2024-01-01 10:00:00.000000","client_event_time":"2024-01-01 10:00:00.000000","client_upload_time":"2024-01-01 10:00:04.000000","server_received_time":"2024-01-01 10:00:05.000000","server_upload_time":"2024-01-01 10:00:05.000000","processed_time":"2024-01-01 10:00:06.000000","session_id":1704103200000}',
      '{"$insert_id":"i2","amplitude_id":1234567,"device_id":"d1","user_id":"u1","event_type":"buy","event_time":"2024-01-01 10:01:00.000000","client_event_time":"2024-01-01 10:01:00.000000","client_upload_time":"2024-01-01 10:01:04.000000","server_received_time":"2024-01-01 10:01:05.000000","server_upload_time":"2024-01-01 10:01:05.000000","processed_time":"2024-01-01 10:01:06.000000","session_id":1704103200000}',
    ],
  },
  'Mixpanel export': {
    time: 'properties.time',
    person: 'properties.distinct_id',
    rowId: 'properties.$insert_id',
    lines: [
      '{"event":"Sign up","properties":{"time":1704103200,"distinct_id":"d1","$insert_id":"i1","$city":"Rome","mp_processing_time_ms":1704103204000}}',
      '{"event":"Buy","properties":{"time":1704103260,"distinct_id":"d1","$insert_id":"i2","$city":"Rome","mp_processing_time_ms":1704103264000}}',
    ],
  },
  'XES log as CSV': {
    time: 'time:timestamp',
    person: 'case:concept:name',
    lines: [
      'case:REG_DATE,case:concept:name,case:AMOUNT_REQ,concept:name,lifecycle:transition,org:resource,time:timestamp',
      '2011-10-01 00:38:44,173688,20000,A_SUBMITTED,COMPLETE,112,2011-10-01 00:38:44.546',
      '2011-10-01 00:38:44,173688,20000,A_PARTLYSUBMITTED,COMPLETE,112,2011-10-01 00:38:44.880',
    ],
  },
  'Shopify orders': {
    time: 'Created at',
    person: 'Email',
    lines: [
      'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Lineitem sku,Billing Name,Billing Phone,Cancelled at,Id,Updated at',
      '#1001,ann@x.io,paid,2024-01-01 10:00:05,fulfilled,2024-01-02 08:00:00,yes,EUR,10,12,2024-01-01 10:00:00,1,Tent,T1,Ann,,,5001,2024-01-03 10:00:00',
      '#1001,ann@x.io,,,,,,,,,2024-01-01 10:00:00,2,Peg,P1,,,,,',
      '#1002,bob@x.io,paid,2024-01-01 11:00:05,fulfilled,2024-01-02 08:00:00,no,EUR,10,12,2024-01-01 11:00:00,1,Tent,T1,Bob,,,5002,2024-01-03 10:00:00',
    ],
  },
  'Adobe data feed': {
    time: 'hit_time_gmt',
    person: 'mcvisid',
    lines: [
      'hit_time_gmt,date_time,visit_start_time_gmt,first_hit_time_gmt,last_hit_time_gmt,cust_hit_time_gmt,mcvisid,post_visid_high,post_visid_low,hitid_high,hitid_low,page_url,t_time_info',
      '1704103200,2024-01-01 11:00:00,1704103200,1704000000,0,1704103200,40123456789012345678901234567890123456,3123,456,1,1,https://a.io,1/0/2024 11:0:0 1 -60',
      '1704103260,2024-01-01 11:01:00,1704103200,1704000000,1704103200,1704103260,40123456789012345678901234567890123456,3123,456,1,2,https://a.io,1/0/2024 11:1:0 1 -60',
    ],
  },
  'Adobe data feed without the Experience Cloud id': {
    time: 'hit_time_gmt',
    person: 'post_visid_high',
    lines: [
      'hit_time_gmt,date_time,mcvisid,post_visid_high,post_visid_low,page_url',
      '1704103200,2024-01-01 11:00:00,,3123,456,https://a.io',
      '1704103260,2024-01-01 11:01:00,,3123,456,https://a.io',
    ],
  },
  'Matomo actions': {
    time: 'server_time',
    person: 'idvisitor',
    rowId: 'idlink_va',
    lines: [
      'idlink_va,idsite,idvisitor,idvisit,idaction_url,server_time,time_spent_ref_action,custom_float',
      '1,1,8e5b7d6f1a2b3c4d,17,5,2024-01-01 10:00:00,0,',
      '2,1,8e5b7d6f1a2b3c4d,17,6,2024-01-01 10:00:30,30,',
    ],
  },
  'Matomo visits': {
    time: 'serverTimestamp',
    person: 'visitorId',
    lines: [
      'idVisit,visitorId,visitIp,serverDate,lastActionTimestamp,serverTimestamp,firstActionTimestamp,userId,visitorType',
      '17,8e5b7d6f1a2b3c4d,1.2.3.0,2024-01-01,1704103260,1704103260,1704103200,,new',
      '18,8e5b7d6f1a2b3c4d,1.2.3.0,2024-01-02,1704189660,1704189660,1704189600,,returning',
    ],
  },
  'a call centre’s export': {
    time: 'Start Time',
    person: 'Customer Phone',
    rowId: 'Call ID',
    lines: [
      'Call ID,Agent,Queue,Start Time,End Time,Handle Time,Customer Phone,Disposition',
      'C-1,Stewart,Billing,2024-01-01 09:12:58,2024-01-01 09:15:00,122,+493012345,resolved',
      'C-2,Jim,Billing,2024-01-01 09:20:00,2024-01-01 09:22:00,120,+493012345,resolved',
    ],
  },
  'a call centre’s export without callers': {
    time: 'Date',
    person: null,
    rowId: 'Call Id',
    lines: [
      'Call Id,Agent,Date,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,Satisfaction rating',
      'ID0001,Diane,2021-01-01,Contract related,Y,Y,109,3',
      'ID0002,Becky,2021-01-01,Technical Support,Y,N,70,3',
    ],
  },
  'a German point of sale': {
    time: 'Zeitstempel',
    person: 'Kundennummer',
    lines: [
      'Bon-Nr;Filiale;Kasse;Zeitstempel;Artikelnummer;Bezeichnung;Menge;Betrag;Kundennummer',
      '1001;Köln;3;2024-01-01 10:00:00;4711;Zelt;1;99,90;K-17',
      '1001;Köln;3;2024-01-01 10:00:00;4712;Hering;10;5,00;K-17',
    ],
  },
  'a German shop with a text among its times': {
    time: 'Bestellt am',
    person: 'Kunden-Nr.',
    lines: [
      'Bestellnummer;Bestellt am;Kunden-Nr.;Betrag;etl_loaded',
      'B-1;2024-01-01 10:00;K-1;9,90;2024-04-01 00:00:00',
      'B-2;gestern;K-1;9,90;2024-04-01 00:00:00',
    ],
  },
  'a shop’s behaviour': {
    time: 'event_time',
    person: 'user_id',
    lines: [
      'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session',
      '2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,72d76fde-8bb3-4e00-8c23-a032dfed738c',
      '2019-10-01 00:00:01 UTC,view,3900821,2053013552326770905,appliances,aqua,33.20,541312140,72d76fde-8bb3-4e00-8c23-a032dfed738c',
    ],
  },
  'online retail': {
    time: 'InvoiceDate',
    person: 'CustomerID',
    lines: [
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
      '536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom',
      '536365,71053,LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom',
    ],
  },
  Retailrocket: {
    time: 'timestamp',
    person: 'visitorid',
    lines: [
      'timestamp,visitorid,event,itemid,transactionid',
      '1433221332117,257597,view,355908,',
      '1433224214164,257597,view,248676,',
    ],
  },
  'Stripe charges': {
    time: 'Created (UTC)',
    person: 'Customer ID',
    rowId: 'id',
    lines: [
      'id,Created (UTC),Amount,Amount Refunded,Currency,Captured,Description,Fee,Status,Customer ID,Customer Email,Refunded date (UTC)',
      'ch_1,2024-01-01 10:00:00,12.00,0.00,eur,true,Tent,0.5,Paid,cus_1,ann@x.io,',
      'ch_2,2024-01-02 10:00:00,12.00,0.00,eur,true,Tent,0.5,Paid,cus_1,ann@x.io,',
    ],
  },
  'AppsFlyer raw data': {
    time: 'Event Time',
    person: 'AppsFlyer ID',
    lines: [
      'Attributed Touch Type,Attributed Touch Time,Install Time,Event Time,Event Name,Event Value,AppsFlyer ID,Customer User ID,Media Source',
      'click,2024-01-01 09:00:00,2024-01-01 09:30:00,2024-01-01 10:00:00,purchase,{},1704-1,,google',
      'click,2024-01-01 09:00:00,2024-01-01 09:30:00,2024-01-02 10:00:00,purchase,{},1704-1,,google',
    ],
  },
  'a ticket system': {
    time: 'happened_on',
    person: 'requester_email',
    lines: [
      'ticket,status,deadline,loaded_at,updated_at,happened_on,requester_email',
      '1,open,2024-02-01 10:00:00,2024-01-05 10:00:00,2024-01-04 10:00:00,2024-01-01 10:00:00,ann@x.io',
      '1,closed,2024-02-01 10:00:00,2024-01-05 10:00:00,2024-01-04 10:00:00,2024-01-02 10:00:00,ann@x.io',
    ],
  },
}

it.each(Object.entries(tables))('knows time, person and row id of %s', async (name, expected) => {
  const { time, person, rowId } = await guess(name, expected.lines)
  const wanted = { time: expected.time, person: expected.person, rowId: expected.rowId ?? null }
  expect({ time, person, rowId }).toEqual(wanted)
})

it('asks who the person is rather than taking the first text', async () => {
  const { person, guessed } = await guess('nobody', [
    'ts,page',
    '2024-01-01,Home',
    '2024-01-02,Cart',
  ])
  expect(person).toBeNull()
  expect(guessed.warnings).toEqual([expect.stringContaining('no field seems to name the person')])
})

it('prefers a field that is filled on nearly all rows, and says who else could be meant', async () => {
  const rows = Array.from(
    { length: 50 },
    (_, k) => `2024-01-01,${k < 30 ? `a${k % 5}` : ''},u${k % 7}`,
  )
  const { person, guessed } = await guess('gaps', ['ts,anonymous_id,user_id', ...rows])
  expect(person).toBe('user_id')
  expect(guessed.candidates.map(({ field, filled }) => [field, filled])).toEqual([
    ['user_id', 1],
    ['anonymous_id', 0.6],
  ])
})

it('says loudly where the person is missing', async () => {
  const rows = Array.from({ length: 50 }, (_, k) => `2024-01-01,${k < 30 ? `a${k % 5}` : ''}`)
  const { guessed } = await guess('nameless', ['ts,user_id', ...rows])
  expect(guessed.warnings).toEqual([
    'user_id is empty on 40 % of the rows, which belong to nobody then; no field that names persons has more values',
  ])
})

it('knows people by their addresses, whatever the field is called', async () => {
  const rows = Array.from({ length: 40 }, (_, k) => `2024-01-01,p${k % 3},n${k % 4}@x.io`)
  expect(await guess('who', ['ts,page,wer', ...rows])).toMatchObject({ person: 'wer' })
})

describe('times of a day in a column of their own', () => {
  it.each<[string, string, string, string]>([
    ['Datum', 'Uhrzeit', '01.01.2024', '14:05'],
    ['Date', 'Time', '2024-01-31', '02:42:00'],
    ['Date', 'Time', '2024-01-31 00:00:00', '2:42 PM'],
    ['InvoiceDate', 'Time', '20240131', '02:42:00.5'],
  ])('are joined with their day: %s + %s, %s %s', async (day, clock, date, time) => {
    const lines = [`${clock};${day};user_id`, `${time};${date};ann`, `;${date};bob`]
    const { time: chosen, warnings } = await guess(`${day} ${date}`, lines, ['day-first'])
    expect([chosen, warnings]).toEqual([`${day}+${clock}`, []])
  })

  it('are warned of where only the day is to be the time', async () => {
    const lines = ['Time;Date;user_id', '14:05;2024-01-31;ann']
    const { time, warnings, suggested } = await guess('day', lines, { timestamp: 'Date' })
    expect([time, suggested]).toEqual(['Date', { timestamp: 'Date+Time' }])
    expect(warnings).toEqual([
      'the events of a day have no order: Date has only days, and the times of day seem to be in Time; --timestamp Date+Time reads both',
    ])
  })

  it('are nothing to warn of beside an instant, or where they say how long something took', async () => {
    const instant = ['Time;Created at;user_id', '14:05;2024-01-31 14:05:00;ann']
    expect(await guess('beside', instant)).toMatchObject({ time: 'Created at', warnings: [] })
    const long = ['AvgDuration;Date;user_id', '00:05:12;2024-01-31;ann']
    expect(await guess('how long', long)).toMatchObject({ time: 'Date', warnings: [] })
  })

  it('are the time of no row where there is no day', async () => {
    const { time, problem } = await guess('clock', ['Time,user_id', '14:05,ann', '14:06,bob'])
    expect([time, problem?.code]).toEqual([undefined, 'import/missing-field'])
  })
})

it('points out a column of JSON, and the option that reads it', async () => {
  const lines = [
    'ts;data;note',
    '2024-01-31;{"city":"Bern"};{}',
    '2024-01-31;;{x',
    '2024-01-31;{};',
  ]
  const first = await guess('json', lines)
  expect(first.suggested).toBeUndefined()
  const more = [...lines, '2024-01-31;{"city":"Biel"};']
  const { suggested, warnings } = await guess('json', more)
  expect(suggested).toEqual({ parseJson: ['data'] })
  expect(warnings).toEqual([
    'data holds JSON as text: --parse-json data makes fields of what is in it',
  ])
  const parsed = await guess('json', more, { parseJson: ['data'] })
  expect([parsed.suggested, parsed.warnings]).toEqual([{ parseJson: ['data'] }, []])
  const lists = ['ts;data', '2024-01-31;["a"]', '2024-01-31;[]', '2024-01-31;["b","c"]']
  const listed = await guess('json lists', lists)
  expect([listed.suggested, listed.warnings]).toEqual([
    { parseJson: ['data'] },
    ['data holds JSON as text: --parse-json data makes a list of what is in it'],
  ])
})

describe('amounts as a locale writes them', () => {
  it.each<[string, readonly string[], string]>([
    [
      '$3,860.28',
      ['$5', '-$12.50'],
      '3860.28 (locale en); find-replace of "$" with nothing, then typecast to number with locale en',
    ],
    [
      '€ 1012,50',
      ['€ 5,00'],
      '1012.5 (locale de); find-replace of "€" with nothing, then typecast to number with locale de',
    ],
    [
      '1\u202f012,50\u00a0€',
      ['5,00\u00a0€'],
      '1012.5 (locale fr); find-replace of "€" with nothing, then typecast to number with locale fr',
    ],
    ['123.456.789', ['100.200'], '123456789 (locale de); typecast to number with locale de'],
  ])('%s is said to be one', async (longest, others, advice) => {
    const [means, what] = advice.split('; ')
    const lines = [longest, ...others].map((text) => `2024-01-31;ann;${text}`)
    const { warnings } = await guess(`a${longest}`, ['ts;user_id;Betrag', ...lines])
    expect(warnings).toEqual([
      `Betrag holds amounts as text: "${longest}" means ${means}; to calculate with them, define a derived field: ${what}`,
    ])
  })

  it.each([
    ['words among them', ['2.002,68', 'free', '12,5']],
    ['numbers and a word', [...Array.from({ length: 40 }, (_, k) => String(k)), 'abc', 'x', 'y']],
    ['codes', ['007', '0042']],
    ['versions', ['1.2.3', '1.10.0']],
    ['plain numbers', ['12.5', '3']],
  ])('%s are none', async (name, texts) => {
    const lines = texts.map((text) => `2024-01-31;ann;${text}`)
    expect(await guess(name, ['ts;user_id;Betrag', ...lines])).toMatchObject({ warnings: [] })
  })
})
