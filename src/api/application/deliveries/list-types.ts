import { z } from 'zod'
import { destinationTypes } from '../../../destinations/index.ts'
import type { DestinationTypeEntry } from '../../../model/answers/destinations.ts'

/** The types of destinations in the order in which they are shown. */
export const listDestinationTypes = (): readonly DestinationTypeEntry[] =>
  Object.entries(destinationTypes).map(([id, type]) => ({
    id,
    label: type.label,
    description: type.description,
    settings: z.toJSONSchema(type.settings, { io: 'input', unrepresentable: 'any' }),
    secrets: type.secrets.map(({ hasLines = false, ...secret }) => ({ ...secret, hasLines })),
    takes: type.takes ?? null,
    does: type.does ?? [],
    takesProfileChanges: type.takesProfileChanges === true,
    takesNotices: type.takesNotices === true,
    isRunAgainstVendor: type.isRunAgainstVendor,
    example: { ...type.example.settings },
  }))
