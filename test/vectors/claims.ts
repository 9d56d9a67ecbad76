import { loadVectors, type Vectors } from '../support/vectors.ts'

/** Which test answers which published cases: those of one file and some of its features. */
interface Claim {
  /** The name of a test file here, without `.test.ts`. */
  readonly test: string
  readonly file: string
  readonly features: readonly string[]
}

const adobe = 'adobe-cja-docs'
const clickhouse = 'clickhouse-behavioral'
const duckdb = 'duckdb-behavioral'
const funnels = 'posthog-funnels'
const ga4 = 'dbt-ga4'
const retentioneering = 'retentioneering-sessions-cohorts'

const segmentFeatures = ['sequential segments', 'sequential segments (exclude)']
const falloutFeatures = [
  'fallout',
  'time between steps',
  'segment, any order',
  'segment, any order (exclude)',
  'time zones',
  'breakdown attribution',
]

/** Every published case is in exactly one of these, as `coverage.test.ts` checks. */
export const claims: readonly Claim[] = [
  { test: 'stitching', file: adobe, features: ['stitching'] },
  { test: 'identity', file: 'identity-linking-rules', features: ['identity linking'] },
  { test: 'persistence', file: adobe, features: ['persistence'] },
  { test: 'persistence', file: ga4, features: ['persistence'] },
  { test: 'binding', file: adobe, features: ['binding'] },
  { test: 'object-arrays', file: adobe, features: ['object arrays'] },
  { test: 'combined', file: adobe, features: ['combined dataset'] },

  { test: 'attribution', file: adobe, features: ['attribution'] },
  { test: 'attribution', file: 'attribution-models', features: ['attribution'] },
  { test: 'ga4', file: ga4, features: ['attribution'] },

  { test: 'derived-fields', file: adobe, features: ['derived fields'] },
  { test: 'derived-fields-channels', file: ga4, features: ['marketing channels'] },
  { test: 'ga4', file: ga4, features: ['metrics by session'] },

  { test: 'sessionization', file: duckdb, features: ['sessionization'] },
  { test: 'sessionization', file: retentioneering, features: ['sessionization'] },

  { test: 'segments', file: adobe, features: segmentFeatures },
  { test: 'segments', file: clickhouse, features: segmentFeatures },
  { test: 'segments', file: duckdb, features: segmentFeatures },
  { test: 'segments', file: funnels, features: segmentFeatures },
  { test: 'segments', file: 'retentioneering-patterns', features: segmentFeatures },

  { test: 'next-previous', file: clickhouse, features: ['flow / next-previous'] },
  { test: 'next-previous', file: duckdb, features: ['flow'] },
  { test: 'flow', file: adobe, features: ['flow'] },
  { test: 'flow', file: 'posthog-paths', features: ['flow'] },

  { test: 'fallout', file: clickhouse, features: falloutFeatures },
  { test: 'fallout', file: duckdb, features: falloutFeatures },
  { test: 'fallout', file: funnels, features: falloutFeatures },

  { test: 'cohort', file: clickhouse, features: ['cohort table'] },
  { test: 'cohort', file: duckdb, features: ['cohort table'] },
  { test: 'cohort', file: retentioneering, features: ['cohort table'] },
  {
    test: 'lifecycle',
    file: 'posthog-lifecycle-stickiness',
    features: ['lifecycle', 'stickiness'],
  },

  { test: 'experimentation', file: 'experimentation-stats', features: ['experimentation'] },
  { test: 'forecast', file: 'forecast-anomaly-r', features: ['forecast'] },
]

/** The cases of a file that a test has claimed, and the file's events. */
export function claimed(test: string, file: string): Vectors {
  const own = claims.filter((claim) => claim.test === test)
  const features = own.filter((claim) => claim.file === file).flatMap((claim) => claim.features)
  const { events, cases } = loadVectors(file)
  return { events, cases: cases.filter(({ feature }) => features.includes(feature)) }
}
