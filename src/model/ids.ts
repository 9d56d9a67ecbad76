import { z } from 'zod'
import { folderPattern, LONGEST_FOLDER } from './folders.ts'
import { LONGEST_ID, proposeId } from './propose-id.ts'

/** The id of a definition or component. */
export const id = z
  .string()
  .max(LONGEST_ID, {
    error: ({ input }) => `an id has at most ${LONGEST_ID} letters${propose(input)}`,
  })
  .regex(/^[a-z0-9][a-z0-9_-]*$/, {
    error: ({ input }) =>
      `an id is made of a-z, 0-9, _ and -, and starts with a letter or digit${propose(input)}`,
  })
  .meta({ description: 'a-z, 0-9, _ and -' })

function propose(text: unknown): string {
  const proposed = typeof text === 'string' ? proposeId(text) : undefined
  return proposed === undefined ? '' : `: ${proposed} is one`
}

/** A data view by its id, or by its external one. */
export const dataViewRef = z.string().min(1).meta({ description: 'its id or external id' })

/**
 * A reference to a component: an id, or a field's path where a standard or plain field is meant
 * (`products.name`).
 */
export const componentId = z.string().min(1)

/** A field's path: `page`, `products.sku` (a list's child), `crm.country` (a profile or lookup field). */
export const fieldPath = z.string().min(1)

/** What people read something by. */
export const name = z.string().max(500)
export const description = z.string().max(100_000)

/** What every definition may say about itself. */
export const about = {
  name: name.optional(),
  description: description.optional(),
  tags: z.array(z.string().max(64)).max(100).optional(),
}

/** Where a component stands among others; what starts with the same names is within the same folders. */
export const folder = z
  .string()
  .max(LONGEST_FOLDER)
  .regex(
    folderPattern,
    'a folder is up to ten names with / between them, without blanks around them',
  )
  .meta({ description: 'names with / between them: Marketing/Paid' })

/** What every component may say about itself. */
export const aboutComponent = { ...about, folder: folder.optional() }

/** Whom to ask about something. */
export const owner = z.string().min(1).max(255).meta({ description: 'whom to ask about it' })
