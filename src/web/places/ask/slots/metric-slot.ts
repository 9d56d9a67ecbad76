import { findName, metricGroups } from '../../../components/component-groups.ts'
import { texts } from '../../../texts/index.ts'
import { matching, type Slot, take } from './slot.ts'

interface MetricSlotOptions {
  /** Only metrics of the data, no calculated ones. */
  readonly isPlain?: boolean
}

export const metricSlot = (
  label: string,
  { isPlain = false }: MetricSlotOptions = {},
): Slot<string> => ({
  label,
  read: (stored) => (typeof stored === 'string' ? stored : undefined),
  print: (id, { context }) => findName(context.components, id),
  groups: ({ context }, text) =>
    matching(
      metricGroups(context.components)
        .filter(({ name }) => !isPlain || name !== texts.components.calculatedMetrics)
        .map(({ name, choices }) => ({
          name,
          choices: choices.map((each) => take(each.id, each.name, each.description)),
        })),
      text,
    ),
})
