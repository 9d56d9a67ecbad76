import { z } from 'zod'
import { about, id } from '../ids.ts'
import { timeZone } from '../time-zone.ts'
import { expires } from './expires.ts'
import type { Reference } from './reference.ts'
import { toldFields, toldReferences } from './told.ts'

/** How tables are sent: in the message itself, each as a file, or all as one file. */
export const scheduleFormats = ['html', 'csv', 'pdf'] as const

/** Sends a project by a calendar. semantics §10.3 */
export const schedule = z
  .strictObject({
    kind: z.literal('schedule'),
    id,
    ...about,
    owner: z.string().min(1).max(255).optional().meta({ description: 'whom to ask about it' }),
    project: id,
    visualizations: z.array(id).max(100).default([]).meta({
      description: 'whose tables are sent, by their ids; all of the project when empty',
    }),
    formats: z.array(z.enum(scheduleFormats)).min(1).max(3).default(['html', 'csv']).meta({
      description:
        'html: a summary in the message; csv: every row of each table; pdf: the summary as a file',
    }),
    text: z.string().max(10_000).optional().meta({ description: 'words in front of the tables' }),
    cron: z.string().min(1).max(100).meta({ description: 'such as "0 7 * * 1", by minutes' }),
    timeZone: timeZone.optional().meta({
      description: 'of the calendar; that of the project’s data view when left out',
    }),
    ...toldFields,
    expires: expires.optional().meta({ description: 'a day begins in the calendar’s zone' }),
    paused: z.boolean().default(false).meta({ description: 'whether nothing is sent by itself' }),
  })
  .refine(({ emails, destinations }) => emails.length + destinations.length > 0, {
    message: 'say who gets it: give an e-mail address or a destination',
    path: ['emails'],
  })

export type Schedule = z.infer<typeof schedule>
export type ScheduleFormat = (typeof scheduleFormats)[number]

export const scheduleReferences = (definition: Schedule): readonly Reference[] => [
  { kind: 'project', id: definition.project, path: ['project'] },
  ...toldReferences(definition),
]
