import { getOwn } from '../../../model/own.ts'
import type { ProjectClient, ProjectSnapshot } from '../../project/project-client.ts'
import { texts } from '../../texts/index.ts'
import { ConflictNotice } from './conflict-notice.tsx'

interface FieldConflictsProps {
  readonly client: ProjectClient
  readonly snapshot: ProjectSnapshot
}

/** What is to be decided of the project itself, and of panels that are gone. */
export function FieldConflicts({ client, snapshot }: FieldConflictsProps) {
  const { conflicts, mine, document } = snapshot
  const shown = new Set(document?.panels.map(({ id }) => `panels/${id}`))
  return conflicts
    .filter(({ field }) => !shown.has(field))
    .map((conflict) => (
      <ConflictNotice
        key={conflict.field}
        conflict={conflict}
        yours={getOwn(mine, conflict.field)}
        what={nameOf(conflict.field)}
        onDecide={(side) => client.decide(conflict.field, side)}
      />
    ))
}

function nameOf(field: string): string {
  const { fields } = texts.project
  if (field.startsWith('order/')) return fields.order
  if (field.startsWith('panels/')) return texts.project.panel
  if (field === 'name') return fields.name
  return field === 'dataView' ? fields.dataView : fields.other
}
