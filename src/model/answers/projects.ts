import { z } from 'zod'
import { patch } from '../projects/patch.ts'
import { shownAnnotation } from './annotations.ts'
import { type AnswerOf, instant } from './answer.ts'
import { componentList } from './data-views.ts'

const isoInstant = z.string().meta({ description: 'ISO 8601, UTC' })
const revision = z.number().meta({ description: 'the version of the definition' })

const document = z
  .looseObject({ kind: z.literal('project'), id: z.string(), panels: z.array(z.looseObject({})) })
  .meta({ id: 'ProjectDocument' })

export const stepKinds = ['change', 'undo', 'redo', 'restore', 'files'] as const

/** One project among all, as the person who asks sees it. */
export const listedProject = z
  .strictObject({
    id: z.string(),
    name: z.string().nullable(),
    description: z.string().nullable(),
    tags: z.array(z.string()),
    owner: z.string().nullable(),
    dataView: z.string(),
    revision,
    changedAt: isoInstant,
    isStarred: z.boolean(),
    openedAt: isoInstant.nullable().meta({ description: 'when you opened it last' }),
  })
  .meta({ id: 'ListedProject' })

const takenBack = z
  .strictObject({ revision, note: z.string().nullable(), at: isoInstant })
  .nullable()

/** A project as it stands. */
export const projectState = z
  .strictObject({
    document,
    revision,
    changedAt: isoInstant,
    isStarred: z.boolean(),
    undo: takenBack.meta({ description: 'the step that would be undone' }),
    redo: takenBack.meta({ description: 'the undoing that would be taken back' }),
    nextNumber: z
      .number()
      .nullable()
      .meta({ description: 'of the next step of the client that asked' }),
  })
  .meta({ id: 'ProjectState' })

/** What became of a step. */
export const stepTaken = z
  .strictObject({
    revision,
    merged: z.boolean().meta({ description: 'steps of others came before it' }),
    document: document.optional().meta({
      description: 'as it is now, where it may be another than the patches make of the base',
    }),
  })
  .meta({ id: 'ProjectStepTaken' })

/** Something that was done to a project. */
export const projectStep = z
  .strictObject({
    revision,
    kind: z.enum(stepKinds).meta({ description: 'files: written as a definition' }),
    author: z.string(),
    client: z.string().nullable(),
    number: z.number().nullable(),
    target: z
      .number()
      .nullable()
      .meta({ description: 'the revision that an undo or redo takes back' }),
    isUndone: z.boolean(),
    at: isoInstant,
    note: z.string().nullable(),
    touched: z.array(z.string()).meta({ description: 'such as panels/sales, order/sales, name' }),
    patches: z.array(patch),
  })
  .meta({ id: 'ProjectStep' })

export const projectSteps = z.strictObject({
  rows: z.array(projectStep),
  next: z.number().nullable().meta({ description: 'to be given as `after` for the next page' }),
  isWhole: z.boolean().meta({
    description: 'false: steps behind `after` are no longer kept, read the project again',
  }),
})

/** A version that somebody gave a name. */
export const projectVersion = z
  .strictObject({
    number: z.number(),
    name: z.string(),
    revision,
    author: z.string(),
    at: isoInstant,
  })
  .meta({ id: 'ProjectVersion' })

export const projectVersionDocument = z
  .strictObject({ ...projectVersion.shape, document })
  .meta({ id: 'ProjectVersionDocument' })

/** What is different between two revisions, in words. */
export const projectDifferences = z.array(
  z
    .strictObject({
      panel: z.string().nullable().meta({ description: 'null of the project itself' }),
      title: z.string(),
      change: z.enum(['added', 'removed', 'changed', 'moved']),
      texts: z.array(z.string()),
    })
    .meta({ id: 'ProjectDifference' }),
)

const shareFields = {
  id: z.string(),
  name: z.string().nullable(),
  author: z.string(),
  createdAt: isoInstant,
  expiresAt: isoInstant.nullable(),
  allowsDates: z.boolean().meta({ description: 'whoever opens it may choose other dates' }),
}

/** A link that anyone can read a project by. */
export const projectShare = z.strictObject(shareFields).meta({ id: 'ProjectShare' })

export const projectShareMade = z
  .strictObject({ ...shareFields, token: z.string().meta({ description: 'shown now only' }) })
  .meta({ id: 'ProjectShareMade' })

/** A project as its link shows it. */
export const sharedProject = z
  .strictObject({
    document,
    revision,
    changedAt: isoInstant,
    allowsDates: z.boolean(),
    expiresAt: isoInstant.nullable(),
  })
  .meta({ id: 'SharedProject' })

/** What a shared project needs to know of a data view that it shows. */
export const sharedView = z
  .strictObject({
    name: z.string(),
    timeZone: z.string(),
    firstTime: instant.nullable(),
    lastTime: instant.nullable(),
    components: componentList.meta({
      description: 'those that the project names, and the standard ones',
    }),
    annotations: z
      .array(shownAnnotation)
      .meta({ description: 'those of all, and of what the project names' }),
  })
  .meta({ id: 'SharedView' })

export type StepKind = (typeof stepKinds)[number]
export type ListedProject = AnswerOf<typeof listedProject>
export type ProjectState = AnswerOf<typeof projectState>
export type StepTaken = AnswerOf<typeof stepTaken>
export type ProjectStep = AnswerOf<typeof projectStep>
export type ProjectSteps = AnswerOf<typeof projectSteps>
export type ProjectVersion = AnswerOf<typeof projectVersion>
export type ProjectVersionDocument = AnswerOf<typeof projectVersionDocument>
export type ProjectDifferences = AnswerOf<typeof projectDifferences>
export type ProjectShare = AnswerOf<typeof projectShare>
export type SharedProject = AnswerOf<typeof sharedProject>
export type SharedView = AnswerOf<typeof sharedView>
