import type { CommandGroup } from '../../command.ts'
import { key, revoke } from './keys.ts'
import { list } from './list.ts'
import { live } from './live.ts'
import { rejected, replay } from './rejected.ts'
import { snippets } from './snippets.ts'

export const source: CommandGroup = {
  summary: 'What SDKs send: write keys, what arrives, what was kept aside.',
  commands: { list, key, revoke, snippets, live, rejected, replay },
}
