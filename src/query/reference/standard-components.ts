import { standardDimensions } from '../standard/dimensions.ts'
import { standardMetrics } from '../standard/metrics.ts'
import { describeRegistry, type Section } from './section.ts'

export const standardDimensionSection: Section = {
  id: 'standard-dimensions',
  label: 'Standard dimensions',
  description: 'Dimensions that every data view has.',
  entries: () => describeRegistry(standardDimensions),
}

export const standardMetricSection: Section = {
  id: 'standard-metrics',
  label: 'Standard metrics',
  description: 'Metrics that every data view has.',
  entries: () => describeRegistry(standardMetrics),
}
