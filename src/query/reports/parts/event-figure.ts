import type { MaskRef, Measure, PartialResult } from '../../../engine/index.ts'
import { type Compilation, addPersons, addSessions } from '../../compilation/compilation.ts'
import { toNumbers } from '../../formula/index.ts'
import { buildRowSpace } from '../../freeform/row-space.ts'
import {
  readFigure,
  groupPartial,
  type Keys,
  readKeys,
  noKeys,
  type Tally,
} from '../../freeform/tally.ts'
import type { CountedFigure, PlacedFigure } from './figure-over-time.ts'

interface Ratio {
  readonly of: Count
  readonly per?: Count
}
type Count = (c: Compilation, events: MaskRef, everyone: MaskRef) => Measure

const events: Count = (_c, mask) => ({ measure: 'count', mask })
const people: Count = (c, mask) => ({ measure: 'distinct', runs: addPersons(c), mask })
const sessions: Count = (c, mask) => ({ measure: 'distinct', runs: addSessions(c), mask })
const everyone: Count = (c, _mask, all) => people(c, all, all)

/** What each way of counting events divides by what. */
const counts = {
  people: { of: people },
  events: { of: events },
  sessions: { of: sessions },
  'share-of-people': { of: people, per: everyone },
  'events-per-session': { of: events, per: sessions },
  'events-per-person': { of: events, per: people },
} satisfies Record<string, Ratio>

export type CountedAs = keyof typeof counts

/** Events of a mask, counted in one of the ways of §8.12 Trends; shares are of the people in `scope`. */
export function compileEventFigure(
  c: Compilation,
  tally: Tally,
  mask: MaskRef,
  { scope, countedAs }: { readonly scope: MaskRef; readonly countedAs: CountedAs },
): CountedFigure {
  const { of, per }: Ratio = counts[countedAs]
  const measures = [of, ...(per ? [per] : [])].map((count) => count(c, mask, scope))
  return {
    place: async (dimensions) =>
      placeMeasures(tally, readKeys(dimensions, c.selection.elements), measures),
  }
}

function placeMeasures(tally: Tally, keys: Keys, measures: readonly Measure[]): PlacedFigure {
  const rows = measures.map((measure) => tally.add(keys, measure))
  const totals = measures.map((measure) => tally.add(noKeys, measure))
  const ratio = (parts: readonly number[]) =>
    parts.length === 1 ? parts[0]! : parts[0]! / parts[1]!
  const groupsOf = (partials: readonly PartialResult[]) =>
    rows.map((row) => groupPartial(partials, row))
  return {
    rowsOf: (partials) => buildRowSpace(groupsOf(partials).slice(0, 1), keys.sizes),
    read(partials, space) {
      const columns = groupsOf(partials).map((group, k) => space.spread(group, rows[k]!.measure))
      return {
        rows: toNumbers(columns[0]!).map((_, row) => ratio(columns.map((column) => column[row]!))),
        total: ratio(totals.map((total) => readFigure(partials, total))),
      }
    },
  }
}
