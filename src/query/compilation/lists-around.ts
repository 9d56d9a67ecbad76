import type { Compilation } from './compilation.ts'

/** The lists that a list lies in, the nearest first. */
export function findListsAround(
  { schema }: Pick<Compilation, 'schema'>,
  list: string,
): readonly string[] {
  const lists = new Set(schema.fields.flatMap((field) => field.list ?? []))
  const around = [...lists].filter((each) => list.startsWith(`${each}.`))
  return around.sort((a, b) => b.length - a.length)
}
