import type { AudiencePreview } from '../../../model/answers/audiences.ts'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure, printFigure, printPercent } from '../../components/figures.ts'
import { PersonLink } from '../../components/person-link.tsx'
import { texts } from '../../texts/index.ts'

/** What became of members in the last days. */
export const ChurnTable = ({ churn }: Pick<AudiencePreview, 'churn'>) => (
  <DataTable
    label={texts.audiences.churn}
    rows={churn}
    keyOf={({ days }) => days}
    columns={[
      { name: texts.audiences.churnDays, cell: ({ days }) => texts.audiences.churnOf(days) },
      {
        name: texts.audiences.entered,
        isNumber: true,
        cell: ({ entered }) => printFigure(entered),
      },
      { name: texts.audiences.left, isNumber: true, cell: ({ left }) => printFigure(left) },
      {
        name: texts.audiences.returned,
        isNumber: true,
        cell: ({ returned }) => printFigure(returned),
      },
      {
        name: texts.audiences.leftShare,
        isNumber: true,
        cell: ({ leftShare }) => printPercent(leftShare),
      },
    ]}
  />
)

interface SampleTableProps extends Pick<AudiencePreview, 'sample'> {
  readonly dataView: string
}

const MOST_SAMPLED = 5
const MOST_ATTRIBUTES = 4

/** Some of the people, with what is known of them. */
export const SampleTable = ({ sample, dataView }: SampleTableProps) => (
  <DataTable
    label={texts.audiences.sample}
    rows={sample.slice(0, MOST_SAMPLED)}
    keyOf={({ person }) => person}
    columns={[
      {
        name: texts.audiences.sample,
        cell: ({ person }) => <PersonLink person={person} dataView={dataView} />,
      },
      {
        name: texts.audiences.attributes,
        cell: ({ attributes }) =>
          Object.entries(attributes)
            .slice(0, MOST_ATTRIBUTES)
            .map(([path, value]) => `${path}: ${String(value)}`)
            .join(' · ') || noFigure,
      },
    ]}
  />
)
