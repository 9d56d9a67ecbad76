import { estimateLift } from '../../../statistics/experiment.ts'
import { metric, type TableFunctionDefinition } from './parts/definition.ts'
import { againstControl, control, firstIsControl, units } from './parts/experiment.ts'

export const lift: TableFunctionDefinition = {
  kind: 'table',
  label: 'Lift',
  description: 'How much the mean per unit lies above the control’s, as a share of it.',
  arguments: [metric, units, control],
  dependsOnOrder: firstIsControl,
  table: againstControl(estimateLift),
  examples: [
    {
      args: [
        [100, 130],
        [1000, 1000],
      ],
      result: [null, 0.3],
      tolerance: 1e-9,
    },
    {
      args: [
        [100, 130],
        [1000, 1000],
        [0, 5],
      ],
      result: [100 / 130 - 1, null],
      tolerance: 1e-9,
    },
  ],
}
