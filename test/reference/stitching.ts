/** A row of a dataset that is stitched by its own rows. */
export interface Row {
  readonly n: number
  /** Minutes after midnight of 2023-05-12. */
  readonly at: number
  readonly device: string
  readonly person: string
}

/** UTC ms. */
export const day = Date.UTC(2023, 4, 12)

/** With the fields `n`, `ts`, `device` and `person`. */
export const asStored = ({ n, at, device, person }: Row) => ({
  n,
  ts: new Date(day + at * 60_000).toISOString(),
  device: device || null,
  person: person || null,
})

/** What a replay gives, told slowly. */
export function replayed(rows: readonly Row[]): Record<number, string> {
  return Object.fromEntries(
    rows.flatMap(({ n, at, device, person }) => {
      if (person !== '') return [[n, person]]
      if (device === '') return []
      const seen = rows
        .filter((row) => row.device === device && row.person !== '')
        .toSorted((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1))
        .filter((row, i, all) => i === 0 || row.at !== all[i - 1]!.at)
      const owner = seen.findLast((row) => row.at <= at) ?? seen[0]
      return [[n, owner?.person ?? device]]
    }),
  )
}

/** `time`: 12:01 of the day. */
export const row = (n: number, time: string, device: string, person = ''): Row => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return { n, at: hours * 60 + minutes, device, person }
}

/** semantics §2.2, vector 2.2-a */
export const bob = [
  row(1, '12:01', '246'),
  row(2, '12:02', '246', 'Bob'),
  row(3, '12:03', '246', 'Bob'),
  row(4, '12:04', '246'),
  row(5, '12:05', '246', 'Bob'),
  row(6, '12:06', '246'),
  row(7, '12:07', '246', 'Bob'),
  row(8, '12:03', '3579'),
  row(9, '12:09', '3579'),
  row(10, '12:02', '81911'),
  row(11, '12:05', '81911', 'Bob'),
  row(12, '12:12', '81911'),
]
