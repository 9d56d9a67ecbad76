import type { ListVector, RunsVector } from '../operator.ts'
import type { Scope } from '../scope.ts'
import type { Aggregation } from './aggregation.ts'
import type { GroupPartial, GroupReport, Measure } from './group-report.ts'
import { GroupIds } from './group-ids.ts'

/** Groups in a table that grows with the combinations that occur: many keys, or keys that are lists. */
export function startSparse(report: GroupReport): Aggregation<GroupPartial> {
  const ids = new GroupIds(report.sizes)
  const values = report.measures.map(() => [] as number[])
  const lastRuns = report.measures.map(() => [] as number[])
  return {
    consume(scope) {
      const frame = frameOf(report, ids, scope)
      report.measures.forEach((measure, m) => {
        collect(report, measure, frame, values[m]!, lastRuns[m]!, scope)
      })
    },
    partial: () => ({
      keys: ids.codes(),
      values: values.map((column) =>
        Float64Array.from({ length: ids.count }, (_, id) => column[id] ?? 0),
      ),
    }),
  }
}

/** One row per event and group (or per element, when a key is a list), in the order of the events. */
interface Frame {
  readonly event: number[]
  readonly group: number[]
  /** Whether the row is the first of its event and group. */
  readonly isFirst: boolean[]
  /** Per list: the element of each row. */
  readonly element: Map<string, number[]>
}

function frameOf(report: GroupReport, ids: GroupIds, scope: Scope): Frame {
  const mask = scope.maskOrAll(report.mask)
  const keys = report.keys.map((ref, k) => (report.lists[k] ? scope.list(ref) : scope.codes(ref)))
  const lists = [...new Set(keys.flatMap((key) => (isList(key) ? [listName(key)] : [])))]
  const frame: Frame = { event: [], group: [], isFirst: [], element: new Map() }
  for (const list of lists) frame.element.set(list, [])
  for (let event = 0; event < scope.events; event++) {
    if (mask && !mask[event]) continue
    addRows(frame, keys, lists, event, ids)
  }
  return frame
}

function isList(key: ListVector | Uint32Array): key is ListVector {
  return 'kind' in key
}

/** Keys of the same list are paired element by element; sets made by rules stand for themselves. */
function listName(key: ListVector): string {
  return key.list ?? `set at ${key.offsets.byteOffset}`
}

function addRows(
  frame: Frame,
  keys: readonly (ListVector | Uint32Array)[],
  lists: readonly string[],
  event: number,
  ids: GroupIds,
): void {
  const seen = new Set<number>()
  const choose = (index: number, chosen: Map<string, number>): void => {
    const list = lists[index]
    if (list !== undefined) {
      const key = keys.find((k): k is ListVector => isList(k) && listName(k) === list)!
      const [from, to] = [key.offsets[event]!, key.offsets[event + 1]!]
      for (let e = from; e < to; e++) choose(index + 1, new Map(chosen).set(list, e))
      if (from === to) choose(index + 1, chosen)
      return
    }
    const codes = keys.map((key) => codeOf(key, event, chosen))
    const id = ids.id(codes)
    frame.event.push(event)
    frame.group.push(id)
    frame.isFirst.push(!seen.has(id))
    seen.add(id)
    for (const [name, elements] of frame.element) elements.push(chosen.get(name) ?? -1)
  }
  choose(0, new Map())
}

function codeOf(
  key: ListVector | Uint32Array,
  event: number,
  chosen: ReadonlyMap<string, number>,
): number {
  if (!isList(key)) return key[event]!
  const element = chosen.get(listName(key))
  return element === undefined ? 0 : key.codes![element]!
}

function collect(
  report: GroupReport,
  measure: Measure,
  frame: Frame,
  values: number[],
  lastRun: number[],
  scope: Scope,
): void {
  const mask = scope.maskOrAll(measure.mask)
  const amount = amountOf(measure, frame, scope)
  const runs = measure.measure === 'distinct' ? scope.runs(measure.runs) : null
  let run = 0
  for (let row = 0; row < frame.event.length; row++) {
    const event = frame.event[row]!
    if (mask && !mask[event]) continue
    const id = frame.group[row]!
    if (runs) {
      run = runAt(runs, event, run)
      if (lastRun[id] === runs.first + run) continue
      lastRun[id] = runs.first + run
    }
    values[id] = (values[id] ?? 0) + amount(row)
  }
}

/** The run that holds an event, searched onwards from a run that does not begin after it. */
function runAt({ offsets }: RunsVector, event: number, from: number): number {
  let run = from
  while (offsets[run + 1]! <= event) run++
  return run
}

function amountOf(measure: Measure, frame: Frame, scope: Scope): (row: number) => number {
  if (measure.measure === 'distinct') return () => 1
  if (measure.measure === 'count') return (row) => Number(frame.isFirst[row])
  const vector = scope.vector(measure.input)
  if (vector.kind === 'numbers') {
    return (row) => (frame.isFirst[row] ? vector.data[frame.event[row]!]! || 0 : 0)
  }
  const { numbers, list } = scope.list(measure.input)
  const elements = frame.element.get(list!)!
  return (row) => (elements[row]! < 0 ? 0 : numbers![elements[row]!]! || 0)
}
