/** Who visits what, one page an hour: twelve people in October and sixteen in November. */
const pages = ['Home', 'Product', 'Cart', 'Order'] as const

interface Visit {
  readonly person: string
  readonly day: string
  readonly depth: number
}

const visits: readonly Visit[] = Array.from({ length: 28 }, (_, k) => ({
  person: `p${String(k).padStart(2, '0')}`,
  day:
    k < 12
      ? `2026-10-${String(k + 1).padStart(2, '0')}`
      : `2026-11-${String(k - 11).padStart(2, '0')}`,
  depth: 1 + (k % 4),
}))

const rows = visits.flatMap(({ person, day, depth }, k) =>
  pages.slice(0, depth).map((page, hour) => ({
    ts: `${day}T1${hour}:00:00Z`,
    visitor: person,
    page,
    device: k % 3 === 0 ? 'Mobile' : 'Desktop',
    ...(page === 'Order' ? { revenue: 10 + k } : {}),
  })),
)

const fallout = {
  steps: ['Home', 'Product', 'Cart'].map((item) => ({ any: [{ dimension: 'page', item }] })),
}

const project = {
  kind: 'project',
  id: 'buying',
  name: 'Buying',
  dataView: 'small-shop',
  panels: [
    {
      id: 'panel-1',
      name: 'November',
      dateRange: { start: '2026-11-01', end: '2026-12-01' },
      segments: [],
      visualizations: [
        {
          id: 'funnel',
          type: 'fallout',
          name: 'Funnel',
          settings: {
            container: 'person',
            steps: ['Home', 'Product', 'Cart'].map((item) => ({
              any: [{ dimension: 'page', item }],
              gap: 'eventual',
            })),
          },
          layout: { x: 0, y: 0, width: 8, height: 12 },
        },
      ],
    },
  ],
}

/** A shop of 28 people with a project that has a funnel: of November's sixteen, twelve see a product, eight a cart. */
export async function fillSmallShop(url: string): Promise<void> {
  await post(`${url}/api/v1/datasets/visits/rows`, rows)
  await post(`${url}/api/v1/apply`, [
    {
      kind: 'connection',
      id: 'small-shop',
      datasets: [{ dataset: 'visits', personId: 'visitor' }],
    },
    {
      kind: 'data-view',
      id: 'small-shop',
      name: 'Small shop',
      connection: 'small-shop',
      dimensions: [
        { id: 'page', name: 'Page' },
        { id: 'device', name: 'Device' },
      ],
      metrics: [{ id: 'revenue', name: 'Revenue' }],
    },
    project,
  ])
  // Reports wait for the journeys.
  await post(`${url}/api/v1/reports`, {
    kind: 'fallout',
    dataView: 'small-shop',
    dateRange: { start: '2026-11-01', end: '2026-12-01' },
    ...fallout,
  })
}

async function post(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
}
