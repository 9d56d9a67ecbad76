import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Explanation } from '../../model/result.ts'
import { findName } from '../components/component-groups.ts'
import { printFigure } from '../components/figures.ts'
import { texts } from '../texts/index.ts'
import type { PanelContext } from '../visualizations/index.ts'
import { Section } from './section.tsx'

interface StagesSectionProps {
  readonly explanation: Explanation
  readonly context: PanelContext
}

interface Counted {
  readonly events: number
  readonly people: number
}

/** What was read, and what the range and each segment took away of it, one after the other. */
export function StagesSection({ explanation, context }: StagesSectionProps) {
  const { read, stages } = explanation
  const t = texts.act.stages
  const nameOf = ({ kind, name }: (typeof stages)[number], index: number): string =>
    kind === 'segment'
      ? name === null
        ? t.segment(index - stages.findIndex((each) => each.kind === 'segment') + 1)
        : findName(context.components, name)
      : t[kind]
  return (
    <Section title={t.title}>
      <ol className={list}>
        <Stage name={t.all} left={read} before={null} />
        {stages.map((stage, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is where it is
          <Stage key={k} name={nameOf(stage, k)} left={stage} before={stages[k - 1] ?? read} />
        ))}
      </ol>
    </Section>
  )
}

interface StageProps {
  readonly name: string
  readonly left: Counted
  /** Null of what was read. */
  readonly before: Counted | null
}

function Stage({ name, left, before }: StageProps) {
  const t = texts.act.stages
  const removed = before === null ? null : before.events - left.events
  return (
    <li className={row}>
      <span className={style({ minWidth: 0 })}>{name}</span>
      <span className={figure}>{t.left(printFigure(left.events), printFigure(left.people))}</span>
      {before !== null && removed !== null && (
        <span className={change}>
          {removed === 0
            ? t.nothing
            : t.removed(printFigure(removed), printFigure(before.people - left.people))}
        </span>
      )}
    </li>
  )
}

const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 })
const row = style({ display: 'grid', gridTemplateColumns: ['1fr', 'auto'], columnGap: 8 })
const figure = style({ fontVariantNumeric: 'tabular-nums', textAlign: 'end' })
const change = style({
  gridColumnStart: 1,
  gridColumnEnd: -1,
  font: 'ui-xs',
  color: 'neutral-subdued',
  fontVariantNumeric: 'tabular-nums',
})
