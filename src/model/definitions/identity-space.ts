import { z } from 'zod'
import { about, id } from '../ids.ts'
import { sayAllowed } from '../nearest.ts'
import type { Reference } from './reference.ts'

/** A kind of identity: `email`. No colon and no space, since identities are written `email:ann@x.io`. */
export const namespaceId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\s:]+$/u, 'a namespace has no colon and no space in its name')

const count = z.number().int().positive()

/** At most `count` ids of a namespace in a graph: ever, or of those that were seen in its last days. */
export const identityLimit = z.strictObject({
  count,
  days: z.number().positive().optional().meta({ description: 'ever when left out' }),
})

const namespace = z.strictObject({
  id: namespaceId,
  unique: z
    .boolean()
    .default(false)
    .meta({ description: 'whether a person has at most one id of it' }),
  device: z
    .boolean()
    .default(false)
    .meta({ description: 'whether it names a device, which several persons may share' }),
  limit: identityLimit.optional(),
})

/** Values that name nobody. */
export const blockedIds = z.union([
  z.strictObject({
    preset: z
      .enum(['placeholders'])
      .meta({ description: 'empty, null, unknown, n/a, 0000, 1111, test@… and others like these' }),
  }),
  z.strictObject({
    namespace: namespaceId.optional().meta({ description: 'any when left out' }),
    matches: z.string().min(1).meta({ description: 'a regular expression, found anywhere' }),
  }),
])

/** An id of `from` is linked directly with at most `max` ids of `to`. */
export const identityPair = z.strictObject({
  from: namespaceId,
  to: namespaceId,
  max: count.default(1),
})

/** What may not happen by itself. */
export const identityGuard = z.strictObject({
  people: count
    .default(1000)
    .meta({ description: 'an id that would join more people than this links nothing' }),
  idsPerMinute: count
    .default(200)
    .meta({ description: 'an id that meets more new ids within a minute links nothing' }),
})

/** Whose the rows of a device are on which nobody is known. identity §3 */
export const anonymousOwner = z.enum(['device-split', 'last-authenticated', 'new-after-logout'])

/** What links may hold together. identity §3 */
const rules = {
  namespaces: z
    .array(namespace)
    .min(1)
    .max(250)
    .meta({ description: 'in the order of their priority, the most important first' }),
  blocked: z.array(blockedIds).default([]),
  pairs: z.array(identityPair).default([]),
  guard: identityGuard.prefault({}),
  anonymous: anonymousOwner
    .default('device-split')
    .meta({ description: 'whose the rows of a device are that say nobody else’s id' }),
}

interface Named {
  readonly namespaces: readonly { readonly id: string }[]
  readonly blocked: readonly z.infer<typeof blockedIds>[]
  readonly pairs: readonly z.infer<typeof identityPair>[]
}

/** Each namespace is given once, and each that is named is given. */
function checkNames({ namespaces, blocked, pairs }: Named, context: z.RefinementCtx): void {
  const ids = namespaces.map((each) => each.id)
  const refuse = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message })
  const checkKnown = (name: string | undefined, ...path: (string | number)[]) => {
    if (name === undefined || ids.includes(name)) return
    refuse(path, `there is no namespace ${JSON.stringify(name)}${sayAllowed(name, ids)}`)
  }
  for (const [i, name] of ids.entries()) {
    if (ids.indexOf(name) < i) refuse(['namespaces', i, 'id'], `${name} is given twice`)
  }
  for (const [i, entry] of blocked.entries()) {
    if ('matches' in entry) checkKnown(entry.namespace, 'blocked', i, 'namespace')
  }
  for (const [i, { from, to }] of pairs.entries()) {
    checkKnown(from, 'pairs', i, 'from')
    checkKnown(to, 'pairs', i, 'to')
    if (from === to) refuse(['pairs', i, 'to'], `${to} makes no pair with itself`)
    const first = pairs.findIndex((other) => other.from === from && other.to === to)
    if (first < i) refuse(['pairs', i], `the pair of ${from} and ${to} is given twice`)
  }
}

/** The rules of an identity space without a name of their own, as a simulation tries them. */
export const identityRules = z.strictObject(rules).superRefine(checkNames)

/** Which identities are one person's: namespaces by priority, and what links may hold together. */
export const identitySpace = z
  .strictObject({ kind: z.literal('identity-space'), id, ...about, ...rules })
  .superRefine(checkNames)

export type IdentityRules = z.infer<typeof identityRules>
export type BlockedIds = z.infer<typeof blockedIds>
export type AnonymousOwner = z.infer<typeof anonymousOwner>
export type IdentitySpace = z.infer<typeof identitySpace>

export const identitySpaceReferences = (_: IdentitySpace): readonly Reference[] => []
