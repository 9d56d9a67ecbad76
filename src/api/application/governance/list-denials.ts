import {
  type Denial,
  describeDenial,
  listDenials,
  listLookupUses,
} from '../../../governance/index.ts'
import type {
  PolicyDenial,
  PolicyStatus,
  ProjectDenial,
  RequestDenial,
} from '../../../model/answers/policies.ts'
import type { Audience, Project, Source } from '../../../model/definitions/index.ts'
import { profilesOf } from '../../../model/definitions/source.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { listSent, nameSent } from '../../../schedules/tables.ts'
import type { Catalog } from '../catalog.ts'
import type { Throughline } from '../throughline.ts'
import { withWholeRange } from '../whole-range.ts'
import { denyActivation, denyExportOf, denyProfileChanges, listLabels } from './governance.ts'

interface Sending {
  readonly audience: string | null
  readonly destination: string
}

const describe = ({ audience, destination }: Sending, denial: Denial): PolicyDenial => ({
  ...denial,
  audience,
  destination,
  message: describeDenial(denial),
})

const toRequestDenial = (denial: Denial): RequestDenial => ({
  ...denial,
  through: [...denial.through],
  message: describeDenial(denial),
})

const eachOnce = (denials: readonly Denial[]): readonly Denial[] => [
  ...new Map(denials.map((denial) => [JSON.stringify(denial), denial])).values(),
]

/** What the policies have against sending an audience to its destinations, saved or not. */
export const listAudienceDenials = (
  catalog: Catalog,
  audience: Audience,
): readonly PolicyDenial[] =>
  audience.destinations.flatMap((id) => {
    const destination = catalog.find('destination', id)
    const sending = { audience: audience.id, destination: id }
    return destination === undefined
      ? []
      : eachOnce(denyActivation(catalog, audience, destination)).map((denial) =>
          describe(sending, denial),
        )
  })

/** Every policy with what it blocks now: audiences at destinations, and changes of profiles. */
export function listPolicies(catalog: Catalog): readonly PolicyStatus[] {
  const denials = [
    ...catalog.list('audience').flatMap((audience) => listAudienceDenials(catalog, audience)),
    ...catalog.list('destination').flatMap((destination) => {
      const sending = { audience: null, destination: destination.id }
      return eachOnce(denyProfileChanges(catalog, destination)).map((denial) =>
        describe(sending, denial),
      )
    }),
  ]
  return catalog.list('policy').map(({ id, name, labels, actions, destinations = null }) => ({
    id,
    ...(name !== undefined && { name }),
    ...{ labels, actions, destinations },
    denials: denials.filter(({ policy }) => policy === id),
  }))
}

type Ground = Pick<Throughline, 'catalog' | 'connections' | 'reports'>

/** What the policies have against a file, or a mail, with the answers to requests. */
export async function listRequestDenials(
  { catalog, reports }: Pick<Ground, 'catalog' | 'reports'>,
  body: unknown,
): Promise<RequestDenial[]> {
  const denials = await denyExportOf(await catalog(), reports, body, ['export', 'email'])
  return eachOnce(denials).map(toRequestDenial)
}

/** What the policies have against taking rows of a dataset away as they came, whichever fields they have. */
export function listRowDenials(catalog: Catalog, id: string): readonly RequestDenial[] {
  const dataset = catalog.find('dataset', id)
  const uses = dataset === undefined ? listLookupUses(catalog, id) : listLabels(catalog, dataset)
  const denials = listDenials(catalog.list('policy'), { actions: ['export'] }, uses)
  return eachOnce(denials).map(toRequestDenial)
}

/** The same of what a source keeps aside, which could be a row of any dataset that it fills. */
export function listSourceDenials(catalog: Catalog, source: Source): readonly RequestDenial[] {
  const { person, group } = profilesOf(source)
  const datasets = [...new Set([source.dataset, person, group])]
  return datasets.flatMap((id) => listRowDenials(catalog, id))
}

/** The same of each visualization of a project: a link shows them, and a schedule mails them. */
export async function listProjectDenials(
  ground: Ground,
  project: Project,
): Promise<ProjectDenial[]> {
  const denials: ProjectDenial[] = []
  for (const sent of listSent(project, { visualizations: [] })) {
    const place = {
      visualization: sent.visualization.id ?? null,
      name: nameSent(sent),
      dataView: String(sent.request['dataView']),
    }
    const found = await listSentDenials(ground, sent.request)
    denials.push(...found.map((denial) => ({ ...place, ...denial })))
  }
  return denials
}

/** Nothing where the request cannot be answered: then nothing of it goes out. */
async function listSentDenials(
  ground: Ground,
  request: Readonly<Record<string, unknown>>,
): Promise<readonly RequestDenial[]> {
  try {
    return await listRequestDenials(ground, await withWholeRange(ground, request))
  } catch (error) {
    if (error instanceof ThroughlineError) return []
    throw error
  }
}
