/**
 * What every event has besides its fields, as columns and dictionaries of a journey are called. With
 * the space in front they stay apart from fields that are called `person`, `time`, `dataset`, `batch` or `namespace`.
 */
export const ownColumns = {
  person: ' person',
  time: ' time',
  dataset: ' dataset',
  batch: ' batch',
  namespace: ' namespace',
} as const
