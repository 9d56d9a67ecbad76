import { Radio, RadioGroup } from '@react-spectrum/s2/RadioGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { FieldUse } from '../../../model/answers/definitions.ts'
import type { SegmentRef } from '../../../model/conditions.ts'
import { type AudienceDocument, componentsQuery, dataViewsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { UsedLabels } from '../../components/field-uses.tsx'
import { HelpButton } from '../../help/help-button.tsx'
import { texts } from '../../texts/index.ts'
import type { DraftProps } from './audience-draft.ts'
import { SegmentChooser } from './segment-chooser.tsx'
import { WindowFields } from './window-fields.tsx'

interface WhoCardProps extends DraftProps {
  /** Labelled fields that it reads. */
  readonly uses: readonly FieldUse[]
}

/** Who is in it: segments of a data view, and the events that count. */
export function WhoCard({ draft: { document, change }, uses }: WhoCardProps) {
  const { source = 'segments' } = document
  const { data: dataViews = [] } = useQuery(dataViewsQuery)
  const views = Object.fromEntries(dataViews.map(({ id, name = id }) => [id, name]))
  return (
    <Card title={texts.audiences.who} actions={<HelpButton page="audiences" />}>
      <Controls>
        <ChoicePicker
          label={texts.audiences.dataView}
          value={document.dataView}
          choices={views}
          onChange={(dataView) => change({ dataView })}
        />
        <ChoicePicker
          label={texts.audiences.source}
          value={source}
          choices={texts.audiences.sources}
          onChange={(next) => change(next === 'imported' ? importedOnly : { source: undefined })}
        />
      </Controls>
      {source === 'imported' ? (
        <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
          {texts.audiences.importedHint(document.id || 'ID')}
        </p>
      ) : (
        <BySegments document={document} onChange={change} />
      )}
      <UsedLabels uses={uses} dataView={document.dataView} />
    </Card>
  )
}

/** What is evaluated is nothing where somebody else keeps the list. */
const importedOnly: Partial<AudienceDocument> = {
  source: 'imported',
  segments: undefined,
  match: undefined,
  lookbackDays: undefined,
  dateRange: undefined,
  refresh: undefined,
  paused: undefined,
}

interface BySegmentsProps {
  readonly document: AudienceDocument
  readonly onChange: (part: Partial<AudienceDocument>) => void
}

function BySegments({ document, onChange }: BySegmentsProps) {
  const { segments = [], match = 'all' } = document
  const { data: components, error, refetch } = useQuery(componentsQuery(document.dataView))
  return (
    <>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {components && (
        <SegmentChooser
          dataView={document.dataView}
          components={components}
          value={segments as readonly SegmentRef[]}
          onChange={(next) => onChange({ segments: next as AudienceDocument['segments'] })}
        />
      )}
      {segments.length > 1 && (
        <RadioGroup
          label={texts.audiences.match}
          size="S"
          orientation="horizontal"
          value={match}
          onChange={(next) => onChange({ match: next === 'any' ? 'any' : undefined })}
        >
          {(['all', 'any'] as const).map((each) => (
            <Radio key={each} value={each}>
              {texts.audiences.matches[each]}
            </Radio>
          ))}
        </RadioGroup>
      )}
      {components && (
        <WindowFields document={document} dateRanges={components.dateRanges} onChange={onChange} />
      )}
    </>
  )
}
