import { z } from 'zod'
import { item } from '../result.ts'
import type { AnswerOf } from './answer.ts'
import { extent, segmentPreview } from './previews.ts'

const rulePath = z
  .array(z.union([z.string(), z.number()]))
  .meta({ description: 'into the definition, as ["where", "and", 0]; also to a limit of a step' })

const rule = z.strictObject({ path: rulePath, words: z.string() })

const tellingEvent = z.strictObject({
  time: z.string().meta({ description: 'UTC, with milliseconds' }),
  localTime: z.string().meta({ description: 'in the data view’s time zone' }),
  dataset: z.string(),
  dimensions: z
    .record(z.string(), z.union([item, z.array(item)]))
    .meta({ description: 'those that the segment speaks of' }),
  metrics: z.record(z.string(), z.number()),
  rules: z.array(rulePath).meta({ description: 'the conditions that it fulfils' }),
})

const told = {
  person: z.string(),
  events: z.array(tellingEvent).meta({ description: 'at most five, in their order' }),
  eventCount: z.number().meta({ description: 'all that fulfil a condition' }),
}

/** What each condition of a segment keeps by itself, who qualifies, and who just misses it. */
export const segmentRules = z
  .strictObject({
    words: z.string().meta({ description: 'the segment in words' }),
    ...segmentPreview.shape,
    rules: z.array(rule.extend(extent.shape)).meta({
      description: 'each condition alone, in its container; before those that stand inside it',
    }),
    left: z.array(rule.extend({ people: z.number() })).meta({
      description: 'people who are left after each of the outermost conditions or steps',
    }),
    qualifying: z.array(z.strictObject(told)).meta({
      description: 'at most five people, with the events that make them qualify',
    }),
    missing: z.strictObject({
      conditions: z.number().meta({
        description:
          'how many conditions these people fail, at most three; 0 where there is nobody',
      }),
      count: z.number().meta({ description: 'of all people who fail so few' }),
      people: z
        .array(
          z.strictObject({
            ...told,
            ways: z.array(z.array(rule)).meta({
              description:
                'conditions without which the person would qualify, in one way or another',
            }),
          }),
        )
        .meta({
          description: 'at most five; their events fulfil what is left without the first way',
        }),
    }),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'SegmentRules' })

export type SegmentRules = AnswerOf<typeof segmentRules>
export type TellingEvent = AnswerOf<typeof tellingEvent>
export type RuleInWords = AnswerOf<typeof rule>
