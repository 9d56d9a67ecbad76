/** The kinds of definitions in the order a user meets them. */
export const definitionKindNames = [
  'dataset',
  'identity-space',
  'source',
  'connection',
  'shared-component',
  'data-view',
  'segment',
  'calculated-metric',
  'date-range',
  'annotation',
  'project',
  'audience',
  'destination',
  'alert',
  'schedule',
  'policy',
] as const

export type DefinitionKind = (typeof definitionKindNames)[number]
