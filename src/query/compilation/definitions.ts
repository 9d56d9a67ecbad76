import type {
  CalculatedMetric,
  Connection,
  DateRange,
  Segment,
  SharedComponent,
} from '../../model/definitions/index.ts'

/** What a report may refer to by id; undefined where nothing has that id. */
export interface Definitions {
  segment(id: string): Segment | undefined
  calculatedMetric(id: string): CalculatedMetric | undefined
  dateRange(id: string): DateRange | undefined
  connection(id: string): Connection | undefined
  sharedComponents(): readonly SharedComponent[]
  /** What there is of a kind. */
  ids(kind: 'segment' | 'date-range'): readonly string[]
}

type Known = Segment | CalculatedMetric | Connection | DateRange | SharedComponent

/** Definitions held in memory, found by kind and id. */
export function indexDefinitions(all: readonly Known[]): Definitions {
  const find = <K extends Known['kind']>(kind: K, id: string) =>
    all.find((d): d is Extract<Known, { kind: K }> => d.kind === kind && d.id === id)
  return {
    segment: (id) => find('segment', id),
    calculatedMetric: (id) => find('calculated-metric', id),
    dateRange: (id) => find('date-range', id),
    connection: (id) => find('connection', id),
    sharedComponents: () => all.filter((d): d is SharedComponent => d.kind === 'shared-component'),
    ids: (kind) => all.filter((d) => d.kind === kind).map(({ id }) => id),
  }
}
