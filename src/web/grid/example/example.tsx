import { Provider } from '@react-spectrum/s2'
import { useCallback, useMemo, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import {
  Grid,
  type GridDensity,
  type GridHead,
  type GridHandle,
  type GridRow,
  type GridSelection,
} from '../index.ts'
import { exampleSource } from './example-rows.ts'

/**
 * A page for trying the grid: `rows`, `columns`, `loaded` (rows that are there at once), `delay` of others (ms), `density`,
 * `direction` (ltr or rtl) and `scheme` come from the address. What was done last stands below the grid.
 */
const asked = new URLSearchParams(location.search)
const askedNumber = (name: string, fallback: number) => Number(asked.get(name) ?? fallback)
const rowCount = askedNumber('rows', 100_000)
const columnCount = askedNumber('columns', 200)
const density = (asked.get('density') ?? 'compact') as GridDensity
const isRightToLeft = asked.get('direction') === 'rtl'
const scheme = asked.get('scheme') === 'dark' ? 'dark' : 'light'

const firstHeads: readonly GridHead[] = [
  { id: 'people', name: 'People', width: 144, canSort: true },
  {
    id: 'mobile',
    name: 'Mobile',
    under: [
      { id: 'orders', name: 'Orders', width: 144, canSort: true, note: 'linear' },
      { id: 'may', name: 'May', under: [{ id: 'revenue', name: 'Revenue', canSort: true }] },
    ],
  },
  ...Array.from({ length: columnCount - 3 }, (_, k) => ({ id: `c${k}`, name: `Column ${k}` })),
]

/** The heads with one moved before a sibling, or to the end. */
function moved(heads: readonly GridHead[], id: string, before: string | null): readonly GridHead[] {
  const head = heads.find((each) => each.id === id)
  if (head === undefined) {
    return heads.map((each) =>
      each.under ? { ...each, under: moved(each.under, id, before) } : each,
    )
  }
  const others = heads.filter((each) => each !== head)
  const at = before === null ? others.length : others.findIndex((each) => each.id === before)
  return others.toSpliced(at, 0, head)
}

const totals: readonly GridRow[] = [
  {
    id: 'total',
    level: 1,
    name: 'Total',
    kind: 'total',
    cellAt: (column) => ({ text: `${column}`, value: column }),
  },
]

function Example() {
  const [heads, setHeads] = useState(firstHeads)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [loaded, setLoaded] = useState(askedNumber('loaded', rowCount))
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({})
  const [done, setDone] = useState('')
  const [sort, setSort] = useState('')
  const grid = useRef<GridHandle>(null)
  const source = useMemo(() => exampleSource({ rowCount, open, loaded }), [open, loaded])
  const latest = useRef(loaded)
  const show = useCallback((_: number, last: number) => {
    if (last < latest.current) return
    setTimeout(
      () => {
        latest.current = last + 100
        setLoaded((before) => Math.max(before, last + 100))
      },
      askedNumber('delay', 100),
    )
  }, [])
  const select = useCallback(({ ranges }: GridSelection) => {
    document.body.dataset['selection'] = JSON.stringify(ranges)
  }, [])
  return (
    <Provider background="base" colorScheme={scheme} locale={isRightToLeft ? 'ar-AE' : 'en-US'}>
      <main style={{ height: 560, padding: 16, boxSizing: 'border-box' }}>
        <Grid
          ref={grid}
          label="Example"
          corner={{ id: 'rows', name: 'Page', canSort: true }}
          heads={heads.map((head) => (head.id === sort ? { ...head, sort: 'descending' } : head))}
          pinned={totals}
          source={source}
          density={density}
          widths={widths}
          onResize={(id, width) => setWidths((before) => ({ ...before, [id]: width }))}
          onReorder={(id, before) => setHeads((now) => moved(now, id, before))}
          onSort={(head, isAdding) => {
            setSort(head.id)
            setDone(`sort ${head.id}${isAdding ? ' too' : ''}`)
          }}
          onToggle={({ id }) =>
            setOpen((now) => new Set(now.has(id) ? [...now].filter((o) => o !== id) : [...now, id]))
          }
          onAct={(place) => {
            const [what, of] =
              place.kind === 'head'
                ? ['head', place.head.id]
                : place.kind === 'corner'
                  ? ['corner', '']
                  : place.kind === 'row'
                    ? ['row', place.row.id]
                    : [`cell ${place.column.id}`, place.row.id]
            setDone(`act ${what} ${of}`)
          }}
          onShow={show}
          onSelect={select}
        />
      </main>
      <output>{done}</output>
    </Provider>
  )
}

createRoot(document.getElementById('root')!).render(<Example />)
