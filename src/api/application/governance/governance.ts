import { getOwn } from '../../../model/own.ts'
import {
  type Denial,
  describeDenial,
  type FieldUse,
  isAgreed,
  listConsentAttributes,
  listDenials,
  listDestinationUses,
  listFieldUses,
  listLookupUses,
} from '../../../governance/index.ts'
import { findDestinationType } from '../../../destinations/index.ts'
import type { Action } from '../../../model/definitions/destination.ts'
import type {
  Audience,
  DataView,
  Dataset,
  Definition,
  Destination,
} from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { noIdentities } from '../../../model/no-identities.ts'
import { readFormula } from '../../../query/formula/index.ts'
import type { PersonProfile } from '../../../profile/profile.ts'
import type { Catalog } from '../catalog.ts'
import type { Reports, RequestReads } from '../reports.ts'

/** What the policies have against sending an audience to a destination. */
export function denyActivation(
  catalog: Catalog,
  audience: Audience,
  destination: Destination,
): readonly Denial[] {
  const uses = [
    ...listAudienceUses(catalog, audience),
    ...listSentUses(catalog, audience, destination),
  ]
  const doing = { actions: actionsOf(destination), destination: destination.id }
  return listDenials(catalog.list('policy'), doing, uses)
}

/** What the policies have against telling a destination of changes of profiles. */
export function denyProfileChanges(catalog: Catalog, destination: Destination): readonly Denial[] {
  const { profileChanges: told, identities } = destination
  const connection = told && catalog.find('connection', told.connection)
  if (told === undefined || connection === undefined) return []
  const { attributes } = told
  const sent = told.identities
    ? { identities, attributes }
    : { identities: [...noIdentities], attributes }
  const uses = [
    ...listDestinationUses(catalog, connection, sent),
    ...told.audiences.flatMap((id) => {
      const audience = catalog.find('audience', id)
      return audience === undefined ? [] : listAudienceUses(catalog, audience)
    }),
  ]
  const doing = { actions: actionsOf(destination), destination: destination.id }
  return listDenials(catalog.list('policy'), doing, uses)
}

/** Refuses to send an audience where a policy does not allow it. Errors: policy/denied. */
export function refusePublishing(catalog: Catalog, id: string): void {
  const audience = catalog.find('audience', id)
  if (audience === undefined) return
  const destinations = audience.destinations.flatMap(
    (each) => catalog.find('destination', each) ?? [],
  )
  refuseDenied(destinations.flatMap((each) => denyActivation(catalog, audience, each)))
}

/** Refuses to hand out who is in an audience. Errors: policy/denied. */
export function refuseExport(catalog: Catalog, id: string): void {
  const audience = catalog.find('audience', id)
  if (audience === undefined) return
  const doing = { actions: ['export'] as const }
  refuseDenied(listDenials(catalog.list('policy'), doing, listAudienceUses(catalog, audience)))
}

/** Refuses where an answer's request reads what may not be exported, or sent. Errors: policy/denied. */
export async function refuseExportOf(
  catalog: Catalog,
  reports: Pick<Reports, 'fieldsRead'>,
  body: unknown,
  actions: readonly Action[] = ['export'],
): Promise<void> {
  refuseDenied(await denyExportOf(catalog, reports, body, actions))
}

/** What the policies have against taking away what requests are answered with. */
export async function denyExportOf(
  catalog: Catalog,
  reports: Pick<Reports, 'fieldsRead'>,
  body: unknown,
  actions: readonly Action[],
): Promise<readonly Denial[]> {
  const policies = catalog.list('policy')
  if (policies.length === 0) return []
  const reads = await reports.fieldsRead(body)
  return reads.flatMap((read) => listDenials(policies, { actions }, listRequestUses(catalog, read)))
}

/** What a request reads by its compilation; by which way, where its names tell. */
export function listRequestUses(catalog: Catalog, read: RequestReads): readonly FieldUse[] {
  const { dataView, request, fields, readsPersons } = read
  const named = listFieldUses(catalog, readFormula, dataView, request)
  const isNamed = (use: FieldUse) =>
    named.some(({ dataset, field }) => dataset === use.dataset && field === use.field)
  const part = [
    ...fields.map((field) => ({ field })),
    ...(readsPersons ? [{ dimension: 'person-id' }] : []),
  ]
  const compiled = listFieldUses(catalog, readFormula, dataView, part)
  return [...named, ...compiled.filter((use) => !isNamed(use))]
}

/** Errors: policy/denied, with all that is denied. */
export function refuseDenied(denials: readonly Denial[]): void {
  if (denials.length === 0) return
  throw new ThroughlineError('policy/denied', { reason: describeDenials(denials) })
}

/** All of them in one line, each once. */
export const describeDenials = (denials: readonly Denial[]): string =>
  [...new Set(denials.map(describeDenial))].join('; ')

/**
 * The labelled fields that a dataset, data view, segment, calculated metric or audience reads, and by which way; none
 * of a segment or metric of no data view. Errors: request/impossible of other kinds.
 */
export function listLabels(catalog: Catalog, definition: Definition): readonly FieldUse[] {
  if (definition.kind === 'audience') return listAudienceUses(catalog, definition)
  if (definition.kind === 'dataset') {
    return [...listOwnLabels(definition), ...listLookupUses(catalog, definition.id)]
  }
  const view = findView(catalog, definition)
  return view === undefined ? [] : listFieldUses(catalog, readFormula, view, withTrees(definition))
}

const listOwnLabels = ({ id, labels = {} }: Dataset): readonly FieldUse[] =>
  Object.entries(labels).map(([field, own]) => {
    return { dataset: id, field, labels: own, through: [] }
  })

function findView(catalog: Catalog, definition: Definition): DataView | undefined {
  if (definition.kind === 'data-view') return definition
  if (definition.kind === 'segment' || definition.kind === 'calculated-metric') {
    const { dataView } = definition
    return dataView === undefined ? undefined : catalog.find('data-view', dataView)
  }
  const reason = `labels are those of datasets, data views, segments, calculated metrics and audiences, not of a ${definition.kind}`
  throw new ThroughlineError('request/impossible', { reason })
}

/** Formulas as trees, whose metrics can be seen. */
const withTrees = (definition: Definition): unknown =>
  definition.kind === 'calculated-metric'
    ? { ...definition, formula: readFormula(definition.formula) }
    : definition

/** Who agreed to what a destination is for; undefined where it asks for nothing. */
export function openConsent(
  catalog: Catalog,
  { dataView }: Audience,
  destination: Destination,
): Consent | undefined {
  const view = catalog.find('data-view', dataView)
  return view && openConsentIn(catalog, view.connection, destination)
}

/** The same among the people of a connection. */
export function openConsentIn(
  catalog: Catalog,
  id: string,
  { purpose }: Destination,
): Consent | undefined {
  const connection = catalog.find('connection', id)
  if (purpose === undefined || connection === undefined) return undefined
  const attributes = listConsentAttributes(catalog, connection, purpose)
  return {
    isGiven: (profile) =>
      isAgreed(attributes.map((path) => profile && getOwn(profile.attributes, path))),
    refusal:
      attributes.length === 0
        ? `no field is labelled consent:${purpose}, so nobody has agreed to ${purpose}`
        : `no consent to ${purpose} (${attributes.join(', ')})`,
  }
}

export interface Consent {
  isGiven(profile: PersonProfile | undefined): boolean
  /** Why somebody is not sent. */
  readonly refusal: string
}

/** What a destination does with people, by its definition and by its type. */
export const actionsOf = ({ type, actions }: Destination): readonly Action[] => [
  ...new Set<Action>(['activate', ...actions, ...(findDestinationType(type)?.does ?? [])]),
]

function listAudienceUses(catalog: Catalog, audience: Audience): readonly FieldUse[] {
  const view = catalog.find('data-view', audience.dataView)
  if (view === undefined) return []
  const { segment, session } = view
  return listFieldUses(catalog, readFormula, view, [
    { segments: audience.segments },
    { segment },
    session,
  ])
}

function listSentUses(
  catalog: Catalog,
  audience: Audience,
  destination: Destination,
): readonly FieldUse[] {
  const view = catalog.find('data-view', audience.dataView)
  const connection = view && catalog.find('connection', view.connection)
  return connection === undefined ? [] : listDestinationUses(catalog, connection, destination)
}
