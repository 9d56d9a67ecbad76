import type { Dictionary } from '../model/dictionary.ts'

/** Who was in an audience after its last run, by codes. */
export interface RememberedMembers {
  readonly run: string
  readonly dictionary: Dictionary
  readonly codes: Float64Array
  readonly heldOut: number
}

/** What a process knows of who is in audiences, so that it need not read them. */
export interface MemberMemory {
  /** As of a run; undefined where that is not known, or codes have another meaning by now. */
  recall(
    audience: string,
    run: string | null,
    dictionary: Dictionary,
  ): RememberedMembers | undefined
  remember(audience: string, members: RememberedMembers): void
  forget(audience: string): void
}

/** Members of all audiences; of more those go that were remembered longest ago. */
const MOST_MEMBERS = 20_000_000

export function openMemberMemory(): MemberMemory {
  const known = new Map<string, RememberedMembers>()
  const countAll = () => [...known.values()].reduce((sum, { codes }) => sum + codes.length, 0)
  return {
    recall(audience, run, dictionary) {
      const found = known.get(audience)
      if (found === undefined || found.run !== run) return undefined
      return found.dictionary.sharesCodesWith(dictionary) ? found : undefined
    },
    remember(audience, members) {
      known.delete(audience)
      known.set(audience, members)
      while (countAll() > MOST_MEMBERS) known.delete(known.keys().next().value!)
    },
    forget: (audience) => void known.delete(audience),
  }
}
