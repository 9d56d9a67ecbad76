import type { CommandGroup } from '../../command.ts'
import { simulate } from './simulate.ts'

export const identity: CommandGroup = {
  summary: 'Which identities are one person’s.',
  commands: { simulate },
}
