import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DestinationTypeEntry } from '../../../model/answers/destinations.ts'
import { type DestinationDocument, destinationTypesQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { NameField } from '../definitions/name-field.tsx'
import { column, columns, page } from '../definitions/page-styles.ts'
import { useDraft } from '../definitions/use-draft.ts'
import { ChangesCard } from './changes-card.tsx'
import { listMissing } from './destination-draft.ts'
import { sayName } from './form/read-schema.ts'
import { SendingCard } from './sending-card.tsx'
import { SettingsCard } from './settings-card.tsx'
import { TypeList } from './type-list.tsx'

const route = getRouteApi('/new-destination')

/** A destination that is not there yet: what it is, then what it has to be told. */
export function NewDestinationPlace() {
  const { type: chosen } = route.useSearch()
  const { data: types, error, refetch } = useQuery(destinationTypesQuery)
  const type = types?.find(({ id }) => id === chosen)
  return (
    <div className={page}>
      <PlaceHeader
        title={texts.destinations.new}
        parents={[{ label: texts.destinations.title, to: '/destinations' }]}
      />
      <h1 className={style({ font: 'heading', margin: 0 })}>
        {type === undefined ? texts.destinations.new : texts.destinations.newOf(type.label)}
      </h1>
      {error && <ProblemNotice level={2} error={error} onRetry={() => void refetch()} />}
      {!error && !types && <SkeletonRows />}
      {types && type === undefined && <TypeList types={types} />}
      {type && <NewDestination key={type.id} type={type} />}
    </div>
  )
}

function NewDestination({ type }: { readonly type: DestinationTypeEntry }) {
  const navigate = useNavigate()
  const [saved] = useState(() => ({ document: begin(type), version: 0 }))
  const draft = useDraft<DestinationDocument>(saved)
  const { document, change, save, isSaving, error } = draft
  const missing = listMissing(document, type, sayName)
  const make = async () => {
    if (!(await save())) return
    await navigate({ to: '/destinations/$id', params: { id: document.id } })
  }
  return (
    <form
      className={style({ display: 'grid', gap: 16, minWidth: 0 })}
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <div className={head}>
        <NameField name={document.name ?? ''} onChange={change} />
        <Button
          type="submit"
          size="S"
          variant="accent"
          isDisabled={document.id === '' || missing.length > 0}
          isPending={isSaving}
        >
          {texts.definition.create}
        </Button>
        <Link to="/new-destination" search={{}} className={link}>
          {texts.destinations.otherType}
        </Link>
      </div>
      {missing.length > 0 && (
        <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
          {texts.destinations.missing(missing)}
        </p>
      )}
      {error && <ProblemNotice level={2} error={error} />}
      <div className={columns}>
        <SettingsCard draft={draft} type={type} />
        <div className={column}>
          <SendingCard draft={draft} type={type} />
          {type.takesProfileChanges && <ChangesCard draft={draft} />}
        </div>
      </div>
    </form>
  )
}

const begin = ({ id, secrets }: DestinationTypeEntry): DestinationDocument => {
  const needed = secrets.filter(({ isRequired }) => isRequired).map(({ name }) => [name, 'env:'])
  return {
    kind: 'destination',
    id: '',
    type: id,
    ...(needed.length > 0 && { secrets: Object.fromEntries(needed) as Record<string, string> }),
  }
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 12 })
const link = style({ font: 'ui', color: 'neutral' })
