import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../test/support/importing.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const log = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- made by hand -->
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="__INVALID__"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <string key="concept:name" value="the log"/>
  <trace>
    <string key="concept:name" value="007"/>
    <float key="AMOUNT" value="1500.5"/>
    <event>
      <string key="concept:name" value="Register &amp; check"/>
      <date key="time:timestamp" value="2011-10-01T00:38:44.546+02:00"/>
      <string key="org:resource" value="112"><int key="age" value="42"/></string>
      <list key="tags"><values><string key="t" value="a"/><string key="t" value="b"/></values></list>
      <boolean key="ok" value="true"/>
    </event>
    <event>
      <string key="concept:name" value="Decide"/>
      <date key="time:timestamp" value="2011-10-01T00:39:37.906+02:00"/>
    </event>
  </trace>
  <trace>
    <string key="concept:name" value="8"/>
    <event><string key="concept:name" value="Größe"/><date key="time:timestamp" value="2011-10-02T00:00:00Z"/></event>
  </trace>
</log>
`

it('reads events with the attributes of their traces', async () => {
  for (const [name, bytes] of [
    ['a.xes', log],
    ['a.xes.gz', gzipSync(log)],
    ['a.xml', log],
    ['latin.xes', Buffer.from(log.replace('UTF-8', 'ISO-8859-1'), 'latin1')],
  ] as const) {
    const { report, rows } = await importing.load(name, bytes, { timestamp: 'time:timestamp' })
    expect(report.batches[0]!.used).toMatchObject({ format: 'xes' })
    expect(rows).toMatchObject([
      {
        'case:concept:name': '007',
        'case:AMOUNT': 1500.5,
        'concept:name': 'Register & check',
        'time:timestamp': '2011-09-30 22:38:44.546',
        'org:resource:age': 42,
        tags: ['a', 'b'],
        ok: true,
      },
      {
        'case:concept:name': '007',
        'concept:name': 'Decide',
        'time:timestamp': '2011-09-30 22:39:37.906',
        tags: [],
        ok: null,
      },
      { 'case:concept:name': '8', 'concept:name': 'Größe', 'case:AMOUNT': null },
    ])
  }
})

it('says what is wrong with XML that is none', async () => {
  await expect(importing.load('a.xes', log.slice(0, 900))).rejects.toMatchObject({
    code: 'import/unreadable',
    params: { reason: expect.stringContaining('it is not XML as it should be') },
  })
  await expect(importing.load('a.xes', '{"a":1}')).rejects.toMatchObject({
    code: 'import/missing-field',
  })
})
