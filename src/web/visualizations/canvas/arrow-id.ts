import type { Arrow } from './canvas-settings.ts'

export const arrowId = ([from, to]: Arrow): string => `arrow ${from} ${to}`
