import { storeChoice } from './stored-choice.ts'

/** Light, dark, or what the system says. */
export const colorScheme = storeChoice('color-scheme', ['system', 'light', 'dark'])

export type ColorScheme = (typeof colorScheme.choices)[number]
