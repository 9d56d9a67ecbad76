import { anytimePValue } from '../../../statistics/experiment.ts'
import { metric, type TableFunctionDefinition } from './parts/definition.ts'
import { againstControl, control, firstIsControl, units } from './parts/experiment.ts'

export const confidence: TableFunctionDefinition = {
  kind: 'table',
  label: 'Confidence',
  description: 'Anytime-valid confidence that the mean per unit differs from the control’s.',
  arguments: [metric, units, control],
  needsSquares: true,
  dependsOnOrder: firstIsControl,
  table: againstControl((variant, base) => 1 - anytimePValue(variant, base)),
  examples: [
    { args: [[100, 130], [1000, 1000], 1, [100, 130]], result: [null, 0.5392835146115385] },
    { args: [[100, 100], [1000, 1000], 1, [100, 130]], result: [null, 0] },
  ],
}
