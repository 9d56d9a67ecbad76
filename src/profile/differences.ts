import { getOwn } from '../model/own.ts'
import type { Carried } from '../store/index.ts'
import { keyOf } from './facts.ts'
import type { ProfileAttribute, ProfileDocument } from './profile.ts'

/** What is told of a profile when it changes. */
export type ProfileChangeDetail =
  | {
      readonly kind: 'attribute-changed'
      readonly attribute: string
      /** Null where there is none now. */
      readonly value: unknown
      readonly was: unknown
    }
  | {
      readonly kind: 'identity-added' | 'identity-removed'
      readonly namespace: string
      readonly id: string
    }
  | { readonly kind: 'entered' | 'left'; readonly audience: string }
  | { readonly kind: 'merged'; readonly into: string }
  | { readonly kind: 'removed' }

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The attributes that have other values, in the order of their names. */
export function compareAttributes(
  before: Pick<ProfileDocument, 'attributes'> | null,
  after: Pick<ProfileDocument, 'attributes'>,
): readonly ProfileChangeDetail[] {
  const was: Readonly<Record<string, ProfileAttribute>> = before?.attributes ?? {}
  const names = [...new Set([...Object.keys(was), ...Object.keys(after.attributes)])].toSorted()
  return names.flatMap((attribute): ProfileChangeDetail[] => {
    const value = getOwn(after.attributes, attribute)?.value ?? null
    const earlier = getOwn(was, attribute)?.value ?? null
    if (isSame(value, earlier)) return []
    return [{ kind: 'attribute-changed', attribute, value, was: earlier }]
  })
}

/** What has to be taken out and written so that persons carry `after` in the place of `before`. */
export function compareCarried(before: readonly Carried[], after: readonly Carried[]) {
  const nameOf = (each: Carried) => `${each.person}\0${keyOf(each)}`
  const kept = new Map(before.map((each) => [nameOf(each), each]))
  const wanted = new Set(after.map(nameOf))
  return {
    gone: before.filter((each) => !wanted.has(nameOf(each))),
    come: after.filter((each) => !isEqual(kept.get(nameOf(each)), each)),
  }
}

const isEqual = (a: Carried | undefined, b: Carried): boolean =>
  a !== undefined && a.since === b.since && a.strength === b.strength && a.last === b.last
