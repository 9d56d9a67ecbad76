import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useEffectEvent } from 'react'
import { getOwn } from '../../../model/own.ts'
import { useActingPanel } from '../../act/acting.ts'
import { FaultBoundary } from '../../components/fault-boundary.tsx'
import { texts } from '../../texts/index.ts'
import type { Stored } from '../../visualizations/index.ts'
import { findKind } from '../projects/use-visualization.ts'
import type { IntendedPanel } from './ask-search.ts'
import type { AskedData } from './asked-data.ts'
import { PutIntoProject } from './put-into-project.tsx'
import { printSentence, type Question } from './question.ts'
import { type Scope, scopeSentence } from './scope.ts'
import { Sentence } from './sentence.tsx'

interface AskedProps {
  readonly question: Question
  readonly scope: Scope
  readonly data: AskedData
  readonly values: Stored
  /** What the address says. */
  readonly stored: Stored
  readonly intended: IntendedPanel | null
  /** Values of slots, and of the scope, by their names. */
  readonly onChange: (values: Stored, replace: boolean) => void
}

/** A question with its slots, and its answer at once. */
export function Asked({ question, scope, data, values, stored, intended, onChange }: AskedProps) {
  const context = useActingPanel({ context: data.context })
  useWholeAddress(stored, { ...scope, ...values }, onChange)
  const answer = question.answer(values)
  const kind = findKind(answer.type)
  if (kind === undefined) throw new Error(`no visualization is called ${answer.type}`)
  const change = (next: Stored) =>
    onChange('view' in next ? { ...next, ...cleared(question) } : next, false)
  return (
    <>
      <section aria-label={texts.ask.sentence} className={style({ display: 'grid', gap: 8 })}>
        <Sentence {...question} values={values} data={data} onChange={change} />
        <Sentence
          {...scopeSentence}
          values={scope as unknown as Stored}
          data={data}
          onChange={change}
          isAside
        />
        <p className={hint}>{texts.ask.keysHint}</p>
      </section>
      <section aria-label={texts.ask.answer} className={card}>
        <FaultBoundary of={answer}>
          {kind.draw({
            stored: answer.settings,
            context,
            onChange: () => undefined,
            mode: 'view',
          })}
        </FaultBoundary>
      </section>
      <PutIntoProject
        answer={answer}
        name={printSentence(question, values, data)}
        scope={scope}
        data={data}
        intended={intended}
      />
    </>
  )
}

/** Of another data view the slots start anew. */
const cleared = ({ slots }: Question): Stored =>
  Object.fromEntries(Object.keys(slots).map((name) => [name, undefined]))

/** The address says all of it from the start: who is sent it sees the same, whatever is added to the data view. */
function useWholeAddress(stored: Stored, values: Stored, onChange: AskedProps['onChange']): void {
  const isWhole = Object.keys(values).every((name) => getOwn(stored, name) !== undefined)
  const write = useEffectEvent(() => onChange(values, true))
  useEffect(() => {
    if (!isWhole) write()
  }, [isWhole])
}

const card = style({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 320,
  flexShrink: 0,
  minWidth: 0,
  padding: 20,
  maxWidth: 1120,
  backgroundColor: 'layer-2',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'lg',
})
const hint = style({ font: 'ui-xs', color: 'neutral-subdued', margin: 0 })
