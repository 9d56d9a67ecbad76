import { z } from 'zod'
import { instantSchema } from '../date-ranges.ts'
import { annotationColors } from '../annotation-colors.ts'
import { aboutComponent, componentId, id, owner } from '../ids.ts'
import type { Reference } from './reference.ts'

/** Something that happened, told beside the numbers of its time. */
export const annotation = z.strictObject({
  kind: z.literal('annotation'),
  id,
  ...aboutComponent,
  owner: owner.optional(),
  dataView: id.optional().meta({ description: 'every data view when left out' }),
  start: instantSchema,
  end: instantSchema.optional().meta({
    description: 'not included; without it a date is its whole day, and a time that moment',
  }),
  color: z.enum(annotationColors).default('orange'),
  components: z.array(componentId).max(100).default([]).meta({
    description: 'shown only where one of these is asked for; wherever when empty',
  }),
  segments: z.array(id).max(100).default([]).meta({
    description: 'shown only where one of these is applied or compared; wherever when empty',
  }),
})

export type Annotation = z.infer<typeof annotation>

export const annotationReferences = ({
  dataView,
  components,
  segments,
}: Annotation): readonly Reference[] => [
  ...(dataView === undefined
    ? []
    : [{ kind: 'data-view' as const, id: dataView, path: ['dataView'] }]),
  ...components.map(
    (component, index): Reference => ({
      kind: 'calculated-metric',
      id: component,
      path: ['components', index],
      optional: true,
    }),
  ),
  ...segments.map((segment, index) => ({
    kind: 'segment' as const,
    id: segment,
    path: ['segments', index],
  })),
]
