import { letOthersIn } from '../model/let-others-in.ts'
import type { AudienceStore } from '../store/index.ts'
import { readMembers } from './difference.ts'
import type { AudienceEvaluation, EvaluatedPerson } from './evaluate.ts'
import type { Moves } from './moves.ts'
import { sortPersons } from './sort-persons.ts'

/** Persons whose owners are asked for at once. */
const AT_ONCE = 1000

/** Who is in an audience that somebody else keeps: those who are stored, by the ids that they go by now. */
export async function evaluateImported(
  store: AudienceStore,
  moves: Moves,
  audience: string,
): Promise<AudienceEvaluation> {
  const persons: EvaluatedPerson[] = []
  let some: string[] = []
  const name = async () => {
    const owners = await moves.after(some)
    persons.push(...some.map((person) => ({ person: owners.get(person) ?? person })))
    some = []
    await letOthersIn()
  }
  for await (const { person } of readMembers(store, audience, true)) {
    some.push(person)
    if (some.length >= AT_ONCE) await name()
  }
  await name()
  const sorted = await sortPersons(persons)
  return {
    dataVersion: null,
    window: null,
    warnings: [],
    coded: null,
    persons: async () => sorted,
  }
}
