import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { DatasetDescription, Field } from '../../../model/answers/datasets.ts'
import type { FieldUse } from '../../../model/answers/definitions.ts'
import type { FieldFigures } from '../../../model/answers/fields.ts'
import { datasetUsesQuery, fieldFiguresQuery } from '../../api/index.ts'
import { FieldLabels } from '../../components/field-labels.tsx'
import { UseBadges } from '../../components/field-uses.tsx'
import { noFigure, printFigure, printPercent } from '../../components/figures.ts'
import { TextButton } from '../../components/text-button.tsx'
import { texts } from '../../texts/index.ts'
import { FieldDetails } from './field-details.tsx'
import { FieldTable, fieldsPerPage } from './field-table.tsx'
import { useDatasetLabels } from './use-dataset-labels.ts'

const route = getRouteApi('/datasets/$id')

/** A dataset's fields: what they are, how well they are filled, and the values of the one that is opened. */
export function DatasetFields({ dataset }: { readonly dataset: DatasetDescription }) {
  const { field: opened } = route.useSearch()
  const navigate = useNavigate()
  const labelsOf = useDatasetLabels(dataset.id)
  const { data: uses = [] } = useQuery(datasetUsesQuery(dataset.id))
  /** What it is looked up by: all of its fields tell about that. */
  const lookedUpBy = uses.filter(({ through }) => through.length > 0)
  const fields = dataset.fields.flatMap((field) => withChildren(field))
  const open = (field: string | undefined) =>
    void navigate({
      to: '/datasets/$id',
      params: { id: dataset.id },
      search: ({ field: _, ...others }) => (field === undefined ? others : { ...others, field }),
      resetScroll: false,
    })
  const found = fields.find(({ path, isLeaf }) => path === opened && isLeaf)
  const chunks = chunksOf(fields)
  return (
    <>
      <FieldTable
        label={texts.dataset.schema}
        fields={fields}
        typeOf={({ type }) => type}
        nameOf={({ path, isLeaf }) =>
          isLeaf ? <TextButton onPress={() => open(path)}>{path}</TextButton> : path
        }
        columns={[
          { name: texts.dataset.type, cell: ({ type }) => type },
          { name: texts.dataset.role, cell: ({ path }) => rolesOf(dataset, path) },
          {
            name: texts.policies.labels,
            cell: ({ path }) => <AllLabels labels={labelsOf(path)} inherited={lookedUpBy} />,
          },
          ...figureColumns(dataset.id, chunks),
        ]}
      />
      {opened !== undefined && found === undefined && (
        <p className={style({ font: 'ui', margin: 0 })}>{texts.dataset.noSuchField(opened)}</p>
      )}
      {found && (
        <FieldDetails
          key={found.path}
          dataset={dataset.id}
          path={found.path}
          labels={labelsOf(found.path)}
          inherited={lookedUpBy}
          onClose={() => open(undefined)}
        />
      )}
    </>
  )
}

interface AllLabelsProps {
  readonly labels: readonly string[]
  readonly inherited: readonly FieldUse[]
}

const AllLabels = ({ labels, inherited }: AllLabelsProps) =>
  inherited.length === 0 ? (
    <FieldLabels labels={labels} />
  ) : (
    <span className={style({ display: 'inline-flex', flexWrap: 'wrap', gap: 4 })}>
      {labels.length > 0 && <FieldLabels labels={labels} />}
      <UseBadges uses={inherited} />
    </span>
  )

type Chunks = ReadonlyMap<string, readonly string[]>

function figureColumns(dataset: string, chunks: Chunks) {
  const column = (name: string, print: (figures: FieldFigures) => string) => ({
    name,
    isNumber: true,
    cell: ({ path }: FieldRow) => (
      <Figure dataset={dataset} path={path} chunk={chunks.get(path)} print={print} />
    ),
  })
  return [
    column(texts.dataset.filled, ({ rows, filled }) =>
      printPercent(rows === 0 ? null : filled / rows),
    ),
    column(texts.dataset.distinct, ({ distinct, isExact }) =>
      isExact ? printFigure(distinct) : texts.dataset.about(printFigure(distinct)),
    ),
  ]
}

interface FigureProps {
  readonly dataset: string
  readonly path: string
  /** The fields that are measured with it. */
  readonly chunk: readonly string[] | undefined
  readonly print: (figures: FieldFigures) => string
}

function Figure({ dataset, path, chunk = [], print }: FigureProps) {
  const { data, error } = useQuery({
    ...fieldFiguresQuery(dataset, chunk),
    enabled: chunk.length > 0,
  })
  const figures = data?.find((each) => each.path === path)
  if (error) return error.message
  return figures === undefined ? noFigure : print(figures)
}

/** Fields that stand on a page together are measured together. */
function chunksOf(fields: readonly FieldRow[]): Chunks {
  const leaves = (first: number) =>
    fields
      .slice(first, first + fieldsPerPage)
      .filter(({ isLeaf }) => isLeaf)
      .map(({ path }) => path)
  return new Map(
    fields.flatMap((_, first) => {
      if (first % fieldsPerPage !== 0) return []
      const chunk = leaves(first)
      return chunk.map((path) => [path, chunk] as const)
    }),
  )
}

function rolesOf({ timestamp, personId, rowId, key }: DatasetDescription, path: string): string {
  const { time, person, rowId: row, key: joined } = texts.dataset
  const roles = [
    ...(path === timestamp ? [time] : []),
    ...(path === personId ? [person] : []),
    ...(path === rowId ? [row] : []),
    ...(path === key ? [joined] : []),
  ]
  return roles.join(', ') || noFigure
}

interface FieldRow {
  readonly path: string
  readonly type: string
  /** Whether it has values of its own. */
  readonly isLeaf: boolean
}

function withChildren(field: Field, parent = ''): readonly FieldRow[] {
  const path = parent + field.path
  if (field.type !== 'list') {
    const type = field.isUndecided ? texts.dataset.undecided : field.type
    return [{ path, type, isLeaf: true }]
  }
  if ('of' in field) return [{ path, type: texts.dataset.list(field.of), isLeaf: true }]
  const children = field.children.flatMap((child) => withChildren(child, `${path}.`))
  return [{ path, type: texts.dataset.listOfObjects, isLeaf: false }, ...children]
}
