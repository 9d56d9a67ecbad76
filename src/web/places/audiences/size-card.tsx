import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { AudiencePreview } from '../../../model/answers/audiences.ts'
import type { AudienceDocument } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FigureTile } from '../../components/figure-tile.tsx'
import { printFigure, printPercent } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { ChurnTable, SampleTable } from './size-tables.tsx'
import type { ShownPreview } from './use-audience-preview.ts'

interface SizeCardProps {
  readonly shown: ShownPreview
  readonly document: AudienceDocument
}

/** How large it would be as it is now, whom it reaches, and how it changes; follows what is edited. */
export const SizeCard = ({ shown, document }: SizeCardProps) => (
  <Card title={texts.audiences.sizeNow}>
    <div aria-live="polite" aria-busy={shown.isOutdated} className={body}>
      <Size shown={shown} document={document} />
    </div>
  </Card>
)

function Size({ shown, document: { dataView, source, id } }: SizeCardProps) {
  const { isAsked, preview, error, isOutdated, retry } = shown
  if (!isAsked) return <span className={subdued}>{texts.audiences.noSegments}</span>
  if (error && !isOutdated) return <ProblemNotice error={error} onRetry={retry} />
  if (preview === undefined) return <SkeletonRows />
  if (preview.people === 0) {
    return source === 'imported' ? (
      <EmptyState title={texts.audiences.noMembers}>
        {texts.audiences.importedHint(id || 'ID')}
      </EmptyState>
    ) : (
      <EmptyState title={texts.audiences.nobody}>{texts.audiences.nobodyHint}</EmptyState>
    )
  }
  return (
    <div className={content({ isOutdated })}>
      <Tiles {...preview} />
      <ChurnTable churn={preview.churn} />
      <SampleTable sample={preview.sample} dataView={dataView} />
    </div>
  )
}

function Tiles({ people, of, share, reach, publish }: AudiencePreview) {
  const namespaces = Object.entries(reach.namespaces).sort(([, one], [, other]) => other - one)
  const looked = printFigure(reach.looked)
  return (
    <>
      <dl className={tiles}>
        <FigureTile
          label={texts.audiences.now}
          value={printFigure(people)}
          hint={`${printPercent(share)} ${texts.audiences.ofAll(printFigure(of))}`}
        />
        {publish.heldOut > 0 && (
          <FigureTile
            label={texts.audiences.heldBack}
            value={printFigure(publish.heldOut)}
            hint={texts.audiences.neverTold}
          />
        )}
        {namespaces.map(([namespace, count]) => (
          <FigureTile
            key={namespace}
            label={texts.audiences.reach(namespace)}
            value={printFigure(count)}
            hint={texts.audiences.reachOf(looked)}
          />
        ))}
      </dl>
      {namespaces.length === 0 && <span className={subdued}>{texts.audiences.noReach}</span>}
    </>
  )
}

const body = style({ display: 'grid', gap: 16, minWidth: 0 })
const content = style({
  display: 'grid',
  gap: 16,
  minWidth: 0,
  opacity: { default: 1, isOutdated: 0.6 },
})
const tiles = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(144px, 1fr))',
  gap: 8,
  margin: 0,
})
const subdued = style({ font: 'ui-sm', color: 'neutral-subdued' })
