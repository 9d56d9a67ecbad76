import type { ForgetReceipt } from '../../../model/answers/profiles.ts'
import type { Profiles } from '../profiles/profiles.ts'

interface Surroundings {
  readonly profiles: Profiles
}

/** What the store has of people beside definitions, each in its turn: to be called last. Can be repeated. */
export async function eraseStored(
  { profiles }: Surroundings,
  receipt: ForgetReceipt,
): Promise<void> {
  await profiles.erase(receipt)
}
