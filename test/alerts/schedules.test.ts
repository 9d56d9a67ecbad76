import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ScheduleRun } from '../../src/model/answers/schedules.ts'
import { parseDefinitionAs, type Schedule } from '../../src/model/definitions/index.ts'
import type { ThroughlineError } from '../../src/model/errors.ts'
import { openJobs } from '../../src/notices/index.ts'
import { parseRequest } from '../../src/query/reports/parse-request.ts'
import { runReport } from '../../src/query/run-reports.ts'
import { makeScheduleJob } from '../../src/schedules/index.ts'
import type { Store } from '../../src/store/index.ts'
import { contextOf } from '../support/ask.ts'
import { storeKinds } from '../support/stores.ts'

const HOUR = 3_600_000
const at = (iso: string) => Date.parse(iso)

const scheduleOf = (more: object): Schedule =>
  parseDefinitionAs('schedule', {
    ...{ kind: 'schedule', id: 's', project: 'weekly', cron: '30 2 * * *' },
    ...{ timeZone: 'Europe/Berlin', emails: ['ann@example.com'], ...more },
  })

const table = (id: string, dimension: string) => ({
  ...{ id, name: id, type: 'freeform' },
  request: { kind: 'freeform', rows: { dimension }, columns: [{ metric: 'events' }] },
})

let store: Store
let drop: () => Promise<void>
let schedule: Schedule
let now: number
let told: { readonly subject: string; readonly text: string }[]
let visualizations: object[]
beforeEach(async () => {
  const opened = await storeKinds[0]!.open()
  store = opened.store
  drop = opened.drop
  schedule = scheduleOf({})
  told = []
  visualizations = [table('pages', 'page')]
})
afterEach(() => drop())

function openServer() {
  const events = [{ person: 'p', time: at('2026-03-01T08:00:00Z'), fields: { page: 'p0' } }]
  const job = makeScheduleJob({
    project: () =>
      parseDefinitionAs('project', {
        ...{ kind: 'project', id: 'weekly', dataView: 'v' },
        panels: [{ id: 'p', dateRange: 'yesterday', visualizations }],
      }),
    zoneOf: ({ timeZone }) => timeZone ?? 'UTC',
    async ask(request, moment) {
      const parsed = parseRequest(request)
      return runReport({ ...contextOf({ events }), now: moment }, parsed)
    },
    held: async () => new Map(),
    printPdf: undefined,
  })
  return openJobs(job, {
    store: store.jobs,
    owner: 'one',
    now: () => now,
    definitions: async () => [schedule],
    tell: async (_, { subject, text }) => void told.push({ subject, text }),
    describe: (error) => {
      const { code, message } = error as ThroughlineError
      return { code, message }
    },
    log: () => undefined,
  })
}

async function pass(until: string, everyMs: number): Promise<readonly ScheduleRun[]> {
  const server = openServer()
  for (; now <= at(until); now += everyMs) await server.tick()
  return (await server.runs('s', { limit: 1000 })).rows.toReversed()
}

it('sends by its calendar, once a day where clocks change', async () => {
  now = at('2026-03-27T12:00:00Z')
  const spring = await pass('2026-03-30T12:00:00Z', HOUR / 6)
  expect(spring.map((run) => run.at.slice(5, 16))).toEqual([
    '03-28T01:30',
    '03-29T01:00',
    '03-30T00:30',
  ])
  now = at('2026-10-24T12:00:00Z')
  const autumn = (await pass('2026-10-26T12:00:00Z', HOUR / 6)).slice(spring.length + 1)
  expect(autumn.map((run) => run.at.slice(5, 16))).toEqual(['10-25T00:30', '10-26T01:30'])
})

it('sends once what was missed', async () => {
  now = at('2026-03-02T00:00:00Z')
  await pass('2026-03-02T12:00:00Z', HOUR)
  now = at('2026-03-09T12:10:00Z')
  const runs = await pass('2026-03-09T23:00:00Z', HOUR / 2)
  expect(runs.map((run) => run.at.slice(5, 16))).toEqual(['03-02T02:00', '03-09T12:10'])
  expect(told).toHaveLength(2)
})

it('says in the place of a table why there is none, and sends the others', async () => {
  visualizations = [table('pages', 'page'), table('gone', 'none')]
  now = at('2026-03-02T00:00:00Z')
  const [run] = await pass('2026-03-02T03:00:00Z', HOUR)
  expect(run!.warnings).toEqual([expect.stringMatching(/^gone: .*none/)])
  expect(told[0]!.text).toMatch(/^gone: .*none/m)
})

it('fails where nothing can be sent, and is tried again', async () => {
  visualizations = [table('gone', 'none')]
  now = at('2026-03-02T00:00:00Z')
  const [failed] = await pass('2026-03-02T02:00:00Z', HOUR)
  expect(failed!.problem).toMatchObject({ code: 'request/unknown-component' })
  visualizations = []
  const [empty] = await pass('2026-03-02T03:00:00Z', HOUR / 60)
  expect(empty!.problem).toMatchObject({ code: 'schedule/nothing-to-send' })
  visualizations = [table('pages', 'page')]
  const runs = await pass('2026-03-02T05:00:00Z', HOUR / 60)
  expect(runs).toMatchObject([{ problem: null, tables: [{ name: 'pages' }, {}] }])
  expect(told).toHaveLength(1)
})
