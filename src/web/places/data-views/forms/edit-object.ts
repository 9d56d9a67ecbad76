import { getOwn } from '../../../../model/own.ts'

export type Given = Readonly<Record<string, unknown>>

/** A setting of an object; undefined of none, and of what is no object. */
export const readKey = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? getOwn(value as Given, key) : undefined

/** An object with a setting in its place; undefined leaves it out. */
export function writeKey(value: unknown, key: string, next: unknown): Given {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Given
  const entries = Object.entries({ ...given, [key]: next })
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined))
}
