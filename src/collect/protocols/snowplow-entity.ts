import { getOwn } from '../../model/own.ts'
import { isObject, type Json, type JsonObject } from '../call.ts'
import { readText } from '../read-id.ts'
import { readNested } from '../read-object.ts'

/** JSON that names its schema: `iglu:com.acme/button_click/jsonschema/1-0-0`. */
export interface Entity {
  /** `button_click` */
  readonly name: string
  readonly schema: string
  readonly data: Json
}

/** What wraps events and contexts: plain JSON in one field, or base64 in the other. */
export function readSelfDescribing(
  plain: Json | undefined,
  packed: Json | undefined,
): JsonObject | undefined {
  const read = readNested(plain ?? packed)
  return isObject(read) ? read : undefined
}

export function readEntity(sent: Json | undefined): Entity | undefined {
  if (!isObject(sent)) return undefined
  const schema = readText(getOwn(sent, 'schema'))
  const name = /^iglu:[^/]+\/([^/]+)\//.exec(schema ?? '')?.[1]
  if (schema === undefined || name === undefined) return undefined
  return { name, schema, data: getOwn(sent, 'data') ?? null }
}

/** What stands around an event. */
export function readEntities(sent: JsonObject): readonly Entity[] {
  const wrapped = readSelfDescribing(getOwn(sent, 'co'), getOwn(sent, 'cx'))
  const list = wrapped && getOwn(wrapped, 'data')
  if (!Array.isArray(list)) return []
  return (list as readonly Json[]).flatMap((each) => readEntity(each) ?? [])
}

/** By name; a list where several have one. */
export function groupEntities(entities: readonly Entity[]): JsonObject {
  const groups = new Map<string, Json[]>()
  for (const { name, data } of entities) groups.set(name, [...(groups.get(name) ?? []), data])
  return Object.fromEntries(
    [...groups].map(([name, list]) => [name, list.length === 1 ? list[0]! : list]),
  )
}
