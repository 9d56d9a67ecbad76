import { createContext, use } from 'react'
import type { ProjectDocument } from '../../../model/projects/document.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type { Build, EditOptions } from '../../project/project-client.ts'

/** A visualization of a panel, by their ids. */
export interface VisualizationAddress {
  readonly panel: string
  readonly id: string
}

/** A link that shows a project, with other dates where somebody has chosen some. */
export interface SharedLink {
  readonly token: string
  readonly dateRange: DateRangeRef | undefined
}

export type PrintedAs = 'paper' | 'picture'

/** What every part of a project’s page works with. */
export interface ProjectPage {
  readonly document: ProjectDocument
  /** False where the page only shows: links, present mode, small screens. */
  readonly isEditable: boolean
  readonly edit: (build: Build, options?: EditOptions) => void
  /** Of the link that it is shown by; null on the project’s own page. */
  readonly link: SharedLink | null
  readonly selected: VisualizationAddress | null
  readonly select: (selected: VisualizationAddress | null) => void
  /** Prints one visualization, or with null the project, or makes a picture of it; absent where that is not offered. */
  readonly print?: (only: VisualizationAddress | null, as?: PrintedAs) => void
}

export const ProjectPageContext = createContext<ProjectPage | null>(null)

/** Only below a project’s page. */
export function useProjectPage(): ProjectPage {
  const page = use(ProjectPageContext)
  if (page === null) throw new Error('this is no part of a project’s page')
  return page
}
