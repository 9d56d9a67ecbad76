import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { DatasetDescription, Field } from '../../../model/answers/datasets.ts'
import {
  type ConnectionDocument,
  datasetDefinitionsQuery,
  datasetsQuery,
  identitySpacesQuery,
  type Versioned,
  versionedQuery,
} from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { TitleField } from '../../components/title-field.tsx'
import { WholeNumberField } from '../../components/whole-number-field.tsx'
import { texts } from '../../texts/index.ts'
import { DraftConflictNotice } from '../definitions/draft-conflict.tsx'
import { page } from '../definitions/page-styles.ts'
import { SaveButtons } from '../definitions/save-buttons.tsx'
import { type Draft, useDraft } from '../definitions/use-draft.ts'
import { changeEntry, orNothing, stitchingChange } from './edit-connection.ts'
import { EntryForm } from './entry-form.tsx'
import { ProfileFields } from './profile-fields.tsx'
import { WhatIfCard } from './what-if/what-if-card.tsx'

const route = getRouteApi('/connections/$id')

/** The settings of a connection. */
export function ConnectionPlace() {
  const { id } = route.useParams()
  const saved = useQuery(versionedQuery<ConnectionDocument>('connection', id))
  return (
    <div className={page}>
      <PlaceHeader
        title={saved.data?.document.name ?? id}
        parents={[{ label: texts.data.connections, to: '/connections' }]}
      />
      {saved.error && (
        <ProblemNotice level={2} error={saved.error} onRetry={() => void saved.refetch()} />
      )}
      {!saved.error && !saved.data && <SkeletonRows />}
      {saved.data && <Settings key={id} saved={saved.data} />}
    </div>
  )
}

interface DraftProps {
  readonly draft: Draft<ConnectionDocument>
}

function Settings({ saved }: { readonly saved: Versioned<ConnectionDocument> }) {
  const draft = useDraft(saved)
  const { document, change, error } = draft
  const t = texts.connection
  const stitching = stitchingChange(saved.document, document)
  return (
    <>
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })}>
        <h1 className={style({ font: 'heading', margin: 0, minWidth: 0, flexGrow: 1 })}>
          <TitleField
            label={texts.definition.name}
            value={document.name ?? document.id}
            placeholder={document.id}
            size="L"
            onChange={(name) => change({ name: name || undefined })}
          />
        </h1>
        <SaveButtons draft={draft} group={texts.data.connections} />
      </div>
      <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>{t.follows}</p>
      <DraftConflictNotice {...draft} />
      {error && <ProblemNotice level={2} error={error} />}
      <Datasets draft={draft} />
      <Card title={t.rest}>
        <TextArea
          size="S"
          label={texts.definition.description}
          value={document.description ?? ''}
          onChange={(description) => change({ description: description || undefined })}
        />
        <TextListField
          label={texts.definition.tags}
          description={texts.definition.tagsHint}
          value={document.tags ?? []}
          onChange={(tags) => change({ tags: tags.length === 0 ? undefined : [...tags] })}
        />
        <Limits draft={draft} />
      </Card>
      <WhatIfCard
        connections={[saved.document]}
        change={{ datasets: stitching }}
        isChanged={Object.keys(stitching).length > 0}
      />
    </>
  )
}

function Datasets({ draft: { document, change } }: DraftProps) {
  const { data: described = [] } = useQuery(datasetsQuery)
  const { data: defined = [] } = useQuery(datasetDefinitionsQuery)
  const { data: spaces = [] } = useQuery(identitySpacesQuery)
  const t = texts.connection
  const ids = document.datasets.map(({ dataset }) => dataset)
  const pathsIn = (id: string) => described.filter((each) => each.id === id).flatMap(pathsOf)
  const allPaths = ids.flatMap((id) => pathsIn(id).map((path) => `${id}.${path}`))
  const typeOf = (id: string) =>
    described.find((each) => each.id === id)?.type ?? defined.find((each) => each.id === id)?.type
  const known = [...new Set([...described, ...defined].map(({ id }) => id))]
  const left = known.filter((id) => !ids.includes(id))
  return (
    <>
      <Card title={texts.data.datasets}>
        {document.datasets.map((entry) => (
          <EntryForm
            key={entry.dataset}
            entry={entry}
            type={typeOf(entry.dataset)}
            paths={pathsIn(entry.dataset)}
            allPaths={allPaths}
            spaces={spaces.map(({ id }) => id)}
            onChange={(part) =>
              change({ datasets: changeEntry(document.datasets, entry.dataset, part) })
            }
            onRemove={() =>
              change({ datasets: document.datasets.filter((each) => each !== entry) })
            }
          />
        ))}
        <ComponentAdder
          label={t.addDataset}
          placeholder={texts.data.dataset}
          groups={[{ name: texts.data.datasets, choices: left.map((id) => ({ id, name: id })) }]}
          onAdd={(dataset) => change({ datasets: [...document.datasets, { dataset }] })}
        />
      </Card>
      <Card title={t.profiles}>
        <ProfileFields
          profile={document.profile}
          allPaths={allPaths}
          datasets={ids}
          onChange={(profile) => change({ profile })}
        />
      </Card>
    </>
  )
}

/** Of a list also its children. */
const pathsOf = ({ fields }: Pick<DatasetDescription, 'fields'>): readonly string[] =>
  fields.flatMap((field) => pathsOfField(field))

const pathsOfField = (field: Field): readonly string[] => [
  field.path,
  ...('children' in field
    ? field.children.flatMap(pathsOfField).map((path) => `${field.path}.${path}`)
    : []),
]

function Limits({ draft: { document, change } }: DraftProps) {
  const { guards = {}, retentionMonths } = document
  const t = texts.connection
  const guard = (part: Partial<typeof guards>) =>
    change({ guards: orNothing({ ...guards, ...part }) })
  return (
    <Controls>
      <WholeNumberField
        label={t.retention}
        value={retentionMonths}
        onChange={(months) => change({ retentionMonths: months })}
      />
      <WholeNumberField
        label={t.eventsPerPerson}
        value={guards.eventsPerPersonAndMonth}
        onChange={(eventsPerPersonAndMonth) => guard({ eventsPerPersonAndMonth })}
      />
      <WholeNumberField
        label={t.switches}
        value={guards.switchesPerDevice}
        onChange={(switchesPerDevice) => guard({ switchesPerDevice })}
      />
    </Controls>
  )
}
