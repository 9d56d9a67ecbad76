import type { LakeClient } from '../../../lake/client.ts'
import { profilesOf } from '../../../model/definitions/source.ts'
import type { Catalog } from '../catalog.ts'
import type { DefinitionWriter } from '../definitions.ts'
import { type DrainOptions, openFitting } from './drain.ts'
import { missingProfileDatasets } from './profile-datasets.ts'
import { mergeProfiles } from './profiles.ts'

interface Surroundings {
  readonly lake: LakeClient
  readonly catalog: () => Promise<Catalog>
  readonly definitions: DefinitionWriter
  readonly writing: Pick<DrainOptions, 'append' | 'columnsOf'>
}

/** Brings what calls tell of people and groups into datasets, which are made when they are not there. */
export function openMerging({
  lake,
  catalog,
  definitions,
  writing,
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
    const append: DrainOptions['append'] = async (_, rows) => {
      const fit = await openFitting(writing, dataset)
      await writing.append(dataset, rows.map(fit))
    }
    await mergeProfiles({ lake, append: (rows) => append(dataset, rows) }, dataset, entries)
  }
}
