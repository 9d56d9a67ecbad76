import type { Question } from '../question.ts'
import { attribution } from './attribution.ts'
import { engagement } from './engagement.ts'
import { firstUseImpact } from './first-use-impact.ts'
import { frequency } from './frequency.ts'
import { funnel } from './funnel.ts'
import { growth } from './growth.ts'
import { paths } from './paths.ts'
import { releaseImpact } from './release-impact.ts'
import { retention } from './retention.ts'
import { trend } from './trend.ts'

/** Every question in the order of the page. */
export const questions: readonly Question[] = [
  funnel,
  trend,
  retention,
  growth,
  engagement,
  frequency,
  releaseImpact,
  firstUseImpact,
  paths,
  attribution,
]
