/** The colours of the categorical palette, in its order. */
export const annotationColors = [
  'blue',
  'orange',
  'green',
  'purple',
  'sky',
  'ochre',
  'violet',
  'gray',
] as const

export type AnnotationColor = (typeof annotationColors)[number]
