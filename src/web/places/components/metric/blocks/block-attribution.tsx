import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { DialogTrigger } from '@react-spectrum/s2/Dialog'
import { Popover } from '@react-spectrum/s2/Popover'
import type { FormulaMetric } from '../../../../../model/formula.ts'
import { getOwn } from '../../../../../model/own.ts'
import { AttributionFields } from '../../../../components/attribution-fields.tsx'
import { Controls } from '../../../../components/controls.tsx'
import { texts } from '../../../../texts/index.ts'

type Attribution = FormulaMetric['attribution']

interface BlockAttributionProps {
  readonly value: Attribution
  readonly onChange: (attribution: Attribution) => void
}

const t = texts.metric.blocks

/** How the credit of a metric is spread within a formula: said on a button, changed in what it opens. */
export const BlockAttribution = ({ value, onChange }: BlockAttributionProps) => (
  <DialogTrigger>
    <ActionButton size="XS" isQuiet={value === undefined}>
      {value === undefined
        ? t.addAttribution
        : t.attribution(getOwn<string>(texts.freeform.models, value.model) ?? value.model)}
    </ActionButton>
    <Popover aria-label={texts.freeform.attribution}>
      <Controls>
        <AttributionFields value={value} onChange={(next) => onChange(next as Attribution)} />
      </Controls>
    </Popover>
  </DialogTrigger>
)
