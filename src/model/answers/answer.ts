import { z } from 'zod'

/** What a schema describes, as those who read or make an answer see it: nobody changes it. */
export type AnswerOf<S extends z.ZodType> = Immutable<z.output<S>>

export type Immutable<T> = T extends object ? { readonly [K in keyof T]: Immutable<T[K]> } : T

/** An instant in UTC milliseconds. */
export const instant = z.number().meta({ description: 'UTC milliseconds' })

/** Between 0 and 1. */
export const share = z.number().meta({ description: 'between 0 and 1' })

/** How many rows, by a word such as the reason why they were put aside. */
export const counts = z.record(z.string(), z.number())
