import { readEngineCode } from '../../../lake/lake-error.ts'
import { ThroughlineError } from '../../../model/errors.ts'

/** What ClickHouse says of databases that it asks: codes of its errors. */
const problems: Readonly<Record<number, string>> = {
  60: 'there is none of this name',
  81: 'there is no database of this name',
  198: 'its host is not known',
  209: 'its database does not answer in time',
  210: 'its database cannot be reached',
  279: 'its database cannot be reached, or refuses the user, password or database of the address',
  501: 'its database cannot be reached, or refuses the user, password or database of the address',
  614: 'its database cannot be reached, or refuses the user, password or database of the address',
  1000: 'its database cannot be reached, or refuses the user, password or database of the address',
  1001: 'its database cannot be reached, or refuses the user, password or database of the address',
  1002: 'its database cannot be reached, or refuses the user, password or database of the address',
}

/** What another database answers is for who named it: the rest is ours. Errors: source/unreadable-table. */
export async function askingTable<T>(table: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const reason = problems[readEngineCode(error) ?? -1]
    if (reason === undefined) throw error
    throw new ThroughlineError('source/unreadable-table', { reason: `${table}: ${reason}` })
  }
}
