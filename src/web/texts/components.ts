export const components = {
  dimension: 'Dimension',
  dimensions: 'Dimensions',
  standardDimensions: 'Standard dimensions',
  metrics: 'Metrics',
  calculatedMetrics: 'Calculated metrics',
  standardMetrics: 'Standard metrics',
  segments: 'Segments',
  addSegment: 'Add a segment',
  searchItems: 'Search items',
  search: 'Search components',
  list: 'Components',
}
