import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from './support/workspace.ts'

let workspace: Workspace
let document: Record<string, unknown>
beforeAll(async () => {
  workspace = await openWorkspace()
  document = (await (await workspace.app.request('/api/v1/openapi.json')).json()) as typeof document
})
afterAll(() => workspace.close())

it('the OpenAPI document is one, by the schema of OpenAPI itself', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect([errors, valid]).toEqual([undefined, true])
})

it('its references lead somewhere', () => {
  const references = new Set(
    [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!),
  )
  const dangling = [...references].filter((reference) => find(reference) === undefined)
  expect([references.size > 20, dangling]).toEqual([true, []])
})

/** `#/components/schemas/Segment` → what is there. */
const find = (reference: string): unknown =>
  reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>(
      (inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
      document,
    )

/** Served, and no part of the API that it describes. */
const undescribed = new Set(['GET /openapi.json'])

it('every route of the API is described, and every described one is there', () => {
  const served = workspace.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/'))
    .map(
      ({ method, path }) =>
        `${method} ${path.replace('/api/v1', '').replaceAll(/:(\w+)/g, '{$1}')}`,
    )
    .filter((route) => !undescribed.has(route))
  const paths = document['paths'] as Record<string, object>
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect([...new Set(served)].toSorted()).toEqual(described.toSorted())
})
