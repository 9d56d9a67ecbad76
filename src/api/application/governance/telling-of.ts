import type { Doing } from '../../../governance/index.ts'
import type { Recipient } from '../../../notices/index.ts'
import type { Catalog } from '../catalog.ts'
import { actionsOf } from './governance.ts'

/** What is done by telling somebody: figures are taken away; no audience is activated by it. */
export function tellingOf({ find }: Catalog, { to, by }: Recipient): Doing {
  if (by === 'email') return { actions: ['email', 'export'] }
  const destination = find('destination', to)
  const own = destination === undefined ? [] : actionsOf(destination)
  const actions = new Set(['export', ...own.filter((action) => action !== 'activate')] as const)
  return { actions: [...actions], destination: to }
}
