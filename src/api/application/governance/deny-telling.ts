import { type Denial, type Doing, type FieldUse, listDenials } from '../../../governance/index.ts'
import type { Recipient } from '../../../notices/index.ts'
import type { Catalog } from '../catalog.ts'
import { actionsOf } from './governance.ts'

/** What a policy has against telling somebody. */
export interface ToldDenial {
  readonly recipient: Recipient
  readonly denial: Denial
}

/** What the policies have against telling each recipient of what reads these fields. */
export const denyTelling = (
  catalog: Catalog,
  recipients: readonly Recipient[],
  uses: readonly FieldUse[],
): readonly ToldDenial[] =>
  recipients.flatMap((recipient) =>
    listDenials(catalog.list('policy'), tellingOf(catalog, recipient), uses).map((denial) => ({
      recipient,
      denial,
    })),
  )

/** What is done by telling somebody: figures are taken away; no audience is activated by it. */
function tellingOf({ find }: Catalog, { to, by }: Recipient): Doing {
  if (by === 'email') return { actions: ['email', 'export'] }
  const destination = find('destination', to)
  const own = destination === undefined ? [] : actionsOf(destination)
  const actions = new Set(['export', ...own.filter((action) => action !== 'activate')] as const)
  return { actions: [...actions], destination: to }
}
