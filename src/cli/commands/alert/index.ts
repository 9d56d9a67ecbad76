import type { CommandGroup } from '../../command.ts'
import { list, show } from './list.ts'
import { runs } from './runs.ts'
import { test } from './test.ts'

export const alert: CommandGroup = {
  summary: 'Metrics that are looked at, and who was told of them.',
  commands: { list, show, runs, test },
}
