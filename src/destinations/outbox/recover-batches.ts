import type { Delivery } from './delivery.ts'
import { join, parseIdentities, printIdentities } from './identities.ts'
import type { Plan } from './plan.ts'
import { settlePlans } from './settle-plans.ts'

/** After a crash: of each batch that was under way it is not known whether it was taken. */
export async function recoverBatches(delivery: Delivery): Promise<void> {
  const { store, destination } = delivery
  for (const { batch, items } of await store.readOpenBatches(destination.id)) {
    const persons = items.map(({ person }) => person)
    const known = await store.readRows(
      { destination: destination.id, audience: batch.audience },
      persons,
    )
    const sent = new Map(items.map((item) => [item.person, item]))
    const waiting = known.filter(({ state }) => state === 'waiting')
    const plans = waiting.map((row): Plan => {
      const identities = parseIdentities(sent.get(row.person)!.identities)
      const all = join(parseIdentities(row.identities), identities)
      const { tries, dueAt, state } = row
      const unsure = { confirmed: 'unsure', identities: printIdentities(all) } as const
      const isOfEvents = destination.mode === 'event'
      return { row, next: { ...(!isOfEvents && unsure), state, tries, dueAt } }
    })
    await settlePlans(delivery, batch.audience, plans, [
      { ...batch, problem: 'the server ended before it was answered', isOpen: false },
      {
        persons: items.map(({ person, epoch }) => [person, epoch]),
        rejected: [],
        unanswered: [],
      },
    ])
  }
}
