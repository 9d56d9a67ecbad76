import { sampleComponents } from './components.ts'
import { sampleDataView } from './data-view.ts'
import { sampleConnection, sampleDatasets } from './datasets.ts'

/** Everything that the sample is made of but its rows, in the order of what needs what. */
export const sampleDefinitions: readonly object[] = [
  ...sampleDatasets,
  sampleConnection,
  sampleDataView,
  ...sampleComponents,
]
