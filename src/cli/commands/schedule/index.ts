import type { CommandGroup } from '../../command.ts'
import { list, show } from './list.ts'
import { runs } from './runs.ts'
import { send } from './send.ts'

export const schedule: CommandGroup = {
  summary: 'Projects that are sent by a calendar.',
  commands: { list, show, runs, send },
}
