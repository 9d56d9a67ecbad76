import type { CommandGroup } from '../../command.ts'
import { deliveries } from './deliveries.ts'
import { list } from './list.ts'
import { rejected } from './rejected.ts'
import { resend } from './resend.ts'
import { retry } from './retry.ts'
import { test } from './test.ts'

export const destination: CommandGroup = {
  summary: 'Where audiences are sent: how it goes, what was sent, whom nobody took.',
  commands: { list, test, deliveries, rejected, retry, resend },
}
