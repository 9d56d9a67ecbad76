import type { StitchedDataset, StitchingQuality } from '../../../model/answers/stitching.ts'
import type { Connection } from '../../../model/definitions/index.ts'
import type { LakeClient } from '../../client.ts'
import type { DatasetShare, Journey } from '../journey.ts'
import { loadJourney } from '../state.ts'
import { mostSwitchesOf } from './field-owners.ts'
import {
  type DatasetFigures,
  noFigures,
  rateOf,
  readFigures,
  readPeople,
  targetOf,
} from './quality/figures.ts'
import { readGuarded } from './quality/guarded.ts'
import { readOverlap } from './quality/overlap.ts'
import { type IsPlaceholder, readSuspects } from './quality/suspects.ts'
import { warnOfIds } from './quality/warnings.ts'

/** How well the rows of a connection's journey are brought together. semantics §2.5 */
export async function measureStitching(
  lake: LakeClient,
  connection: Connection,
  isPlaceholder: IsPlaceholder,
): Promise<StitchingQuality> {
  const journey = await loadJourney(lake, connection.id)
  if (journey === null) return notBuilt(connection.id)
  const measure = (state: Journey) =>
    measureJourney(lake, state, mostSwitchesOf(connection), isPlaceholder)
  try {
    return await measure(journey)
  } catch (error) {
    const later = await loadJourney(lake, connection.id)
    if (later === null || later.generation === journey.generation) throw error
    return measure(later)
  }
}

const notBuilt = (connection: string): StitchingQuality => ({
  connection,
  isBuilt: false,
  people: { before: 0, after: 0 },
  datasets: [],
  overlap: { datasets: [], pairs: [], combinations: [] },
})

async function measureJourney(
  lake: LakeClient,
  journey: Journey,
  mostSwitches: number,
  isPlaceholder: IsPlaceholder,
): Promise<StitchingQuality> {
  const codes = journey.datasets.flatMap(({ stitching }, index) =>
    stitching === undefined ? [] : [index + 1],
  )
  const figures = codes.length === 0 ? new Map() : await readFigures(lake, journey, codes)
  const datasets: StitchedDataset[] = []
  for (const code of codes) {
    const described = describe(journey.datasets[code - 1]!, figures.get(code) ?? noFigures)
    datasets.push({
      ...described,
      guarded: await readGuarded(lake, journey, code, mostSwitches),
      suspects: await readSuspects(lake, journey, code, isPlaceholder),
      warnings: warnOfIds(described),
    })
  }
  return {
    connection: journey.connection,
    isBuilt: true,
    people: await readPeople(lake, journey),
    datasets,
    overlap: await readOverlap(lake, journey),
  }
}

type Described = Omit<StitchedDataset, 'guarded' | 'suspects' | 'warnings'>

function describe(share: DatasetShare, figures: DatasetFigures): Described {
  const { dataset, stitched, batches, namespace = null } = share
  const stitching = share.stitching!
  const { graph, persistent, persistentNamespace, hasPersonId } = stitching
  const without = batches.reduce((sum, { missingPerson }) => sum + missingPerson, 0)
  const rows = figures.total.events + without
  return {
    dataset,
    method: graph === null ? 'field' : 'graph',
    space: graph?.space ?? null,
    target: targetOf(share),
    persistentId: { field: persistent.personId, namespace: persistentNamespace },
    personId: hasPersonId ? { field: share.personId, namespace } : { field: null, namespace: null },
    replay: describeReplay(share),
    replayedAt: stitched?.replayedAt ?? null,
    liveRows: stitched?.liveRows ?? 0,
    ...figures.total,
    ids: {
      persistent: rateOf(figures.withPersistent, rows),
      person: rateOf(figures.withPerson, rows),
    },
    months: figures.months,
  }
}

function describeReplay({ stitching, stitched }: DatasetShare): Described['replay'] {
  const replay = stitching?.replay ?? null
  if (replay === null) return null
  return {
    everySeconds: replay.every / 1000,
    lookbackSeconds: replay.lookback / 1000,
    next: stitched === undefined ? null : stitched.replayedAt + replay.every,
  }
}
