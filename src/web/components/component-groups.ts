import type { ComponentEntry, ComponentList } from '../../model/answers/data-views.ts'
import { listFolders, listPaths } from '../../model/folders.ts'
import { texts } from '../texts/index.ts'

interface Choice {
  readonly id: string
  readonly name: string
  readonly description?: string | undefined
  readonly folder?: string | undefined
}

export interface ChoiceGroup {
  readonly name: string
  readonly choices: readonly Choice[]
}

/** A group for what is in no folder, then one for each folder. */
export const splitByFolder = ({ name, choices }: ChoiceGroup): readonly ChoiceGroup[] => {
  const paths = listPaths(listFolders(choices))
  const inFolder = (path: string | undefined) => choices.filter(({ folder }) => folder === path)
  return filled([
    { name, choices: inFolder(undefined) },
    ...paths.map((path) => ({ name: texts.folders.within(name, path), choices: inFolder(path) })),
  ])
}

const isShown = ({ isHidden }: Pick<ComponentEntry, 'isHidden'>) => isHidden !== true

/** Dimensions in groups for a picker: the data’s own, then the standard ones. */
export const dimensionGroups = ({ dimensions }: ComponentList): readonly ChoiceGroup[] =>
  filled([
    {
      name: texts.components.dimensions,
      choices: dimensions.filter((d) => !d.isStandard && isShown(d)),
    },
    { name: texts.components.standardDimensions, choices: dimensions.filter((d) => d.isStandard) },
  ])

/** Metrics in groups: the data’s own, calculated, standard. */
export const metricGroups = (components: ComponentList): readonly ChoiceGroup[] =>
  filled([
    {
      name: texts.components.metrics,
      choices: components.metrics.filter((m) => !m.isStandard && isShown(m)),
    },
    { name: texts.components.calculatedMetrics, choices: components.calculatedMetrics },
    {
      name: texts.components.standardMetrics,
      choices: components.metrics.filter((m) => m.isStandard),
    },
  ])

const filled = (groups: readonly ChoiceGroup[]) =>
  groups.filter(({ choices }) => choices.length > 0)

/** A component's name; its id where it is not known. */
export function findName(components: ComponentList, id: string): string {
  const { dimensions, metrics, calculatedMetrics, segments } = components
  const all = [...dimensions, ...metrics, ...calculatedMetrics, ...segments]
  return all.find((component) => component.id === id)?.name ?? id
}

/** How the numbers of a metric are displayed, where it says so. */
export function findFormat({ metrics, calculatedMetrics }: ComponentList, id: string) {
  const format = [...metrics, ...calculatedMetrics].find((metric) => metric.id === id)?.format
  return format?.type === 'boolean' ? undefined : format
}
