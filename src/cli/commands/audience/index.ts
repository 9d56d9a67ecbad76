import type { CommandGroup } from '../../command.ts'
import { changes } from './changes.ts'
import { exportMembers } from './export.ts'
import { importMembers } from './import.ts'
import { list, show } from './list.ts'
import { members } from './members.ts'
import { publish } from './publish.ts'

export const audience: CommandGroup = {
  summary: 'People who satisfy segments: published, and what becomes of them.',
  commands: {
    list,
    show,
    publish,
    members,
    import: importMembers,
    export: exportMembers,
    changes,
  },
}
