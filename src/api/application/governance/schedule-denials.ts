import { describeDenial } from '../../../governance/index.ts'
import type { ScheduleDenial } from '../../../model/answers/schedules.ts'
import type { Schedule } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { listRecipients, type Recipient } from '../../../notices/index.ts'
import { listSent, nameSent, recipientKey } from '../../../schedules/tables.ts'
import type { Catalog } from '../catalog.ts'
import type { Connections } from '../connections.ts'
import type { Reports } from '../reports.ts'
import { withWholeRange } from '../whole-range.ts'
import { denyTelling, type ToldDenial } from './deny-telling.ts'
import { describeDenials, listRequestUses } from './governance.ts'
import { findScheduledProject } from './scheduled-project.ts'

interface Ground {
  readonly catalog: () => Promise<Catalog>
  readonly connections: Connections
  readonly reports: Pick<Reports, 'fieldsRead'>
}

type Request = Readonly<Record<string, unknown>>

/** What the policies have against sending each visualization of a schedule, by whom. Errors: definition/unknown-id. */
export async function listScheduleDenials(
  ground: Ground,
  schedule: Schedule,
): Promise<ScheduleDenial[]> {
  const catalog = await ground.catalog()
  const denials: ScheduleDenial[] = []
  for (const sent of listSent(findScheduledProject(catalog, schedule.project), schedule)) {
    const place = {
      visualization: sent.visualization.id ?? null,
      name: nameSent(sent),
      dataView: String(sent.request['dataView']),
    }
    const found = await denySent(ground, catalog, sent.request, listRecipients(schedule))
    denials.push(
      ...found.map(({ recipient, denial }) => ({
        ...recipient,
        ...place,
        ...denial,
        message: describeDenial(denial),
      })),
    )
  }
  return denials
}

/** From whom policies hold back what a request of a project is answered with, and why; by the keys of recipients. */
export async function findHeld(
  ground: Ground,
  request: Request,
  recipients: readonly Recipient[],
): Promise<ReadonlyMap<string, string>> {
  const all = await denySent(ground, await ground.catalog(), request, recipients)
  const keys = new Set(all.map(({ recipient }) => recipientKey(recipient)))
  const denialsOf = (key: string) =>
    all.flatMap(({ recipient, denial }) => (recipientKey(recipient) === key ? [denial] : []))
  return new Map([...keys].map((key) => [key, describeDenials(denialsOf(key))]))
}

/** Nothing where the request cannot be answered: then nothing of it goes out. */
async function denySent(
  ground: Ground,
  catalog: Catalog,
  request: Request,
  recipients: readonly Recipient[],
): Promise<readonly ToldDenial[]> {
  if (catalog.list('policy').length === 0) return []
  return denyTelling(catalog, recipients, await listUses(ground, catalog, request))
}

async function listUses(ground: Ground, catalog: Catalog, request: Request) {
  try {
    const reads = await ground.reports.fieldsRead(await withWholeRange(ground, request))
    return reads.flatMap((read) => listRequestUses(catalog, read))
  } catch (error) {
    if (error instanceof ThroughlineError) return []
    throw error
  }
}
