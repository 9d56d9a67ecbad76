import { getOwn } from '../../../model/own.ts'
import { readUnitAndCount, type ShortDuration } from '../../../model/duration.ts'
import type { AttributeSetting } from '../../../model/definitions/profile-settings.ts'
import type { ConnectionDocument, WhatIfDocument } from '../../api/index.ts'

export type Entry = ConnectionDocument['datasets'][number]
export type Stitch = NonNullable<Entry['stitch']>
export type IdPlace = NonNullable<Entry['personId']>
export type Period = Exclude<NonNullable<Entry['backfill']>, boolean>[number]

/** A record without what is undefined; nothing where nothing is left. */
export function pruned<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T
}

/** A part of a document, or undefined once nothing is said in it. */
export const orNothing = <T extends object>(record: T): T | undefined => {
  const left = pruned(record)
  return Object.keys(left).length === 0 ? undefined : left
}

/** With an entry changed; what is undefined is left out. */
export const changeEntry = (
  datasets: readonly Entry[],
  dataset: string,
  part: Partial<Entry>,
): Entry[] =>
  datasets.map((entry) => (entry.dataset === dataset ? pruned({ ...entry, ...part }) : entry))

const stitchingParts = ['personId', 'namespace', 'identities', 'space', 'stitch'] as const

/** What is changed of whose the rows are, by dataset, as a comparison asks for it: null where it is taken away. */
export function stitchingChange(saved: ConnectionDocument, changed: ConnectionDocument) {
  const changes = changed.datasets.flatMap((entry) => {
    const before = saved.datasets.find(({ dataset }) => dataset === entry.dataset)
    if (before === undefined) return []
    const parts = stitchingParts.filter(
      (part) => JSON.stringify(before[part]) !== JSON.stringify(entry[part]),
    )
    if (parts.length === 0) return []
    return [[entry.dataset, Object.fromEntries(parts.map((part) => [part, entry[part] ?? null]))]]
  })
  return Object.fromEntries(changes) as NonNullable<WhatIfDocument['datasets']>
}

/** Where an id of a row is: in a field, or in an identity map. */
export type IdKind = 'none' | 'field' | 'primary' | 'of-namespace'

export function kindOf(place: IdPlace | undefined): IdKind {
  if (place === undefined) return 'none'
  if (typeof place === 'string') return 'field'
  return 'primary' in place ? 'primary' : 'of-namespace'
}

/** The field of an id, or of the identity map that it is in. */
export const fieldOf = (place: IdPlace | undefined): string =>
  typeof place === 'object' ? place.identityMap : (place ?? '')

export const mapNamespaceOf = (place: IdPlace | undefined): string =>
  typeof place === 'object' && 'namespace' in place ? place.namespace : ''

/** The same place as another kind of it. */
export function toIdPlace(kind: IdKind, field: string, namespace: string): IdPlace | undefined {
  switch (kind) {
    case 'none':
      return undefined
    case 'field':
      return field
    case 'primary':
      return { identityMap: field, primary: true }
    case 'of-namespace':
      return { identityMap: field, namespace }
    default:
      return kind satisfies never
  }
}

/** How rows are stitched, as another method of it; what both have stays. */
export function toStitch(
  method: Stitch['method'] | 'none',
  before: Stitch | undefined,
): Stitch | undefined {
  if (method === 'none') return undefined
  const { persistentId = '', namespace = '', replay } = before ?? {}
  const persistent = pruned({ persistentId, namespace, replay })
  if (method === 'field') return { method, ...persistent }
  return before?.method === 'graph' ? before : { method, space: '', target: '', ...persistent }
}

const letters = {
  seconds: 's',
  minutes: 'm',
  hours: 'h',
  days: 'd',
  weeks: 'w',
  months: 'mo',
  quarters: 'q',
  years: 'y',
}

/** A duration in the short spelling, where it has one: `7d`. */
export function printShort(duration: ShortDuration): string {
  if (typeof duration === 'string') return duration
  const { unit, count } = readUnitAndCount(duration)
  return `${count}${letters[unit]}`
}

/** The rule of an attribute, however it is written. */
export const ruleOf = (setting: AttributeSetting): string =>
  typeof setting === 'string' ? setting : setting.rule

/** The fields that an attribute is made of, or the order in which its sources are trusted. */
export const sourcesOf = (setting: AttributeSetting): readonly string[] =>
  typeof setting === 'string' ? [] : 'order' in setting ? setting.order : (setting.from ?? [])

/** An attribute of a rule and its sources, written as short as can be. */
export function toAttribute(rule: string, sources: readonly string[]): AttributeSetting {
  if (rule === 'source-order') return { rule, order: [...sources] }
  const plain = rule as Exclude<ReturnType<typeof ruleOf>, 'source-order'> as 'latest'
  return sources.length === 0 ? plain : { rule: plain, from: [...sources] }
}

type Attributes = NonNullable<NonNullable<ConnectionDocument['profile']>['attributes']>

/** With an attribute set, or without it. */
export function setAttribute(
  attributes: Attributes = {},
  name: string,
  setting: AttributeSetting | undefined,
): Attributes | undefined {
  if (setting !== undefined) return { ...attributes, [name]: setting }
  if (getOwn(attributes, name) === undefined) return attributes
  const { [name]: _, ...others } = attributes
  return orNothing(others)
}
