import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { printFormula } from '../../../../formula/print.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'
import { FormulaBlocks } from './blocks/formula-blocks.tsx'
import { FormulaField } from './text/formula-field.tsx'
import type { KnownFormula } from './use-formula.ts'

interface FormulaEditorProps {
  readonly formula: KnownFormula
  readonly isReadOnly: boolean
  readonly onChange: (text: string) => void
}

/** A formula as text or as blocks; both write the same text. */
export function FormulaEditor({ formula, isReadOnly, onChange }: FormulaEditorProps) {
  const [view, setView] = useState<'text' | 'blocks'>('text')
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <SegmentedControl
        aria-label={texts.metric.view}
        selectedKey={view}
        onSelectionChange={(key) => setView(key === 'blocks' ? 'blocks' : 'text')}
        styles={style({ width: 'fit' })}
      >
        <SegmentedControlItem id="text">{texts.metric.views.text}</SegmentedControlItem>
        <SegmentedControlItem id="blocks">{texts.metric.views.blocks}</SegmentedControlItem>
      </SegmentedControl>
      {view === 'text' ? (
        <FormulaField
          value={formula.text}
          words={formula.words}
          isReadOnly={isReadOnly}
          fault={formula.fault}
          onChange={onChange}
        />
      ) : (
        <BlocksField formula={formula} onChange={onChange} />
      )}
    </div>
  )
}

function BlocksField({ formula, onChange }: Pick<FormulaEditorProps, 'formula' | 'onChange'>) {
  const { text, tree, fault, components, functions } = formula
  const isBlank = text.trim() === ''
  if (tree === undefined && !isBlank && fault !== null) {
    return <EmptyState title={texts.metric.blocks.unreadable}>{fault.message}</EmptyState>
  }
  if (components === undefined || (tree === undefined && !isBlank)) return <SkeletonRows />
  return (
    <>
      <FormulaBlocks
        tree={tree ?? null}
        components={components}
        functions={functions}
        onChange={(next) => onChange(printFormula(next))}
      />
      <span role="status" className={style({ font: 'ui-sm', color: 'negative' })}>
        {fault?.message}
      </span>
    </>
  )
}
