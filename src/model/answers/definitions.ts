import { z } from 'zod'
import { definitionKindNames } from '../definitions/kind.ts'
import type { AnswerOf } from './answer.ts'
import { refreshOutcome } from './connections.ts'

const kind = z.enum(definitionKindNames)

/** A definition as it was written: what has a default may be missing. */
export const definitionDocument = z.looseObject({ kind, id: z.string() }).meta({ id: 'Definition' })

/** A definition among all of its kind: the document, and what the store knows of it. */
export const listedDefinition = z
  .looseObject({ kind, id: z.string(), version: z.number(), updatedAt: z.iso.datetime() })
  .meta({ id: 'ListedDefinition' })

/** One mention of a definition in another one. */
export const definitionUser = z
  .strictObject({ kind: z.string(), id: z.string(), path: z.string() })
  .meta({ id: 'DefinitionUser' })

/** One earlier or current version. */
export const definitionVersion = z
  .strictObject({
    version: z.number(),
    document: z.unknown().meta({ description: 'null where the definition was removed' }),
    writtenAt: z.iso.datetime(),
  })
  .meta({ id: 'DefinitionVersion' })

/** A labelled field that a definition reads. */
export const fieldUse = z
  .strictObject({
    dataset: z.string(),
    field: z.string(),
    labels: z.array(z.string()),
    through: z.array(z.string()).meta({ description: 'such as segment buyers, dimension email' }),
  })
  .meta({ id: 'FieldUse' })

/** What of a data view reads labelled fields. */
export const labelledComponent = z
  .strictObject({
    kind: z.enum(['dimension', 'metric', 'calculated-metric', 'segment', 'field']),
    id: z.string().meta({ description: 'of a field its path in the connection' }),
    uses: z.array(fieldUse).meta({ description: 'through what lies between it and the field' }),
  })
  .meta({ id: 'LabelledComponent' })

export const change = z.strictObject({
  kind,
  id: z.string(),
  version: z.number(),
  change: z.enum(['created', 'updated', 'unchanged']),
})

/** What applying definitions changed. */
export const applied = z
  .strictObject({
    changes: z.array(change),
    refreshed: z.array(refreshOutcome).meta({ description: 'connections that this concerns' }),
  })
  .meta({ id: 'Applied' })

const definitionKey = z.strictObject({ kind, id: z.string() })

/** What merging a definition into another has changed. */
export const mergedDefinition = z
  .strictObject({
    replaced: z.array(definitionKey).meta({ description: 'what refers to the other one now' }),
    mentionedBy: z.array(definitionKey).meta({
      description: 'projects that name it within visualizations, where nothing is changed',
    }),
    isRemoved: z.boolean().meta({ description: 'it stays as long as it is mentioned' }),
  })
  .meta({ id: 'MergedDefinition' })

export type LabelledComponent = AnswerOf<typeof labelledComponent>
export type FieldUse = AnswerOf<typeof fieldUse>
export type MergedDefinition = AnswerOf<typeof mergedDefinition>
export type DefinitionDocument = AnswerOf<typeof definitionDocument>
export type ListedDefinition = AnswerOf<typeof listedDefinition>
export type DefinitionUser = AnswerOf<typeof definitionUser>
export type DefinitionVersion = AnswerOf<typeof definitionVersion>
export type Change = AnswerOf<typeof change>
export type Applied = AnswerOf<typeof applied>
