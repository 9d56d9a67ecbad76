import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { proposeId } from '../../src/model/propose-id.ts'

const folder = join(import.meta.dirname, '../../examples/templates')

interface Identified {
  readonly id: string
}

/** A project as a template makes it. */
export interface TemplateProject extends Identified {
  readonly kind: 'project'
  readonly name: string
  readonly panels: readonly (Identified & {
    readonly segments?: readonly object[]
    readonly visualizations: readonly (Identified & {
      readonly name: string
      readonly request?: object
    })[]
  })[]
}

/** The projects in `examples/templates/`, one for each job. */
export const readTemplateFiles = (): readonly TemplateProject[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => readTemplate(name)) : []

const readTemplate = (name: string): TemplateProject =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as TemplateProject

/**
 * A project as it is kept: under the id that its name makes, its parts numbered in their order.
 * UPDATE_EXAMPLES=1 keeps what is made, to be read before it is committed.
 */
export function keptTemplate(project: TemplateProject): {
  readonly made: TemplateProject
  readonly kept: TemplateProject | undefined
} {
  const made = { ...numberParts(project), id: proposeId(project.name)! }
  const name = `${made.id}.json`
  const path = join(folder, name)
  if (process.env['UPDATE_EXAMPLES']) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, `${JSON.stringify(made, null, 2)}\n`)
  }
  return { made, kept: existsSync(path) ? readTemplate(name) : undefined }
}

/** Panels and visualizations under numbers, and who is meant by them. */
function numberParts(project: TemplateProject): TemplateProject {
  const parts = project.panels.flatMap(({ id, visualizations }) => [
    id,
    ...visualizations.map((visualization) => visualization.id),
  ])
  const numbered = <P extends Identified & { readonly source?: string }>(part: P): P => ({
    ...part,
    id: `part-${parts.indexOf(part.id) + 1}`,
    ...(part.source !== undefined && { source: `part-${parts.indexOf(part.source) + 1}` }),
  })
  const panels = project.panels.map((panel) => ({
    ...numbered(panel),
    visualizations: panel.visualizations.map((each) => numbered(each)),
  }))
  return { ...project, panels }
}
