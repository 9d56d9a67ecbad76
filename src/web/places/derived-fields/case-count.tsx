import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { printFigure, printPercent } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { use } from 'react'
import { Staleness, useCard } from './card-context.ts'

interface CaseCountProps {
  /** The setting that lists the cases. */
  readonly of: string
  readonly at: number
}

/** How many events the rule at a place takes. */
export function CaseCount({ of, at }: CaseCountProps) {
  const { preview, events } = useCard()
  const isStale = use(Staleness)
  const taken = preview?.cases?.of === of ? preview.cases.events[at] : undefined
  if (taken === undefined) return null
  return (
    <span className={count({ isStale, isNone: taken === 0 })}>
      {taken === 0
        ? texts.derivedFields.takesNone
        : texts.derivedFields.takes(printFigure(taken), printPercent(taken / events))}
    </span>
  )
}

/** How many events none of the rules takes. */
export function NoCaseCount({ of }: Pick<CaseCountProps, 'of'>) {
  const { preview, events } = useCard()
  const isStale = use(Staleness)
  const none = preview?.cases?.of === of ? preview.cases.none : undefined
  if (none === undefined || events === 0) return null
  return (
    <span className={count({ isStale })}>
      {none === 0
        ? texts.derivedFields.allTaken
        : texts.derivedFields.noneTaken(printFigure(none), printPercent(none / events))}
    </span>
  )
}

const count = style({
  font: 'ui-sm',
  color: { default: 'neutral-subdued', isNone: 'orange-1000' },
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
  paddingTop: 4,
  opacity: { default: 1, isStale: 0.5 },
})
