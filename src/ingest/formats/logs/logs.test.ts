import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../../test/support/importing.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const common = `127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326
2001:db8::1 - - [10/Oct/2000:13:55:37 -0700] "POST /search?q=a%20b HTTP/1.1" 404 -
`
const combined = `192.0.2.1 - - [29/Feb/2024:00:00:01 +0000] "GET / HTTP/2.0" 200 512 "https://example.org/" "Mozilla/5.0 (X11; \\"odd\\")"
garbage
192.0.2.2 - - [29/Feb/2024:00:00:02 +0000] "-" 400 0 "-" "-"
`

it('reads the common format', async () => {
  for (const name of ['access.log', 'access_log', 'a.txt', 'a.csv']) {
    const { report, rows } = await importing.load(name, common)
    expect(report).toMatchObject({ read: 2, added: 2, skipped: {} })
    expect(report.batches[0]!.used.format).toBe('access-log')
    expect(rows).toEqual([
      {
        ip: '127.0.0.1',
        user: 'frank',
        time: '2000-10-10 20:55:36.000',
        method: 'GET',
        path: '/apache_pb.gif',
        query: null,
        protocol: 'HTTP/1.0',
        status: 200,
        bytes: 2326,
      },
      {
        ip: '2001:db8::1',
        user: null,
        time: '2000-10-10 20:55:37.000',
        method: 'POST',
        path: '/search',
        query: 'q=a%20b',
        protocol: 'HTTP/1.1',
        status: 404,
        bytes: null,
      },
    ])
  }
})

it('reads the combined format, and puts aside what is no line of it', async () => {
  const { report, rows } = await importing.load('access.log.1.gz', gzipSync(combined))
  expect(report).toMatchObject({ read: 3, added: 2, skipped: { 'unreadable-row': 1 } })
  expect(rows).toMatchObject([
    {
      time: '2024-02-29 00:00:01.000',
      method: 'GET',
      path: '/',
      referrer: 'https://example.org/',
      user_agent: 'Mozilla/5.0 (X11; "odd")',
    },
    { time: '2024-02-29 00:00:02.000', method: null, path: null, status: 400, referrer: null },
  ])
})

it('reads virtual hosts and what nginx adds', async () => {
  const hosts = `www.example.org:443 ${combined.split('\n')[0]!}\n`
  expect((await importing.load('a.log', hosts)).rows).toMatchObject([
    { virtual_host: 'www.example.org:443', ip: '192.0.2.1', status: 200 },
  ])
  const nginx = `${combined.split('\n')[0]!} "203.0.113.9" 0.012\n`
  expect((await importing.load('a.log', nginx)).rows).toMatchObject([
    { forwarded_for: '203.0.113.9', bytes: 512 },
  ])
})

it('reads logs of CloudFront', async () => {
  const log = [
    '#Version: 1.0',
    '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query time-taken',
    '2019-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\tGET\td111.cloudfront.net\t/index.html\t200\t-\tMozilla/5.0%2520(Windows%2520NT)\ta=1%26b=2\t0.001',
    'short\tline',
  ].join('\n')
  const { report, rows } = await importing.load('E1.2019-12-04-21.abc.gz', gzipSync(log))
  expect(report).toMatchObject({ read: 2, added: 1, skipped: { 'unreadable-row': 1 } })
  expect(rows).toEqual([
    {
      time: '2019-12-04 21:02:31.000',
      'x-edge-location': 'LAX1',
      bytes: 392,
      ip: '192.0.2.100',
      method: 'GET',
      'cs(Host)': 'd111.cloudfront.net',
      path: '/index.html',
      status: 200,
      referrer: null,
      user_agent: 'Mozilla/5.0 (Windows NT)',
      query: 'a=1&b=2',
      'time-taken': 0.001,
    },
  ])
})

it('reads logs of IIS, which begin anew at each start', async () => {
  const head =
    '#Software: Microsoft Internet Information Services 10.0\r\n#Fields: date time cs-method cs-uri-stem c-ip cs(User-Agent) sc-status\r\n'
  const log = `${head}2024-01-01 00:00:01 GET /a 192.0.2.1 Mozilla/5.0+(X11) 200\r\n${head}2024-01-01 00:00:02 GET /b 192.0.2.2 - 304\r\n`
  const { report, rows } = await importing.load('u_ex240101.log', log)
  expect(report).toMatchObject({ read: 2, added: 2 })
  expect(rows).toMatchObject([
    { time: '2024-01-01 00:00:01.000', path: '/a', user_agent: 'Mozilla/5.0 (X11)', status: 200 },
    { time: '2024-01-01 00:00:02.000', path: '/b', user_agent: null, status: 304 },
  ])
})
