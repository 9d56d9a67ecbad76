import { z } from 'zod'
import { annotationColors } from '../annotation-colors.ts'
import type { AnswerOf } from './answer.ts'

/** An annotation with its place in the intervals of a data view. */
export const shownAnnotation = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    color: z.enum(annotationColors),
    hasTime: z.boolean().meta({ description: 'false: it has days only' }),
    components: z.array(z.string()),
    segments: z.array(z.string()),
    first: z
      .record(z.string(), z.string())
      .meta({ description: 'the item in which it begins, by time dimension' }),
    last: z
      .record(z.string(), z.string())
      .meta({ description: 'the item in which it ends, by time dimension' }),
  })
  .meta({ id: 'ShownAnnotation' })

export type ShownAnnotation = AnswerOf<typeof shownAnnotation>
