import type { LakeClient } from '../../lake/client.ts'
import { dropLedger } from '../ledger/index.ts'
import { dropChanges } from './changes.ts'
import { dropTables, findPublished, listTables, saveText, takeSpaceTurn } from './state.ts'

/** Forgets a space: its tables, its ledger by hand, and what became of its people. */
export function dropSpace(lake: LakeClient, space: string): Promise<void> {
  return takeSpaceTurn(lake, space, async () => {
    if ((await findPublished(lake, space)) !== null) await saveText(lake, space, 'null')
    await dropLedger(lake, space)
    await dropChanges(lake, space)
    await dropTables(lake, await listTables(lake, space))
  })
}
