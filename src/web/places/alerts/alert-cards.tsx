import { column, columns } from '../definitions/page-styles.ts'
import { AboutCard } from '../notices/about-card.tsx'
import { ToldCard } from '../notices/told-card.tsx'
import { AlertDenials } from './alert-denials.tsx'
import type { DraftProps } from './alert-draft.ts'
import { FiltersCard } from './filters-card.tsx'
import { PreviewCard } from './preview-card.tsx'
import { TimingCard } from './timing-card.tsx'
import { useAlertPreview } from './use-alert-preview.ts'
import { WhatCard } from './what-card.tsx'

interface AlertCardsProps extends DraftProps {
  readonly sendsMail: boolean
}

/** All that an alert says, beside what it would have told. */
export function AlertCards({ draft, sendsMail }: AlertCardsProps) {
  const shown = useAlertPreview(draft.document)
  return (
    <>
      <AlertDenials document={draft.document} />
      <div className={columns}>
        <div className={column}>
          <WhatCard draft={draft} />
          <FiltersCard draft={draft} />
          <TimingCard draft={draft} />
        </div>
        <div className={column}>
          <PreviewCard shown={shown} document={draft.document} />
          <ToldCard draft={draft} sendsMail={sendsMail} />
          <AboutCard draft={draft} />
        </div>
      </div>
    </>
  )
}
