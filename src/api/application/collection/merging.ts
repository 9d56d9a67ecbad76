import type { LakeClient } from '../../../lake/client.ts'
import { profilesOf } from '../../../model/definitions/source.ts'
import type { Catalog } from '../catalog.ts'
import type { DefinitionWriter } from '../definitions.ts'
import type { DrainOptions } from './drain.ts'
import { type Fitting, openFitting, tellBeyond } from './fitting.ts'
import { missingProfileDatasets } from './profile-datasets.ts'
import { mergeProfiles } from './profiles.ts'

type Row = Readonly<Record<string, unknown>>

interface Surroundings {
  readonly lake: LakeClient
  readonly catalog: () => Promise<Catalog>
  readonly definitions: DefinitionWriter
  readonly writing: Pick<DrainOptions, 'append' | 'columnsOf'>
  readonly onBeyond: Fitting['onBeyond']
}

/** Brings what calls tell of people and groups into datasets, which are made when they are not there. */
export function openMerging({
  lake,
  catalog,
  definitions,
  writing,
  onBeyond,
}: Surroundings): DrainOptions['mergeProfiles'] {
  /** Where a source is gone and its dataset as well, nobody wants what it told. */
  async function isWanted(dataset: string): Promise<boolean> {
    const known = await catalog()
    if (known.find('dataset', dataset)) return true
    const source = known.list('source').find((each) => {
      const { person, group } = profilesOf(each)
      return each.protocols !== undefined && [person, group].includes(dataset)
    })
    if (source) await definitions.apply(missingProfileDatasets(known, source))
    return source !== undefined
  }

  return async (dataset, entries) => {
    if (!(await isWanted(dataset))) return
    const source = entries[0]!.source
    const append = async (rows: readonly Row[]) => {
      const fit = await openFitting(writing, dataset)
      const fitted = rows.map((row) => ({ source, ...fit(row) }))
      await writing.append(
        dataset,
        fitted.map(({ row }) => row),
      )
      tellBeyond({ onBeyond }, fitted)
    }
    await mergeProfiles({ lake, append }, dataset, entries)
  }
}
