import { metricGroups } from '../../../components/component-groups.ts'
import { printItem } from '../../../components/item-text.ts'
import { texts } from '../../../texts/index.ts'
import { nameTouch } from '../../../visualizations/parts/touch-words.ts'
import { isTouch, type TouchSetting } from '../../../visualizations/read-settings.ts'
import type { AskedData } from '../asked-data.ts'
import { matching, type Slot, type SlotGroup, take } from './slot.ts'

const t = texts.ask.slots

/** Something that people do: an event with a metric, or with an item of a dimension. */
export const eventSlot = (label: string): Slot<TouchSetting> => ({
  label,
  read: (stored) => (isTouch(stored) ? stored : undefined),
  print: printEvent,
  groups: eventGroups,
  ofItem: (dimension, item) => ({ dimension, item }),
})

const isAnything = (touch: TouchSetting) => 'metric' in touch && touch.metric === 'events'

function printEvent(touch: TouchSetting, { context }: AskedData): string {
  if (isAnything(touch)) return t.anything
  if ('metric' in touch) return nameTouch(touch, context.components)
  return printItem(touch.item, touch.dimension)
}

function eventGroups(
  { context, facts }: AskedData,
  text: string,
): readonly SlotGroup<TouchSetting>[] {
  const metrics = metricGroups(context.components).filter(
    ({ name }) => name !== texts.components.calculatedMetrics,
  )
  const anything = {
    name: t.anyEvent,
    choices: [take<TouchSetting>({ metric: 'events' }, t.anything)],
  }
  const items = {
    name: t.itemsOf,
    choices: facts.dimensions.map(({ id, name }) => ({
      name: t.itemOf(name),
      takes: { further: { kind: 'items' as const, dimension: id } },
    })),
  }
  const own = metrics.map(({ name, choices }) => ({
    name,
    choices: choices
      .filter(({ id }) => id !== 'events')
      .map(({ id, name: own, description }) =>
        take<TouchSetting>({ metric: id }, own, description),
      ),
  }))
  return matching([anything, ...own.slice(0, 1), items, ...own.slice(1)], text)
}
