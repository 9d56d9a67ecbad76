import type { MergedDefinition } from '../../model/answers/definitions.ts'
import { type DefinitionKind, findReferences } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import { parseFormula, printFormula, readFormula } from '../../query/formula/index.ts'
import type { Throughline } from './throughline.ts'

const mergeable: readonly DefinitionKind[] = ['segment', 'calculated-metric', 'date-range']

/**
 * Lets everything that refers to a definition refer to another of its kind, and removes it. It stays where a
 * project names it within a visualization: what such a name means, nobody but the visualization knows.
 * Errors: definition/unknown-id, definition/invalid, definition/version-conflict where somebody writes meanwhile.
 */
export async function mergeDefinition(
  { store, definitions, catalog }: Throughline,
  kind: DefinitionKind,
  id: string,
  into: string,
): Promise<MergedDefinition> {
  refuseMerge(kind, id, into)
  for (const each of [id, into]) await store.definitions.get(kind, each)
  const replaced: MergedDefinition['replaced'][number][] = []
  for (const user of (await catalog()).all) {
    const paths = findReferences(user, readFormula)
      .filter((found) => found.kind === kind && found.id === id)
      .map(({ path }) => path)
    if (paths.length === 0) continue
    const { document, version } = await store.definitions.get(user.kind, user.id)
    const changed = paths.reduce((given, path) => replaceIn(given, path, id, into), document)
    await definitions.put(changed, { ifVersion: version })
    replaced.push({ kind: user.kind, id: user.id })
  }
  const mentionedBy = (await catalog())
    .list('project')
    .filter(({ panels }) => panels.some(({ visualizations }) => mentions(visualizations, id)))
    .map((project) => ({ kind: project.kind, id: project.id }))
  const isRemoved = mentionedBy.length === 0
  if (isRemoved) await definitions.remove(kind, id)
  return { replaced, mentionedBy, isRemoved }
}

function refuseMerge(kind: DefinitionKind, id: string, into: string): void {
  if (!mergeable.includes(kind)) {
    const reason = `only these can be merged: ${mergeable.join(', ')}`
    throw new ThroughlineError('definition/invalid', { reason }, ['kind'])
  }
  if (id === into) {
    throw new ThroughlineError('definition/invalid', { reason: 'it is the same one' }, ['into'])
  }
}

/** A document with another id at a path, which may lead into a formula that is written as text. */
function replaceIn(value: unknown, path: Path, id: string, into: string): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value === id ? into : value
  if (typeof value === 'string') {
    const tree = replaceIn(parseFormula(value), path, id, into)
    return printFormula(tree as ReturnType<typeof parseFormula>)
  }
  const replace = (child: unknown) => replaceIn(child, rest, id, into)
  if (Array.isArray(value)) {
    return value.map((child: unknown, index) => (index === key ? replace(child) : child))
  }
  const entries = Object.entries(value as object)
  return Object.fromEntries(
    entries.map(([name, child]: [string, unknown]) => [
      name,
      name === key ? replace(child) : child,
    ]),
  )
}

const word = (id: string): RegExp => new RegExp(`(?<![\\w.-])${id}(?![\\w.-])`)

/** Whether a text or key within a value is an id, or a formula with it. */
function mentions(value: unknown, id: string): boolean {
  const pattern = word(id)
  const isIn = (each: unknown): boolean => {
    if (typeof each === 'string') return pattern.test(each)
    if (typeof each !== 'object' || each === null) return false
    return Object.entries(each).some(([key, child]) => pattern.test(key) || isIn(child))
  }
  return isIn(value)
}
