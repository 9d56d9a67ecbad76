import type { Item } from '../../model/result.ts'
import { getOwn } from '../../model/own.ts'

/**
 * The values at a path of a JSON text: names and places of lists, from 0, joined by dots. Several where
 * the path leads to a list; objects and lists in lists are JSON texts. None where the text is no JSON, has
 * nothing there or null.
 */
export function readJsonPath(text: string, path: string): readonly string[] {
  const found = follow(parseJson(text), path === '' ? [] : path.split('.'))
  const values: readonly unknown[] = Array.isArray(found) ? found : [found]
  return values.flatMap((value) => writeJsonValue(value) ?? [])
}

/** The value at a path as one text: a list is a JSON text, too. */
export function readJsonValue(text: string, path: string): Item {
  return writeJsonValue(follow(parseJson(text), path === '' ? [] : path.split('.'))) ?? null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Names may have dots in them: the longest that is there comes first. */
function follow(value: unknown, keys: readonly string[]): unknown {
  if (keys.length === 0) return value
  if (typeof value !== 'object' || value === null) return undefined
  for (let length = keys.length; length > 0; length--) {
    const name = keys.slice(0, length).join('.')
    if (!Object.hasOwn(value, name)) continue
    return follow(getOwn(value as Readonly<Record<string, unknown>>, name), keys.slice(length))
  }
  return undefined
}

function writeJsonValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
