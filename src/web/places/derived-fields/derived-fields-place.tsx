import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useNavigate, useParams } from '@tanstack/react-router'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { texts } from '../../texts/index.ts'
import { page } from '../definitions/page-styles.ts'
import { FieldTable } from './field-table.tsx'
import { OpenView } from './open-view.tsx'

/** The derived fields of a data view. */
export function DerivedFieldsPlace() {
  const { id = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  const { derivedFields: said } = texts
  return (
    <OpenView id={id} title={said.title}>
      {({ around }) => {
        const { view } = around
        const title = said.listOf(view.name ?? view.id)
        const make = () =>
          void navigate({ to: '/data/data-views/$id/derived-fields/new', params: { id } })
        return (
          <div className={page}>
            <PlaceHeader title={title} parents={[{ label: texts.data.title, to: '/data' }]} />
            <div className={style({ display: 'flex', alignItems: 'center', gap: 8 })}>
              <h1 className={style({ font: 'heading', margin: 0, flexGrow: 1 })}>{title}</h1>
              <Button variant="accent" size="S" onPress={make}>
                {said.new}
              </Button>
            </div>
            <Card title={said.title}>
              {(view.derivedFields ?? []).length === 0 ? (
                <EmptyState title={said.none}>{said.noneHint}</EmptyState>
              ) : (
                <FieldTable around={around} />
              )}
            </Card>
          </div>
        )
      }}
    </OpenView>
  )
}
