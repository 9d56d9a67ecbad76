import { z } from 'zod'
import { id } from '../ids.ts'
import type { Reference } from './reference.ts'

/** Whom an alert or a schedule tells. */
export const toldFields = {
  emails: z.array(z.email().max(320)).max(50).default([]).meta({
    description: 'addresses that get a message over the mail server of the server’s settings',
  }),
  destinations: z.array(id).max(20).default([]).meta({
    description: 'destinations of a type that takes notices: webhook, email',
  }),
}

export const toldReferences = ({
  destinations,
}: {
  readonly destinations: readonly string[]
}): readonly Reference[] =>
  destinations.map((id, index) => ({ kind: 'destination', id, path: ['destinations', index] }))
