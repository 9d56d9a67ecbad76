import { buildSampleRequest } from '../../../alerts/index.ts'
import { describeDenial } from '../../../governance/index.ts'
import type { AlertDenial } from '../../../model/answers/alerts.ts'
import type { Alert } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { listRecipients, type Recipient } from '../../../notices/index.ts'
import { listFieldsRead } from '../../../query/fields-read.ts'
import { contextIn, type World } from '../checks/world.ts'
import { describeDenials, listRequestUses, refuseDenied } from './governance.ts'
import { denyTelling, type ToldDenial } from './deny-telling.ts'

/** What the policies have against telling people of what an alert finds, by whom it would tell. */
export async function listAlertDenials(world: World, alert: Alert): Promise<AlertDenial[]> {
  const denials = await denyAlert(world, alert, listRecipients(alert))
  return denials.map(({ recipient, denial }) => ({
    ...recipient,
    ...denial,
    message: describeDenial(denial),
  }))
}

/** Refuses an alert that tells somebody what policies do not allow. Errors: policy/denied, at the first whom it may not tell. */
export async function refuseTelling(world: World, alert: Alert): Promise<void> {
  const all = await denyAlert(world, alert, listRecipients(alert))
  const [first] = all
  if (first === undefined) return
  const { to, by } = first.recipient
  const list = by === 'email' ? 'emails' : 'destinations'
  try {
    refuseDenied(all.map(({ denial }) => denial))
  } catch (error) {
    throw error instanceof ThroughlineError ? error.at([list, alert[list].indexOf(to)]) : error
  }
}

/** Why somebody may not be told what an alert has found; null where they may. */
export async function findTellingRefusal(
  world: World,
  alert: Alert,
  recipient: Recipient,
): Promise<string | null> {
  const denials = await denyAlert(world, alert, [recipient])
  return denials.length === 0 ? null : describeDenials(denials.map(({ denial }) => denial))
}

async function denyAlert(
  world: World,
  alert: Alert,
  recipients: readonly Recipient[],
): Promise<readonly ToldDenial[]> {
  const { catalog } = world
  if (catalog.list('policy').length === 0 || recipients.length === 0) return []
  return denyTelling(catalog, recipients, await listAlertUses(world, alert))
}

/** What its table reads by its compilation, and by its names alone where that cannot be compiled now. */
async function listAlertUses(world: World, alert: Alert) {
  const dataView = world.catalog.find('data-view', alert.dataView)
  if (dataView === undefined) return []
  const request = buildSampleRequest(alert)
  const context = contextIn(world, alert.dataView)
  const read = context && (await compiledOrNone(() => listFieldsRead(context, request)))
  const { fields = [], readsPersons = false } = read ?? {}
  return listRequestUses(world.catalog, { dataView, request, fields, readsPersons })
}

async function compiledOrNone<T>(compile: () => Promise<T>): Promise<T | undefined> {
  try {
    return await compile()
  } catch (error) {
    if (error instanceof ThroughlineError) return undefined
    throw error
  }
}
