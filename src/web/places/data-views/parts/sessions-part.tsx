import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { sessionsPreviewQuery } from '../../../api/index.ts'
import { Card } from '../../../components/card.tsx'
import { ComponentAdder } from '../../../components/component-picker.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { useDelayed } from '../../../components/use-delayed.ts'
import { texts } from '../../../texts/index.ts'
import { columns } from '../../definitions/page-styles.ts'
import { componentId, listOf } from '../component-list.ts'
import { DurationField } from '../fields/duration-field.tsx'
import { GapsChart } from '../gaps-chart.tsx'
import { SessionFiguresTable } from '../session-figures-table.tsx'
import { readTimeout, sayTimeout, writeTimeout } from '../timeout.ts'
import { nameOf, useViewEditing } from '../view-context.ts'
import { withoutUnfinished } from '../view-segments.ts'

const words = texts.dataViewPage

/** When a session ends, beside the gaps between people's events and what a change does to sessions. */
export const SessionsPart = () => (
  <div className={columns}>
    <RulesCard />
    <EffectCard />
  </div>
)

function RulesCard() {
  const { draft } = useViewEditing()
  const { document, change } = draft
  const { session } = document
  return (
    <Card title={words.sessions}>
      <p className={style({ font: 'ui', margin: 0 })}>{words.sessionsHint(sayTimeout(session))}</p>
      <DurationField
        label={words.timeout}
        size="S"
        value={readTimeout(session)}
        isOptional={false}
        onChange={(timeout) => timeout && change({ session: writeTimeout(session, timeout) })}
      />
      <StartMetrics />
    </Card>
  )
}

function StartMetrics() {
  const { draft, shared } = useViewEditing()
  const { document, change } = draft
  const { session } = document
  const chosen = session?.startMetrics ?? []
  const metrics = listOf(document, 'metrics').map((each) => ({
    id: componentId(each),
    name: nameOf(each, shared),
  }))
  const write = (startMetrics: readonly string[]) =>
    change({
      session: { ...writeTimeout(session, readTimeout(session)), startMetrics: [...startMetrics] },
    })
  const choices = metrics.filter(({ id }) => !chosen.includes(id))
  return (
    <>
      {choices.length > 0 && (
        <ComponentAdder
          label={words.startMetrics}
          placeholder={words.addMetric}
          groups={[{ name: texts.components.metrics, choices }]}
          onAdd={(id) => write([...chosen, id])}
        />
      )}
      {chosen.length > 0 && (
        <TagGroup
          aria-label={words.startMetrics}
          size="S"
          items={chosen.map((id) => ({
            id,
            name: metrics.find((each) => each.id === id)?.name ?? id,
          }))}
          onRemove={(keys) => write(chosen.filter((id) => !keys.has(id)))}
        >
          {({ id, name }) => <Tag id={id}>{name}</Tag>}
        </TagGroup>
      )}
      <span className={style({ font: 'ui-xs', color: 'neutral-subdued' })}>{words.startHint}</span>
    </>
  )
}

function EffectCard() {
  const { draft } = useViewEditing()
  const tried = useMemo(() => withoutUnfinished(draft.document), [draft.document])
  const asked = useDelayed(tried, 300)
  const { data, error, isPlaceholderData, refetch } = useQuery(sessionsPreviewQuery(asked))
  const isOutdated = isPlaceholderData || asked !== tried
  return (
    <Card title={words.gaps}>
      {error && !isOutdated && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <SkeletonRows />}
      {data && (
        <div aria-live="polite" aria-busy={isOutdated} className={content({ isOutdated })}>
          <GapsChart gaps={data.gaps} />
          <SessionFiguresTable before={data.before} after={data.after} />
        </div>
      )}
    </Card>
  )
}

const content = style({
  display: 'grid',
  gap: 16,
  minWidth: 0,
  opacity: { default: 1, isOutdated: 0.6 },
})
