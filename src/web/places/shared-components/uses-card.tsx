import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { getOwn } from '../../../model/own.ts'
import type { DataViewDocument, SharedComponentDocument } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { texts } from '../../texts/index.ts'
import type { Draft } from '../definitions/use-draft.ts'
import { componentId, listFor, printPlace } from '../data-views/component-list.ts'
import { formOf } from '../data-views/forms/sections.ts'
import { missingRate, overriddenBy, tryShared, usesIn } from './shared-document.ts'

interface UsesCardProps {
  readonly draft: Draft<SharedComponentDocument>
  readonly users: readonly DataViewDocument[]
}

const t = texts.sharedComponents

/** The data views that use it: what each overrides, and whether it has the rates that are needed. */
export const UsesCard = ({ draft, users }: UsesCardProps) => (
  <Card title={t.uses}>
    {users.length === 0 && <p className={note}>{t.noUses}</p>}
    {users.length > 0 && (
      <ul className={list}>
        {users.map((view) => (
          <UsingView key={view.id} shared={draft.document} view={view} />
        ))}
      </ul>
    )}
  </Card>
)

interface UsingViewProps {
  readonly shared: SharedComponentDocument
  readonly view: DataViewDocument
}

function UsingView({ shared, view }: UsingViewProps) {
  const { id, name = id } = view
  const list = listFor(shared)
  const form = formOf(list)
  const uses = usesIn(view, shared)
  const tried = tryShared(view, shared).document
  return uses.map((use) => {
    const place = { list, id: componentId(use) }
    const overridden = overriddenBy(use).map((key) => getOwn(form, key)?.label ?? key)
    const rate = missingRate(tried, place)
    return (
      <li key={place.id} className={style({ display: 'grid', gap: 2 })}>
        <Link
          to="/data/data-views/$id"
          params={{ id }}
          search={{ component: printPlace(place) }}
          className={link}
        >
          {place.id === shared.id ? name : texts.folders.within(name, place.id)}
        </Link>
        <span className={note}>
          {overridden.length === 0 ? t.asHere : t.overrides(overridden.join(', '))}
        </span>
        {rate !== undefined && (
          <span className={style({ font: 'ui-sm' })}>
            {t.missingRate(rate)}{' '}
            <Link
              to="/data/data-views/$id"
              params={{ id }}
              search={{ part: 'currency' }}
              className={link}
            >
              {t.toRates}
            </Link>
          </span>
        )}
      </li>
    )
  })
}

const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const link = style({ color: 'neutral', overflowWrap: 'anywhere' })
const list = style({
  listStyleType: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 12,
  font: 'ui',
})
