import type { ReportKind } from '../../model/requests/index.ts'
import { attribution } from './attribution.ts'
import { correlation } from './correlation.ts'
import { experiment } from './experiment.ts'
import { fallout } from './fallout.ts'
import { flow } from './flow.ts'
import { freeform } from './freeform.ts'
import { journey } from './journey.ts'
import { nextPrevious } from './next-previous.ts'
import { people } from './people.ts'
import type { ReportDoor } from './report.ts'

/** Every kind of report that can be run, in the order of the menu. */
export const reportDoors: { readonly [K in ReportKind]?: ReportDoor<K> } = {
  freeform,
  fallout,
  flow,
  'next-previous': nextPrevious,
  attribution,
  experiment,
  correlation,
  people,
  journey,
}
