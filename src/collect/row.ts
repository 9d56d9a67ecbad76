import type { CallType } from './event.ts'
import type { JsonObject } from './call.ts'

/** The common row: the columns of a collected call, whatever SDK sent it. Times are ISO in UTC. collect §4 */
export interface CollectedRow {
  readonly timestamp: string
  readonly received_at: string
  readonly sent_at?: string | undefined
  readonly type: CallType
  readonly event: string
  readonly name?: string | undefined
  readonly category?: string | undefined
  readonly user_id?: string | undefined
  readonly anonymous_id?: string | undefined
  readonly device_id?: string | undefined
  readonly group_id?: string | undefined
  readonly previous_id?: string | undefined
  readonly message_id: string
  readonly properties?: JsonObject | undefined
  readonly traits?: JsonObject | undefined
  readonly context?: JsonObject | undefined
  readonly user_agent?: JsonObject | undefined
  readonly is_bot: boolean
  readonly referrer?: JsonObject | undefined
  readonly utm?: JsonObject | undefined
  readonly click_id?: JsonObject | undefined
  readonly ip?: string | undefined
  readonly consent?: 'granted' | 'denied' | undefined
  readonly protocol: string
  readonly library?: string | undefined
}

/** The columns that every dataset of a source has, before any row has come. */
export const rowFields = {
  timestamp: 'timestamp',
  received_at: 'timestamp',
  sent_at: 'timestamp',
  type: 'string',
  event: 'string',
  name: 'string',
  category: 'string',
  user_id: 'string',
  anonymous_id: 'string',
  device_id: 'string',
  group_id: 'string',
  previous_id: 'string',
  message_id: 'string',
  'user_agent.browser': 'string',
  'user_agent.browser_version': 'string',
  'user_agent.os': 'string',
  'user_agent.device': 'string',
  is_bot: 'boolean',
  'referrer.type': 'string',
  'referrer.domain': 'string',
  'referrer.name': 'string',
  'utm.source': 'string',
  'utm.medium': 'string',
  'utm.campaign': 'string',
  'utm.term': 'string',
  'utm.content': 'string',
  'utm.id': 'string',
  'click_id.name': 'string',
  'click_id.value': 'string',
  'context.page.url': 'string',
  'context.page.path': 'string',
  'context.page.title': 'string',
  'context.page.referrer': 'string',
  ip: 'string',
  consent: 'string',
  protocol: 'string',
  library: 'string',
} as const
