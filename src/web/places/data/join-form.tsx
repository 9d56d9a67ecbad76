import { Form } from '@react-spectrum/s2/Form'
import { ProgressBar } from '@react-spectrum/s2/ProgressBar'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DatasetDescription } from '../../../model/answers/datasets.ts'
import type { Guessed, ImportOutcome } from '../../../model/answers/imports.ts'
import {
  postDefinitions,
  type ConnectionDocument,
  connectionsQuery,
  datasetQuery,
  datasetsQuery,
  dataViewsQuery,
  guessedQuery,
  refreshConnection,
} from '../../api/index.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FieldPicker } from '../../components/field-picker.tsx'
import { FormButtons } from '../../components/form-buttons.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { TimeZonePicker } from '../../components/time-zone-picker.tsx'
import { texts } from '../../texts/index.ts'
import { useStartProject } from '../project-list/use-start-project.ts'
import { firstVisualizations } from './first-visualizations.ts'
import { ImportSummary } from './import-summary.tsx'
import { type JoinChoice, joinDefinitions } from './join-definitions.ts'

interface JoinFormProps {
  readonly id: string
  /** What has just been imported. */
  readonly report?: ImportOutcome
  /** Who the rows are about, when that was chosen. */
  readonly personId?: string | undefined
  readonly onCancel: () => void
}

/** Brings a dataset into reports: who the person is, when, and which connection. */
export function JoinForm({ id, report, personId, onCancel }: JoinFormProps) {
  const { data: dataset, error } = useQuery(datasetQuery(id))
  const connections = useQuery(connectionsQuery)
  const all = useQuery(datasetsQuery)
  const guessed = useQuery(guessedQuery(id))
  if (error) return <ProblemNotice error={error} />
  if (!dataset || !connections.data || !all.data || !guessed.data) return <SkeletonRows />
  const isJoined = dataset.type !== 'event'
  return (
    <div className={style({ display: 'grid', gap: 16 })}>
      {report && <ImportSummary report={report} />}
      {isJoined && connections.data.length === 0 ? (
        <EmptyState title={texts.data.notUsed}>{texts.join.noConnection}</EmptyState>
      ) : (
        <JoinFields
          dataset={dataset}
          datasets={all.data}
          connections={connections.data}
          identity={personId ?? findIdentity(dataset, guessed.data)}
          onCancel={onCancel}
        />
      )}
    </div>
  )
}

interface JoinFieldsProps {
  readonly dataset: DatasetDescription
  readonly datasets: readonly DatasetDescription[]
  readonly connections: readonly ConnectionDocument[]
  /** The person's field, or the key, as far as it is known; else empty. */
  readonly identity: string
  readonly onCancel: () => void
}

/** The id of no definition: it starts with a sign. */
const newConnection = '+'

function JoinFields(props: JoinFieldsProps) {
  const { dataset, onCancel } = props
  const join = useJoin(props)
  const build = useBuild(dataset)
  if (build.isPending) return <ProgressBar isIndeterminate label={texts.join.building} />
  return (
    <Form
      size="S"
      onSubmit={(event) => {
        event.preventDefault()
        build.mutate(join.choice())
      }}
    >
      {build.error && <ProblemNotice error={build.error} />}
      <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 16, alignItems: 'end' })}>
        <FieldPicker
          label={dataset.type === 'lookup' ? texts.join.key : texts.join.personId}
          fields={dataset.fields.map(({ path }) => path)}
          value={join.identity}
          onChange={join.setIdentity}
        />
        <ConnectionFields {...props} join={join} />
      </div>
      <FormButtons
        submit={texts.join.start}
        isDisabled={join.identity === ''}
        onCancel={onCancel}
      />
    </Form>
  )
}

/** What has been chosen so far, beginning with what the fields suggest. */
function useJoin({ dataset, datasets, connections, identity: known }: JoinFieldsProps) {
  const isEvent = dataset.type === 'event'
  const [identity, setIdentity] = useState(known)
  const [connection, setConnection] = useState(isEvent ? newConnection : (connections[0]?.id ?? ''))
  const [timeZone, setTimeZone] = useState(dataset.timeZone)
  const keys = lookupKeys(
    datasets,
    connections.find((each) => each.id === connection),
  )
  const [chosenMatch, setMatches] = useState('')
  const matches = chosenMatch || (keys.find((key) => key.endsWith(`.${identity}`)) ?? keys[0] ?? '')
  const choice = (): JoinChoice => {
    if (dataset.type === 'lookup') return { kind: 'lookup', connection, key: identity, matches }
    if (connection === newConnection) return { kind: 'new', personId: identity, timeZone }
    return { kind: 'person', connection, personId: identity }
  }
  const values = { identity, connection, timeZone, keys, matches, choice }
  return { ...values, setIdentity, setConnection, setTimeZone, setMatches }
}

interface ConnectionFieldsProps extends JoinFieldsProps {
  readonly join: ReturnType<typeof useJoin>
}

/** The connection, and what it must know of the dataset. */
function ConnectionFields({ dataset, connections, join }: ConnectionFieldsProps) {
  const { connection, timeZone, keys, matches } = join
  const ownConnection = dataset.type === 'event' ? [newConnection] : []
  return (
    <>
      <FieldPicker
        label={texts.join.connection}
        fields={[...ownConnection, ...connections.map(({ id }) => id)]}
        names={{ [newConnection]: texts.join.newConnection }}
        value={connection}
        onChange={join.setConnection}
      />
      {dataset.type === 'lookup' && (
        <FieldPicker
          label={texts.join.matches}
          fields={keys}
          value={matches}
          onChange={join.setMatches}
        />
      )}
      {connection === newConnection && (
        <TimeZonePicker label={texts.join.timeZone} value={timeZone} onChange={join.setTimeZone} />
      )}
    </>
  )
}

/** Writes the definitions, builds the journeys and opens the data view. */
function useBuild(dataset: DatasetDescription) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const started = useStartProject()
  return useMutation({
    mutationFn: async (choice: JoinChoice) => {
      const existing = {
        connections: await client.fetchQuery(connectionsQuery),
        dataViews: await client.fetchQuery(dataViewsQuery),
      }
      const joined = joinDefinitions(dataset, choice, existing)
      await postDefinitions(joined.definitions)
      await refreshConnection(joined.connection)
      return joined
    },
    onSuccess: async ({ dataView }) => {
      await client.invalidateQueries()
      if (dataView === undefined) return navigate({ to: '/' })
      const name = texts.projectList.untitled
      await started.mutateAsync({
        name,
        dataView,
        panels: [{ visualizations: firstVisualizations }],
      })
    },
  })
}

/** A lookup is found by what differs in every row. */
const findIdentity = ({ type }: DatasetDescription, guessed: Guessed): string =>
  (type === 'lookup' ? guessed.rowId : guessed.personId) ?? ''

/** Fields of a connection's event datasets that a lookup can be joined to. */
function lookupKeys(
  datasets: readonly DatasetDescription[],
  connection: ConnectionDocument | undefined,
): readonly string[] {
  const joined = connection?.datasets.map(({ dataset }) => dataset) ?? []
  return datasets
    .filter(({ id, type }) => joined.includes(id) && type === 'event')
    .flatMap(({ id, fields }) =>
      fields.flatMap((field) =>
        field.type === 'list' && 'children' in field
          ? field.children.map(({ path }) => `${id}.${field.path}.${path}`)
          : [`${id}.${field.path}`],
      ),
    )
}
