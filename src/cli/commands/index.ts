import type { Command, CommandGroup } from '../command.ts'
import { alert } from './alert/index.ts'
import { apply } from './apply.ts'
import { audience } from './audience/index.ts'
import { audit } from './audit.ts'
import { backup } from './backup.ts'
import { check } from './check.ts'
import { deleteCommand } from './delete.ts'
import { demo } from './demo.ts'
import { destination } from './destination/index.ts'
import { explain } from './explain.ts'
import { forget } from './forget.ts'
import { identity } from './identity/index.ts'
import { importCommand } from './import.ts'
import { person } from './person.ts'
import { profile } from './profile.ts'
import { pull } from './pull.ts'
import { reference } from './reference.ts'
import { refresh } from './refresh.ts'
import { replay } from './replay.ts'
import { report } from './report.ts'
import { restore } from './restore.ts'
import { schedule } from './schedule/index.ts'
import { serve } from './serve.ts'
import { source } from './source/index.ts'
import { status } from './status.ts'
import { stitching } from './stitching.ts'
import { template } from './template.ts'
import { whatIf } from './what-if.ts'

/** Every command in the order of the overview. */
export const commands = {
  serve,
  import: importCommand,
  apply,
  pull,
  template,
  reference,
  delete: deleteCommand,
  refresh,
  stitching,
  'what-if': whatIf,
  replay,
  report,
  explain,
  person,
  profile,
  identity,
  source,
  destination,
  audience,
  alert,
  schedule,
  forget,
  status,
  check,
  audit,
  backup,
  restore,
  demo,
} as const satisfies Record<string, Command | CommandGroup>

export type CommandName = keyof typeof commands

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name)
