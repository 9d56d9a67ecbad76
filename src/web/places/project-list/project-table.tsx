import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ListedProject } from '../../../model/answers/projects.ts'
import { dataViewsQuery } from '../../api/index.ts'
import { Ago } from '../../components/ago.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { ProjectMenu } from './project-menu.tsx'
import { StarButton } from './star-button.tsx'

interface ProjectTableProps {
  readonly label: string
  readonly projects: readonly ListedProject[]
}

/** Projects with whose they are and when they changed. */
export const ProjectTable = ({ label, projects }: ProjectTableProps) => (
  <DataTable
    label={label}
    rows={projects}
    keyOf={({ id }) => id}
    columns={[
      { name: texts.projectList.name, cell: (project) => <ProjectName {...project} /> },
      { name: texts.projectList.dataView, cell: ({ dataView }) => <DataViewName id={dataView} /> },
      { name: texts.projectList.owner, cell: ({ owner }) => owner ?? noFigure },
      { name: texts.projectList.changed, cell: ({ changedAt }) => <Ago at={changedAt} /> },
      {
        name: texts.projectList.opened,
        cell: ({ openedAt }) =>
          openedAt === null ? texts.projectList.never : <Ago at={openedAt} />,
      },
      { name: '', cell: (project) => <ProjectMenu {...project} /> },
    ]}
  />
)

function DataViewName({ id }: { readonly id: string }) {
  const { data: views = [] } = useQuery(dataViewsQuery)
  return views.find((view) => view.id === id)?.name ?? id
}

const ProjectName = (project: ListedProject) => (
  <span className={style({ display: 'flex', alignItems: 'center', gap: 4 })}>
    <StarButton {...project} />
    <Link to="/projects/$id" params={{ id: project.id }} className={link}>
      {project.name ?? project.id}
    </Link>
  </span>
)

const link = style({ color: 'neutral', fontWeight: 'bold' })
