import type { Policy } from '../model/definitions/index.ts'
import type { Action } from '../model/definitions/destination.ts'
import type { FieldUse } from './field-uses.ts'

/** What a policy does not allow, because of which field. */
export interface Denial {
  readonly policy: string
  readonly action: Action
  readonly label: string
  readonly dataset: string
  readonly field: string
  readonly through: readonly string[]
}

/** What is done with fields, and at which destination where it is at one. */
export interface Doing {
  readonly actions: readonly Action[]
  readonly destination?: string
}

/** All that the policies have against it; empty where it is allowed. */
export const listDenials = (
  policies: readonly Policy[],
  { actions, destination }: Doing,
  uses: readonly FieldUse[],
): readonly Denial[] =>
  policies
    .filter(({ destinations }) => isAbout(destinations, destination))
    .flatMap((policy) =>
      actions
        .filter((action) => policy.actions.includes(action))
        .flatMap((action) => uses.flatMap((use) => deny(policy, action, use))),
    )

const isAbout = (named: readonly string[] | undefined, destination: string | undefined): boolean =>
  named === undefined || (destination !== undefined && named.includes(destination))

const deny = (
  { id, labels }: Policy,
  action: Action,
  { labels: own, dataset, field, through }: FieldUse,
): readonly Denial[] =>
  own
    .filter((label) => labels.includes(label))
    .map((label) => ({ policy: id, action, label, dataset, field, through }))

/** In one line: which field, through what, and which policy. */
export function describeDenial({ policy, action, label, dataset, field, through }: Denial): string {
  const way = through.length === 0 ? '' : `, read through ${through.join(' → ')}`
  return `policy ${policy} does not allow to ${verbs[action]} ${dataset}.${field} (${label})${way}`
}

const verbs: Readonly<Record<Action, string>> = {
  activate: 'activate',
  email: 'e-mail',
  export: 'export',
}
