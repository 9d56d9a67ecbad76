import type { ListedProject } from '../../../model/answers/projects.ts'
import type { Known, Store, StoredDefinition } from '../../../store/index.ts'

type StoredProject = StoredDefinition<'project'>

/** Every project as a person sees it, those first that were changed last. */
export type ListProjects = (person: string) => Promise<readonly ListedProject[]>

/** Projects are read again only where they were changed. */
export function openProjectList({ definitions, projects }: Store): ListProjects {
  let known: Known<'project'> = new Map()
  return async (person) => {
    const marks = await projects.marks.list(person)
    const stored = await definitions.list('project', known)
    known = new Map(stored.map((each) => [each.definition.id, each]))
    const latestFirst = stored.toSorted((a, b) => compareTexts(b.updatedAt, a.updatedAt))
    return latestFirst.map((each) => ({
      ...describe(each),
      isStarred: (marks.get(each.definition.id)?.starredAt ?? null) !== null,
      openedAt: marks.get(each.definition.id)?.openedAt ?? null,
    }))
  }
}

const describe = ({ definition, version, updatedAt }: StoredProject) => ({
  id: definition.id,
  name: definition.name ?? null,
  description: definition.description ?? null,
  tags: definition.tags ?? [],
  owner: definition.owner ?? null,
  dataView: definition.dataView,
  revision: version,
  changedAt: updatedAt,
})

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
