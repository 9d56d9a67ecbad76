import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import type { Step } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import { DropSlot } from './drop-slot.tsx'
import { moveTo } from './edit-tree.ts'
import { RuleAdder } from './rule-adder.tsx'
import { nameRule } from './say-rule.ts'
import { StepHead } from './step-head.tsx'
import { childrenOf, conditionAt, listKeyOf } from './tree.ts'

interface GroupBodyProps {
  readonly path: Path
  /** What the adder says that it adds to. */
  readonly owner?: string
  readonly renderRule: (path: Path) => ReactNode
}

/** The rules of a group or the steps of a sequence, and a place for the next one. */
export function GroupBody({ path, owner, renderRule }: GroupBodyProps) {
  const { root, components } = useBuilder()
  const node = conditionAt(root, path)
  const key = listKeyOf(node)!
  const entries = childrenOf(node)
  const name = owner ?? (path.length === 1 ? texts.builder.theSegment : nameRule(node, components))
  return (
    <div className={body}>
      <ol className={list}>
        {entries.map((entry, i) => (
          <li key={i} className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
            <DropSlot drop={(dragged) => moveTo(root, dragged, [...path, key], i)} />
            {key === 'sequence' ? (
              <StepEntry
                step={entry}
                path={[...path, key, i]}
                isFirst={i === 0}
                renderRule={renderRule}
              />
            ) : (
              <>
                {i > 0 && (
                  <span className={joint}>
                    {key === 'or' ? texts.builder.or : texts.builder.and}
                  </span>
                )}
                {renderRule([...path, key, i])}
              </>
            )}
          </li>
        ))}
      </ol>
      <DropSlot drop={(dragged) => moveTo(root, dragged, [...path, key], entries.length)} />
      <RuleAdder path={path} label={texts.builder.addTo(name)} />
    </div>
  )
}

interface StepEntryProps extends Pick<GroupBodyProps, 'renderRule'> {
  readonly step: Step
  readonly path: Path
  readonly isFirst: boolean
}

function StepEntry({ step, path, isFirst, renderRule }: StepEntryProps) {
  return (
    <>
      <StepHead path={path} isFirst={isFirst} />
      {'group' in step ? (
        <div className={group}>
          <span className={joint}>{texts.builder.anyOrder}</span>
          <GroupBody path={path} owner={texts.builder.anyOrder} renderRule={renderRule} />
        </div>
      ) : (
        renderRule('step' in step ? [...path, 'step'] : path)
      )}
    </>
  )
}

const body = style({ display: 'grid', gap: 8, minWidth: 0, paddingBottom: 4 })
const list = style({
  listStyleType: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 8,
  minWidth: 0,
})
const joint = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  color: 'neutral-subdued',
  paddingStart: 8,
})
const group = style({
  display: 'grid',
  gap: 4,
  padding: 8,
  borderRadius: 'default',
  borderWidth: 1,
  borderStyle: 'dashed',
  borderColor: 'gray-300',
})
