import type { Page } from 'playwright-core'
import { type Finding, type Span, tasksFinding, timesFinding, workFinding } from './finding.ts'
import type { Measurement } from './measurement.ts'
import { TABLE } from './projects.ts'

/** So long hovers a component before its answer is to be shown: `src/web/drag/drop-zone.tsx`. */
const HOVER_MS = 150
const LIMITS_MS = { demo: 100, large: 300 }

const tile = `#visualization-${TABLE}`

/** Components are dragged from the rail over a table, away, over it again, and dropped. */
export const drag: Measurement = {
  id: 'drag',
  isFor: () => true,
  async measure({ components, isLarge }, { open }) {
    const watched = await open('/projects/speed-table')
    const { page } = watched
    await page.locator(`${tile} [role=gridcell]`).first().waitFor()
    const limit = isLarge ? LIMITS_MS.large : LIMITS_MS.demo
    const previews: number[] = []
    const drops: number[] = []
    const works: Record<'preview' | 'drop', number[]> = { preview: [], drop: [] }
    const tasks: Span[] = []
    for (const [index, dragged] of draggedOf(components).entries()) {
      const isDropped = index % 2 === 1
      const work = async () => {
        if (isDropped) drops.push(await dropAtOnce(page, dragged))
        else previews.push((await preview(page, dragged)) - HOVER_MS)
      }
      const done = await watched.watchWhile(work)
      tasks.push(...done.tasks)
      works[isDropped ? 'drop' : 'preview'].push(done.workMs)
    }
    await watched.close()
    return [
      timesFinding(`a preview, after ${HOVER_MS} ms of hovering`, previews, limit),
      timesFinding('a drop, without a preview before', drops, limit),
      tasksFinding('dragging', tasks),
      workFinding('from picking up to a preview and back', works.preview),
      workFinding('from picking up to a drop', works.drop),
    ] satisfies Finding[]
  },
}

interface Dragged {
  readonly name: string
  readonly zone: string
}

const draggedOf = ({ dragged, draggedMetrics }: DraggedNames): readonly Dragged[] => [
  ...dragged.map((name) => ({ name, zone: `Show ${name} in the rows` })),
  ...draggedMetrics.map((name) => ({ name, zone: `Add ${name} as a column` })),
]

interface DraggedNames {
  readonly dragged: readonly string[]
  readonly draggedMetrics: readonly string[]
}

/** Shown and taken back; milliseconds from the pointer's move over the zone until it is painted. */
async function preview(page: Page, dragged: Dragged): Promise<number> {
  await pickUp(page, dragged)
  const ms = await changeAfter(page, 'dragenter', dragged, () => moveOver(page, dragged))
  await changeAfter(page, 'dragleave', dragged, () => page.mouse.move(700, 860, { steps: 3 }))
  await page.mouse.up()
  await page.getByRole('button', { name: dragged.zone }).waitFor({ state: 'detached' })
  return ms
}

/** Milliseconds from the drop until its answer is painted. */
async function dropAtOnce(page: Page, dragged: Dragged): Promise<number> {
  await pickUp(page, dragged)
  const ms = await changeAfter(page, 'drop', dragged, async () => {
    await moveOver(page, dragged)
    await page.mouse.up()
  })
  await page.getByRole('button', { name: dragged.zone }).waitFor({ state: 'detached' })
  return ms
}

async function pickUp(page: Page, { name, zone }: Dragged): Promise<void> {
  const rail = page.getByRole('complementary', { name: 'Components' })
  const entry = rail.locator('[draggable=true]').getByText(name, { exact: true }).first()
  await entry.scrollIntoViewIfNeeded()
  const { x, y } = await middleOf(entry)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 60, y + 10, { steps: 4 })
  await page.getByRole('button', { name: zone }).waitFor()
}

async function moveOver(page: Page, { zone }: Dragged): Promise<void> {
  const { x, y } = await middleOf(page.getByRole('button', { name: zone }))
  await page.mouse.move(x, y)
}

type Located = ReturnType<Page['locator']>

async function middleOf(located: Located): Promise<{ x: number; y: number }> {
  const box = await located.boundingBox()
  if (box === null) throw new Error('not to be seen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Milliseconds from an event on the zone until the table says something else. */
async function changeAfter(
  page: Page,
  event: 'dragenter' | 'dragleave' | 'drop',
  { zone }: Dragged,
  act: () => Promise<void>,
): Promise<number> {
  const place = `[aria-label=${JSON.stringify(zone)}]`
  const cells = `${tile} [role=treegrid]`
  await page.evaluate(
    `watch.follow(${JSON.stringify(cells)}, '${event}', ${JSON.stringify(place)})`,
  )
  await act()
  return page.evaluate<number>('watch.change')
}
