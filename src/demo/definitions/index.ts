import { demoComponents } from './components.ts'
import { demoConnection } from './connection.ts'
import { demoDataView } from './data-view.ts'
import { demoDatasets } from './datasets.ts'

const { spaces, connection } = demoConnection({ isStitched: true })

/** What is made of the datasets: one journey per person, and what is asked of it. */
export const demoModel: readonly object[] = [...spaces, connection, demoDataView, ...demoComponents]

/** Everything that the demo company is made of but its rows, in the order of what needs what. */
export const demoDefinitions: readonly object[] = [...demoDatasets, ...demoModel]
