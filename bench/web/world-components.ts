/** What the pages of a world are made of: ids of components, and the names that its rail has for them. */
export interface WorldComponents {
  readonly dataView: string
  /** The dimension of the table that is dragged onto. */
  readonly rows: string
  /** The dimension of the longest table. */
  readonly longest: string
  readonly dimensions: readonly [string, string, string]
  readonly metric: string
  readonly otherMetric: string
  /** A dimension and its items that follow each other. */
  readonly path: { readonly dimension: string; readonly items: readonly string[] }
  /** Dragged into the rows one after the other. */
  readonly dragged: readonly string[]
  /** Dragged beside the columns. */
  readonly draggedMetrics: readonly string[]
  /** What is typed into the rail, a rule and a formula. */
  readonly typed: { readonly rail: string; readonly rule: string; readonly formula: string }
}

export const demo: WorldComponents = {
  dataView: 'harbor-and-pine',
  rows: 'page',
  longest: 'cookie',
  dimensions: ['channel-touch', 'device', 'event'],
  metric: 'orders',
  otherMetric: 'revenue',
  path: { dimension: 'page-type', items: ['home', 'product', 'cart'] },
  dragged: ['Page type', 'Screen', 'Event', 'Interaction', 'Store', 'Tool'],
  draggedMetrics: ['Revenue', 'Orders'],
  typed: { rail: 'marketing channel', rule: 'device', formula: 'orders / sessions' },
}

export const large: WorldComponents = {
  dataView: 'bench',
  rows: 'page',
  longest: 'item',
  dimensions: ['channel', 'device', 'event'],
  metric: 'orders',
  otherMetric: 'revenue',
  path: { dimension: 'event', items: ['page_view', 'add_to_cart', 'purchase'] },
  dragged: ['event', 'channel', 'campaign', 'device', 'country', 'product'],
  draggedMetrics: ['orders', 'revenue'],
  typed: { rail: 'channel kept', rule: 'device', formula: 'orders / sessions' },
}
