import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoWorkspace, openDemoWorkspace } from './demo-workspace.ts'
import {
  findAssistingCampaign,
  findCredit,
  findIds,
  findErrorCalls,
  findErrorDays,
  findEvents,
  findOrders,
  findOrderTracker,
  findPeople,
  findPersonFunnels,
  findSessionFunnels,
  findSharedBrowsers,
} from './find-truth.ts'

const finders = {
  findEvents,
  findPeople,
  findSharedBrowsers,
  findSessionFunnels,
  findPersonFunnels,
  findOrders,
  findCredit,
  findAssistingCampaign,
  findErrorDays,
  findErrorCalls,
  findOrderTracker,
}

describe('the truth of the demo company is found with reports', () => {
  let demo: DemoWorkspace
  beforeAll(async () => {
    demo = await openDemoWorkspace(300)
  })
  afterAll(() => demo?.workspace.close())

  it('after an import that accounts for every row', () => {
    const { imported } = demo
    for (const [dataset, account] of Object.entries(demo.demo.truth.rows)) {
      const own = imported.filter((outcome) => outcome.dataset === dataset)
      const sum = (of: (outcome: (typeof own)[number]) => number) =>
        own.reduce((total, outcome) => total + of(outcome), 0)
      const reasons = Object.entries(account.skipped)
      expect({
        written: sum(({ read }) => read),
        added: sum(({ added }) => added),
        duplicates: sum(({ duplicates }) => duplicates),
        late: own.at(-1)!.added,
        skipped: Object.fromEntries(
          reasons.map(([reason]) => [reason, sum(({ skipped }) => skipped[reason] ?? 0)]),
        ),
        withoutPerson: account.withoutPerson,
      }).toEqual(account)
    }
  })

  it.each(Object.entries({ findIds, findSessionFunnels, findOrders, findErrorDays }))(
    'by what each dataset knows of people: %s',
    async (_, find) => {
      const { found, expected } = await find(demo.askApart, demo.demo.truth)
      expect(found).toEqual(expected)
    },
  )

  it.each(Object.entries(finders))('where every row has its person: %s', async (_, find) => {
    const { found, expected } = await find(demo.askPerfect, demo.demo.truth)
    expect(found).toEqual(expected)
  })

  it.each(Object.entries(finders))('where rows are stitched: %s', async (_, find) => {
    const { found, expected } = await find(demo.askStitched, demo.demo.truth)
    expect(found).toEqual(expected)
  })
})
