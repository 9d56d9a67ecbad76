import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  definitionKindNames,
  type DefinitionKind,
  isDefinitionKind,
} from '../../model/definitions/index.ts'
import { parseAs, ThroughlineError } from '../../model/errors.ts'
import type { StoredDefinition } from '../../store/index.ts'
import {
  applied,
  type DefinitionDocument,
  definitionDocument,
  definitionUser,
  definitionVersion,
  fieldUse,
  type ListedDefinition,
  listedDefinition,
  mergedDefinition,
} from '../../model/answers/definitions.ts'
import { listLabels } from '../application/governance/governance.ts'
import { mergeDefinition } from '../application/merge-definition.ts'
import { hideSecrets } from '../application/secrets/secrets.ts'
import { readJsonBody } from '../body.ts'
import { endpoint, noContent, type Resource } from '../endpoint.ts'

/** Changes of one call that the audit trail names. */
const MOST_AUDITED = 1000

const one = z.object({ kind: z.string(), id: z.string() })
const mergeRequest = z.strictObject({
  into: z.string().min(1).meta({ description: 'the id of another one of the kind' }),
})
const definitionBody = { 'application/json': { $ref: '#/components/schemas/Definition' } } as const

/** Definitions with their versions as ETags, and applying many at once. */
export const definitionResource: Resource = {
  tag: 'Definitions',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/definitions/{kind}',
        summary: 'All definitions of a kind',
        params: z.object({ kind: z.string() }),
        answer: z.array(listedDefinition),
      },
      async ({ params, throughline: { store } }) => {
        const found = await store.definitions.list(kindOf(params.kind))
        return found.map(listed)
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/definitions/{kind}/{id}',
        summary: 'A definition as it was written; its version is the ETag',
        params: one,
        answer: definitionDocument,
      },
      async ({ params, context, throughline: { store } }) =>
        versioned(context, await store.definitions.get(kindOf(params.kind), params.id)),
    ),
    endpoint(
      {
        method: 'put',
        path: '/definitions/{kind}/{id}',
        summary: 'Writes a definition; If-Match names the version that it replaces',
        params: one,
        body: definitionBody,
        answer: definitionDocument,
      },
      async ({ params, context, throughline }) => {
        const body = await readJsonBody(context)
        const document = { ...asObject(body), kind: kindOf(params.kind), id: params.id }
        refuseOtherKey(body, document)
        const stored = await throughline.definitions.put(document, ifVersion(context))
        context.set('audited', { version: stored.version })
        return versioned(context, stored)
      },
    ),
    endpoint(
      {
        method: 'delete',
        path: '/definitions/{kind}/{id}',
        summary: 'Removes a definition that nothing refers to; a dataset goes with its rows',
        params: one,
        answer: noContent,
      },
      ({ params, context, throughline }) =>
        throughline.definitions.remove(kindOf(params.kind), params.id, ifVersion(context)),
    ),
    endpoint(
      {
        method: 'get',
        path: '/definitions/{kind}/{id}/used-by',
        summary: 'What refers to a definition, one entry per mention',
        params: one,
        answer: z.array(definitionUser),
      },
      ({ params, throughline: { store } }) =>
        store.definitions.usedBy(kindOf(params.kind), params.id),
    ),
    endpoint(
      {
        method: 'post',
        path: '/definitions/{kind}/{id}/merge',
        summary: 'Lets all that refers to a definition refer to another one, and removes it',
        params: one,
        body: { 'application/json': mergeRequest },
        answer: mergedDefinition,
      },
      async ({ params, context, throughline }) => {
        const { into } = parseAs(mergeRequest, await readJsonBody(context), 'request/invalid')
        const merged = await mergeDefinition(throughline, kindOf(params.kind), params.id, into)
        context.set('audited', { into, ...merged })
        return merged
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/definitions/{kind}/{id}/labels',
        summary: 'The labelled fields that a definition reads, and through what',
        params: one,
        answer: z.array(fieldUse),
      },
      async ({ params, throughline: { store, catalog } }) => {
        const { definition } = await store.definitions.get(kindOf(params.kind), params.id)
        return listLabels(await catalog(), definition)
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/definitions/{kind}/{id}/versions',
        summary: 'Every version ever written, oldest first',
        params: one,
        answer: z.array(definitionVersion),
      },
      async ({ params, throughline: { store } }) => {
        const versions = await store.definitions.history(kindOf(params.kind), params.id)
        return versions.map((each) => ({ ...each, document: hideSecrets(each.document) }))
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/apply',
        summary: 'Writes one or many definitions, all or none, in any order',
        body: definitionBody,
        answer: applied,
      },
      async ({ context, throughline }) => {
        const body = await readJsonBody(context)
        const answer = await throughline.definitions.apply(Array.isArray(body) ? body : [body])
        const changes = answer.changes.filter(({ change }) => change !== 'unchanged')
        context.set('audited', { changes: changes.slice(0, MOST_AUDITED) })
        return answer
      },
    ),
  ],
}

/** Errors: definition/unknown-kind. */
function kindOf(kind: string): DefinitionKind {
  if (isDefinitionKind(kind)) return kind
  throw new ThroughlineError('definition/unknown-kind', { kind, allowed: definitionKindNames })
}

function asObject(body: unknown): object {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw new ThroughlineError('definition/invalid', { reason: 'it must be one object' })
}

/** Kind and id may be left out of the body, but must not contradict the address. */
function refuseOtherKey(body: unknown, document: { kind: string; id: string }): void {
  const given = body as { readonly kind?: unknown; readonly id?: unknown }
  for (const key of ['kind', 'id'] as const) {
    if (given[key] === undefined || given[key] === document[key]) continue
    const reason = `the address says ${document[key]}`
    throw new ThroughlineError('definition/invalid', { reason }, [key])
  }
}

const listed = ({ document, version, updatedAt }: StoredDefinition): ListedDefinition => ({
  ...hideSecrets(document as DefinitionDocument),
  version,
  updatedAt,
})

function versioned(context: Context, { document, version }: StoredDefinition): DefinitionDocument {
  context.header('ETag', `"${version}"`)
  return hideSecrets(document as DefinitionDocument)
}

/** `If-Match: "3"` is version 3; `If-None-Match: *` is a definition that must not exist yet. */
function ifVersion(context: Context): { ifVersion?: number } {
  if (context.req.header('if-none-match') === '*') return { ifVersion: 0 }
  const match = context.req.header('if-match')
  if (match === undefined || match === '*') return {}
  const version = Number(/^(?:W\/)?"?(\d+)"?$/.exec(match.trim())?.[1] ?? Number.NaN)
  if (Number.isInteger(version)) return { ifVersion: version }
  throw new ThroughlineError('request/invalid', { reason: 'If-Match must be a version' }, [
    'If-Match',
  ])
}
