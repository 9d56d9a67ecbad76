import { useQuery } from '@tanstack/react-query'
import { schedulesQuery } from '../../api/index.ts'
import { column, columns } from '../definitions/page-styles.ts'
import { AboutCard } from '../notices/about-card.tsx'
import { ToldCard } from '../notices/told-card.tsx'
import { ScheduleDenials } from './schedule-denials.tsx'
import type { DraftProps } from './schedule-draft.ts'
import { useZone } from './use-zone.ts'
import { WhatCard } from './what-card.tsx'
import { WhenCard } from './when-card.tsx'

/** All that a schedule says. */
export function ScheduleCards({ draft }: DraftProps) {
  const { data: all } = useQuery(schedulesQuery)
  const timeZone = useZone(draft.document)
  return (
    <>
      <ScheduleDenials document={draft.document} />
      <div className={columns}>
        <div className={column}>
          <WhatCard draft={draft} formats={all?.formats ?? ['html', 'csv']} />
        </div>
        <div className={column}>
          <WhenCard draft={draft} timeZone={timeZone} />
          <ToldCard draft={draft} sendsMail={all?.sendsMail ?? true} />
          <AboutCard draft={draft} />
        </div>
      </div>
    </>
  )
}
