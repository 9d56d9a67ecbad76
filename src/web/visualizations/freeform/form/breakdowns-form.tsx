import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { NumberField } from '@react-spectrum/s2/NumberField'
import Close from '@react-spectrum/s2/icons/Close'
import { printItem } from '../../../components/item-text.ts'
import { findName } from '../../../components/component-groups.ts'
import { texts } from '../../../texts/index.ts'
import type { PanelContext, SettingsProps } from '../../visualization.ts'
import { changeBreakdown, withoutBreakdown } from '../edit-settings.ts'
import { nameOfRange, nameOfRows } from '../grid-heads.ts'
import { nameOfRef } from '../row-keys.ts'
import type { Breakdown, FreeformSettings, RowKey } from '../settings.ts'

/** How many rows each breakdown shows, and which there are. */
export function BreakdownsForm({ settings, onChange, context }: SettingsProps<FreeformSettings>) {
  return settings.breakdowns.map((breakdown, index) => {
    const name = nameOfBreakdown(breakdown, settings, context)
    return (
      <div key={index} style={{ display: 'flex', alignItems: 'end', gap: 4 }}>
        <NumberField
          label={name}
          size="S"
          minValue={1}
          maxValue={50_000}
          value={breakdown.limit}
          onChange={(limit) =>
            Number.isFinite(limit) &&
            onChange(changeBreakdown(settings, breakdown, (each) => ({ ...each, limit })))
          }
        />
        <ActionButton
          size="S"
          isQuiet
          aria-label={`${texts.freeform.remove}: ${name}`}
          onPress={() =>
            onChange(withoutBreakdown(settings, breakdown.parents, breakdown.positions ?? []))
          }
        >
          <Close />
        </ActionButton>
      </div>
    )
  })
}

function nameOfBreakdown(
  { parents, positions, by }: Breakdown,
  settings: FreeformSettings,
  context: PanelContext,
): string {
  const of =
    positions === undefined
      ? parents.map((key) => nameOfKey(key, context)).join(' › ')
      : positions.map((at) => texts.freeform.position(String(at + 1))).join(' › ')
  return texts.freeform.breakdownOf(of, nameOfRows({ ...settings, rows: by }, context))
}

function nameOfKey(key: RowKey, context: PanelContext): string {
  if ('metric' in key) return findName(context.components, key.metric)
  if ('segment' in key) return nameOfRef(key.segment, context.components)
  if ('dateRange' in key) return nameOfRange(key.dateRange, context)
  return key.items.map(({ dimension, item }) => printItem(item, dimension)).join(', ')
}
