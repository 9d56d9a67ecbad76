import { getOwn } from '../../model/own.ts'
import type { ProjectStart } from '../places/projects/start-project.ts'
import { texts } from '../texts/index.ts'
import { fillTemplate, type Roles } from './fill-template.ts'
import type { Template } from './template.ts'

const jobs: Readonly<Record<string, { readonly name: string }>> = texts.templates.jobs

export const nameOfTemplate = ({ id }: Template): string => getOwn(jobs, id)?.name ?? id

/** The project that a template makes of a data view. */
export const startOf = (template: Template, dataView: string, roles: Roles): ProjectStart => ({
  name: nameOfTemplate(template),
  dataView,
  panels: fillTemplate(template, roles),
})
