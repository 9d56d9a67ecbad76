import type { GroupPartial } from '../../engine/index.ts'
import { listEveryRow } from './every-row.ts'

/**
 * The rows of a table: every combination of codes that has a figure other than zero in any of the
 * partials, in the order of their codes. Partials with fewer rows are spread over them.
 */
export interface RowSpace {
  readonly count: number
  /** One array per row dimension. */
  readonly codes: readonly Uint32Array[]
  /** How many combinations of codes are possible. */
  readonly groups: number
  /** The dense group of a row: its codes a, b … as (a × sizeB + b) …. */
  groupOf(row: number): number
  /** A partial's figures for every row, 0 where it has none. */
  spread(partial: GroupPartial, measure: number): ArrayLike<number>
}

export function buildRowSpace(
  partials: readonly GroupPartial[],
  sizes: readonly number[],
): RowSpace {
  const isDense = partials.every((partial) => partial.keys === null)
  return isDense ? denseSpace(partials, sizes) : sparseSpace(partials, sizes)
}

function denseSpace(partials: readonly GroupPartial[], sizes: readonly number[]): RowSpace {
  const groups = sizes.reduce((product, size) => product * size, 1)
  const used = usedGroups(partials, groups)
  const count = used.length
  const first = used[0] ?? 0
  const isRange = count > 0 && used[count - 1]! - first === count - 1
  return {
    count,
    groups,
    groupOf: (row) => used[row]!,
    codes: sizes.length === 1 ? [used] : unpack(used, sizes),
    spread(partial, measure) {
      const figures = partial.values[measure]!
      if (isRange) return figures.subarray(first, first + count)
      const out = new Float64Array(count)
      for (let row = 0; row < count; row++) out[row] = figures[used[row]!]!
      return out
    },
  }
}

/** The groups that have a figure other than zero in any partial, ascending. Not to be written to. */
function usedGroups(partials: readonly GroupPartial[], groups: number): Uint32Array {
  const [first, ...others] = partials.flatMap(({ values }) => values)
  if (!first) return listEveryRow(0)
  const isUsed = (g: number) => first[g] !== 0 || others.some((figures) => figures[g] !== 0)
  let from = 0
  while (from < groups && !isUsed(from)) from++
  let to = from
  while (to < groups && isUsed(to)) to++
  let count = to - from
  for (let g = to; g < groups; g++) count += Number(isUsed(g))
  if (count === to - from) return listEveryRow(to).subarray(from)
  const used = new Uint32Array(count)
  for (let g = from, row = 0; row < count; g++) if (isUsed(g)) used[row++] = g
  return used
}

function unpack(groups: Uint32Array, sizes: readonly number[]): Uint32Array[] {
  const codes = sizes.map(() => new Uint32Array(groups.length))
  for (let row = 0; row < groups.length; row++) {
    let rest = groups[row]!
    for (let k = sizes.length - 1; k >= 0; k--) {
      codes[k]![row] = rest % sizes[k]!
      rest = Math.floor(rest / sizes[k]!)
    }
  }
  return codes
}

interface Keyed {
  readonly keys: readonly Uint32Array[]
  readonly count: number
  readonly isZero: (row: number) => boolean
}

function keyed(partial: GroupPartial, sizes: readonly number[]): Keyed {
  const count = partial.values[0]?.length ?? 0
  const isZero = (row: number): boolean => partial.values.every((figures) => figures[row] === 0)
  const keys =
    partial.keys ??
    unpack(
      Uint32Array.from({ length: count }, (_, g) => g),
      sizes,
    )
  return { keys, count, isZero }
}

function sparseSpace(partials: readonly GroupPartial[], sizes: readonly number[]): RowSpace {
  const isPacked = sizes.reduce((product, size) => product * size, 1) <= Number.MAX_SAFE_INTEGER
  const nameOf = (keys: readonly Uint32Array[], row: number): number | string => {
    if (!isPacked) return keys.map((codes) => codes[row]).join()
    return keys.reduce((packed, codes, k) => packed * sizes[k]! + codes[row]!, 0)
  }
  const rows = new Map<number | string, number>()
  const tuples: number[][] = []
  const rowsOf = new Map<GroupPartial, Int32Array>()
  for (const partial of partials) {
    const { keys, count, isZero } = keyed(partial, sizes)
    const index = new Int32Array(count).fill(-1)
    for (let g = 0; g < count; g++) {
      if (isZero(g)) continue
      const name = nameOf(keys, g)
      const row = rows.get(name) ?? rows.size
      if (row === rows.size) {
        rows.set(name, row)
        tuples.push(keys.map((codes) => codes[g]!))
      }
      index[g] = row
    }
    rowsOf.set(partial, index)
  }
  return {
    count: tuples.length,
    groups: sizes.reduce((product, size) => product * size, 1),
    groupOf: (row) => tuples[row]!.reduce((packed, code, k) => packed * sizes[k]! + code, 0),
    codes: sizes.map((_, k) => Uint32Array.from(tuples, (tuple) => tuple[k]!)),
    spread(partial, measure) {
      const out = new Float64Array(tuples.length)
      const index = rowsOf.get(partial)!
      const figures = partial.values[measure]!
      for (let g = 0; g < index.length; g++) if (index[g]! >= 0) out[index[g]!] = figures[g]!
      return out
    },
  }
}

/** Rows of one dimension with the given codes, also where nothing happened; what is no code has no figures. */
export function buildCodeSpace(codes: Uint32Array, size: number): RowSpace {
  return {
    count: codes.length,
    groups: size,
    codes: [codes],
    groupOf: (row) => codes[row]!,
    spread({ keys, values }, measure) {
      const figures = values[measure]!
      if (keys === null) return Float64Array.from(codes, (code) => figures[code] ?? 0)
      const byCode = new Map(Array.from(keys[0]!, (code, index) => [code, figures[index]!]))
      return Float64Array.from(codes, (code) => byCode.get(code) ?? 0)
    },
  }
}

/** A row for every item of a dimension: row r has code r + 1. */
export function everyItem(size: number): RowSpace {
  return buildCodeSpace(
    Uint32Array.from({ length: size - 1 }, (_, row) => row + 1),
    size,
  )
}
