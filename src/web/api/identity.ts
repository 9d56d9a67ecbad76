import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Immutable } from '../../model/answers/answer.ts'
import type {
  IdentityChange,
  IdentityEdit,
  IdentityGraph,
  IdentityLedger,
  IdentitySimulation,
  IdentitySpaceStatus,
  Quarantine,
  Suspects,
} from '../../model/answers/identity.ts'
import type { identityRules } from '../../model/definitions/identity-space.ts'
import type { SimulationEvent } from '../../model/identity-simulation.ts'
import { call, callEvents, query } from './http.ts'

/** What a person says of the identities of a space. */
export type SpaceEdit =
  | { readonly kind: 'merge' | 'link'; readonly ids: readonly [string, string] }
  | { readonly kind: 'split'; readonly ids: readonly string[] }
  | { readonly kind: 'unlink'; readonly link: string; readonly ids: readonly [string, string] }
  | { readonly kind: 'release' | 'block'; readonly id: string }
  | { readonly kind: 'undo'; readonly change: string }

export type IdentityRulesDocument = Immutable<z.input<typeof identityRules>>

const encode = encodeURIComponent
const pathOf = (space: string): string => `/identity/${encode(space)}`

/** All that is known of a space, to be asked again once it has changed. */
export const ofSpace = (space: string) => ['identity', space] as const

const askSpace = <T>(space: string, what: string) =>
  queryOptions({
    queryKey: [...ofSpace(space), what],
    queryFn: ({ signal }) => call<T>(`${pathOf(space)}${what}`, { signal }),
  })

export const spaceStatusQuery = (space: string) => askSpace<IdentitySpaceStatus>(space, '')
export const ledgerQuery = (space: string) => askSpace<IdentityLedger>(space, '/ledger')
export const quarantineQuery = (space: string) => askSpace<Quarantine>(space, '/quarantine')
export const suspectsQuery = (space: string) => askSpace<Suspects>(space, '/suspects')
export const identityGraphQuery = (space: string, id: string) =>
  askSpace<IdentityGraph>(space, `/graphs${query({ id })}`)
export const identitiesQuery = (space: string, search: string) =>
  askSpace<readonly string[]>(space, `/identities${query({ search })}`)

/** The latest hundred changes, the earliest of them first. */
export const spaceChangesQuery = (space: string) =>
  queryOptions({
    queryKey: [...ofSpace(space), 'changes'],
    queryFn: ({ signal }) =>
      callEvents<IdentityChange>(`${pathOf(space)}/changes?until=now&latest=100`, signal),
  })

/** What an edit would do. */
export const editPreviewQuery = (space: string, edit: SpaceEdit) =>
  queryOptions({
    queryKey: [...ofSpace(space), 'preview', edit],
    queryFn: ({ signal }) => sendEdit(space, edit, { note: '', isPreview: true, signal }),
    staleTime: 0,
    gcTime: 0,
  })

/** Errors: RequestError, identity/refused where a rule forbids it. */
export const editSpace = (space: string, edit: SpaceEdit, note: string): Promise<IdentityEdit> =>
  sendEdit(space, edit, { note, isPreview: false })

interface SendOptions {
  readonly note: string
  readonly isPreview: boolean
  readonly signal?: AbortSignal
}

function sendEdit(
  space: string,
  edit: SpaceEdit,
  { note, isPreview, signal }: SendOptions,
): Promise<IdentityEdit> {
  const { method = 'POST', path, body } = routeOf(edit, note)
  const preview = isPreview ? '?preview=true' : ''
  return call(`${pathOf(space)}${path}${preview}`, { method, body, signal })
}

interface EditRoute {
  readonly method?: 'DELETE'
  readonly path: string
  readonly body?: object
}

function routeOf(edit: SpaceEdit, note: string): EditRoute {
  switch (edit.kind) {
    case 'merge':
    case 'split':
      return { path: `/${edit.kind}`, body: { ids: edit.ids, note } }
    case 'link':
      return { path: '/links', body: [{ ids: edit.ids, note }] }
    case 'unlink':
      return { method: 'DELETE', path: `/links/${encode(edit.link)}` }
    case 'release':
    case 'block':
      return { path: `/quarantine/${encode(edit.id)}/${edit.kind}`, body: { note } }
    case 'undo':
      return { path: `/changes/${encode(edit.change)}/undo` }
    default:
      return edit satisfies never
  }
}

interface Simulation {
  readonly settings: IdentityRulesDocument
  readonly events: readonly SimulationEvent[]
}

/** The graphs of events under rules; nothing is stored. */
export const simulate = (body: Simulation, signal: AbortSignal): Promise<IdentitySimulation> =>
  call('/identity/simulate', { method: 'POST', body, signal })
