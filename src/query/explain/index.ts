import type { ReportKind } from '../../model/requests/index.ts'
import type { Behind } from './behind.ts'
import { behindCanvasNode } from './canvas.ts'
import { behindCohortCell } from './cohort.ts'
import { behindStep } from './fallout.ts'
import { behindFlowNode } from './flow.ts'
import { behindCell } from './freeform.ts'

/** Kinds of reports whose numbers can be explained. */
export const numbersBehind: { readonly [K in ReportKind]?: Behind<K> } = {
  freeform: behindCell,
  fallout: behindStep,
  flow: behindFlowNode,
  cohort: behindCohortCell,
  canvas: behindCanvasNode,
}
