import { getOwn } from '../model/own.ts'
import { isObject, type Json, type JsonObject } from './call.ts'
import { readPacked } from './read-json.ts'

/** What an object has under a name, if that is an object. */
export function objectAt(object: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = object && getOwn(object, name)
  return isObject(value) ? value : undefined
}

/** What an object has under a name, if that is a list. */
export function listAt(object: JsonObject | undefined, name: string): readonly Json[] | undefined {
  const value = object && getOwn(object, name)
  return Array.isArray(value) ? (value as readonly Json[]) : undefined
}

/** A number, also as text. */
export function readNumber(value: unknown): number | undefined {
  const isText = typeof value === 'string' && /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(value.trim())
  const number = isText ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** A time as it was sent, which is read when the event lands. */
export const readSentTime = (value: unknown): string | number | undefined =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : undefined

/** JSON in a field of a form; nothing where it is broken. */
export function readNested(value: unknown): Json | undefined {
  if (typeof value !== 'string') return value as Json | undefined
  try {
    return readPacked(value)
  } catch {
    return undefined
  }
}

/** What is told: names without a value are left out, and an object without names is none. */
export function keepTold(
  values: Readonly<Record<string, Json | undefined>>,
): JsonObject | undefined {
  const told = Object.entries(values).filter(([, value]) => value !== undefined && value !== null)
  return told.length === 0 ? undefined : (Object.fromEntries(told) as JsonObject)
}

/** An object without some names. */
export function leaveOut(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => !names.includes(name)),
  ) as JsonObject
}

/** Whether something is there: no null, no empty text. */
export const isTold = (value: Json | undefined): boolean =>
  value !== undefined && value !== null && value !== ''
