import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { StitchedDataset, StitchingQuality } from '../../../model/answers/stitching.ts'
import { type ConnectionDocument, stitchingQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { printFigure, printInstant, printPercent } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { HelpButton } from '../../help/help-button.tsx'
import { texts } from '../../texts/index.ts'
import { BeforeAfter } from './before-after.tsx'
import { Note } from '../../components/note.tsx'

interface StitchingCardProps {
  readonly connection: ConnectionDocument
  /** Only this dataset is told of. */
  readonly dataset?: string | undefined
}

/** How well the rows of a connection are brought together; nothing where none of its datasets is stitched. */
export function StitchingCard({
  connection: { id, name = id, datasets },
  dataset,
}: StitchingCardProps) {
  const told = datasets.filter((entry) => dataset === undefined || entry.dataset === dataset)
  if (told.every(({ stitch }) => stitch === undefined)) return null
  return (
    <Card title={texts.stitching.title(name)} actions={<HelpButton page="stitching" />}>
      <Quality id={id} only={dataset} />
    </Card>
  )
}

interface QualityProps {
  readonly id: string
  readonly only: string | undefined
}

function Quality({ id, only }: QualityProps) {
  const { data, error, refetch } = useQuery(stitchingQuery(id))
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <SkeletonRows />
  if (!data.isBuilt) return texts.data.notBuilt
  const datasets = data.datasets.filter(({ dataset }) => only === undefined || dataset === only)
  return (
    <>
      {datasets.map((dataset) => (
        <Dataset key={dataset.dataset} dataset={dataset} />
      ))}
      <Devices datasets={datasets} />
      <Suspects datasets={datasets} />
      <Overlap overlap={data.overlap} />
    </>
  )
}

function Dataset({ dataset: stitched }: { readonly dataset: StitchedDataset }) {
  const { dataset, authentication, people, warnings } = stitched
  return (
    <section aria-label={texts.stitching.of(dataset)} className={section}>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>
        {dataset}{' '}
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
          {describe(stitched)}
        </span>
      </h3>
      <div className={bars}>
        <BeforeAfter
          label={texts.stitching.authenticated}
          before={authentication.before}
          after={authentication.after}
          most={1}
          print={printPercent}
        />
        <BeforeAfter
          label={texts.data.people}
          before={people.before}
          after={people.after}
          most={Math.max(people.before, people.after)}
          print={printFigure}
        />
      </div>
      {warnings.length > 0 && (
        <Note
          variant="notice"
          title={texts.stitching.warnings}
          lines={warnings.map(({ message }) => message)}
        />
      )}
    </section>
  )
}

function describe({ persistentId, target, space, replayedAt, replay, liveRows }: StitchedDataset) {
  const { way, byRows, bySpace, replayed, next, live } = texts.stitching
  return [
    way(persistentId.namespace ?? '', target ?? texts.stitching.person),
    space === null ? byRows : bySpace(space),
    replayed(printInstant(replayedAt)),
    ...(replay === null ? [] : [next(printInstant(replay.next)), live(printFigure(liveRows))]),
  ].join(' · ')
}

interface OfDatasets {
  readonly datasets: readonly StitchedDataset[]
}

const Devices = ({ datasets }: OfDatasets) => (
  <DataTable
    label={texts.stitching.shared}
    rows={datasets}
    keyOf={({ dataset }) => dataset}
    columns={[
      { name: texts.data.dataset, cell: ({ dataset }) => dataset },
      {
        name: texts.stitching.shared,
        isNumber: true,
        cell: ({ shared }) => printFigure(shared.devices),
      },
      {
        name: texts.stitching.eventsOnShared,
        isNumber: true,
        cell: ({ shared }) => printPercent(shared.events),
      },
      {
        name: texts.stitching.anonymous,
        isNumber: true,
        cell: ({ shared }) => printPercent(shared.anonymous),
      },
      {
        name: texts.stitching.anonymousOfAll,
        isNumber: true,
        cell: ({ shared }) => printPercent(shared.anonymousOfAll),
      },
      {
        name: texts.stitching.guarded,
        isNumber: true,
        cell: ({ guarded }) => printFigure(guarded?.devices),
      },
    ]}
  />
)

function Suspects({ datasets }: OfDatasets) {
  const rows = datasets.flatMap(({ dataset, suspects }) =>
    suspects.map((suspect) => ({ dataset, ...suspect })),
  )
  if (rows.length === 0) return null
  return (
    <DataTable
      label={texts.stitching.suspects}
      rows={rows}
      keyOf={({ dataset, id }) => `${dataset}:${id}`}
      columns={[
        { name: texts.stitching.suspects, cell: ({ id }) => id },
        { name: texts.data.dataset, cell: ({ dataset }) => dataset },
        { name: texts.stitching.why, cell: ({ reason }) => texts.stitching.reasons[reason] },
        {
          name: texts.stitching.devices,
          isNumber: true,
          cell: ({ devices }) => printFigure(devices),
        },
        {
          name: texts.stitching.usual,
          isNumber: true,
          cell: ({ usualDevices }) => printFigure(usualDevices),
        },
        { name: texts.data.events, isNumber: true, cell: ({ events }) => printFigure(events) },
      ]}
    />
  )
}

/** A row per dataset: its people, and those that are in each other one, too. */
function Overlap({ overlap: { datasets, pairs } }: Pick<StitchingQuality, 'overlap'>) {
  if (datasets.length < 2) return null
  const peopleIn = (a: string, b: string) =>
    pairs.find((pair) => pair.datasets.includes(a) && pair.datasets.includes(b))?.people
  return (
    <DataTable
      label={texts.stitching.overlap}
      rows={datasets}
      keyOf={({ dataset }) => dataset}
      columns={[
        { name: texts.stitching.overlap, cell: ({ dataset }) => dataset },
        { name: texts.data.people, isNumber: true, cell: ({ people }) => printFigure(people) },
        ...datasets.map((other) => ({
          name: texts.stitching.alsoIn(other.dataset),
          isNumber: true,
          cell: ({ dataset }: { readonly dataset: string }) =>
            dataset === other.dataset ? '' : printFigure(peopleIn(dataset, other.dataset)),
        })),
      ]}
    />
  )
}

const section = style({ display: 'grid', gap: 12, minWidth: 0 })
const bars = style({
  display: 'grid',
  gridTemplateColumns: { default: ['1fr'], md: ['1fr', '1fr'] },
  columnGap: 32,
  rowGap: 12,
})
