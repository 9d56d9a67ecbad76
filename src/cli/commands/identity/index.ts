import type { CommandGroup } from '../../command.ts'
import { judge, link, merge, split, undo, unlink } from './edits.ts'
import { changes, find, ledger, look, quarantine, status, suspects } from './read.ts'
import { simulate } from './simulate.ts'

export const identity: CommandGroup = {
  summary: 'Which identities are one person’s.',
  commands: {
    status,
    find,
    look,
    merge,
    split,
    link,
    unlink,
    undo,
    ledger,
    changes,
    quarantine,
    judge,
    suspects,
    simulate,
  },
}
