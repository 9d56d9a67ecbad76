import { z } from 'zod'
import { type AnswerOf, share } from './answer.ts'
import { change } from './definitions.ts'
import { importOutcome } from './imports.ts'

/** What was made of the demo company. */
export const demoOutcome = z
  .strictObject({
    imported: z.array(importOutcome),
    changes: z.array(change),
    truth: z
      .record(z.string(), z.unknown())
      .meta({ description: 'what can be found in the data: the file truth.json' }),
  })
  .meta({ id: 'DemoOutcome' })

export const demoProgress = z
  .strictObject({ share, words: z.string() })
  .meta({ id: 'DemoProgress' })

export type DemoOutcome = AnswerOf<typeof demoOutcome>
export type DemoProgress = AnswerOf<typeof demoProgress>
