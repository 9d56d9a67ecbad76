export type {
  Graphs,
  HandLinks,
  Ledger,
  LeftIdentity,
  LinkColumns,
  LostLink,
  LostReason,
  Pair,
  Quarantined,
  Sightings,
} from './graphs.ts'
export { linkGraphs } from './link-graphs.ts'
export { compileRules, type PairRule, type RuledNamespace, type Rules } from './rules.ts'
