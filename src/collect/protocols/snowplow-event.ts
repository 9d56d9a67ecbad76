import { getOwn } from '../../model/own.ts'
import { isObject, type Json, type JsonObject } from '../call.ts'
import type { CollectedEvent } from '../event.ts'
import { readId, readText } from '../read-id.ts'
import { keepTold, readNumber } from '../read-object.ts'
import { readEntity, readSelfDescribing } from './snowplow-entity.ts'

export type Action = Pick<CollectedEvent, 'type' | 'event' | 'name' | 'category' | 'properties'> & {
  readonly schema?: string
}

type Reader = (sent: JsonObject) => Action | undefined

/** What the letters of `e` mean. */
const readers: Readonly<Record<string, Reader>> = {
  pv: (sent) => ({ type: 'page', name: readText(getOwn(sent, 'page')) }),
  pp: readPing,
  se: readStructured,
  ue: readUnstructured,
  tr: readTransaction,
  ti: readTransactionItem,
}

export const isEventLetter = (letter: string | undefined): letter is string =>
  letter !== undefined && getOwn(readers, letter) !== undefined

/** What happened; nothing where its data is broken. */
export const readAction = (letter: string, sent: JsonObject): Action | undefined =>
  getOwn(readers, letter)?.(sent)

/** Somebody is still on the page; how far it was scrolled since the last ping, in pixels. */
function readPing(sent: JsonObject): Action {
  const pixels = (name: string) => readNumber(getOwn(sent, name))
  const properties = keepTold({
    min_x: pixels('pp_mix'),
    max_x: pixels('pp_max'),
    min_y: pixels('pp_miy'),
    max_y: pixels('pp_may'),
  })
  return { type: 'track', event: 'page_ping', properties }
}

function readStructured(sent: JsonObject): Action | undefined {
  const event = readText(getOwn(sent, 'se_ac'))
  if (event === undefined) return undefined
  const properties = keepTold({
    label: readText(getOwn(sent, 'se_la')),
    property: readText(getOwn(sent, 'se_pr')),
    value: readNumber(getOwn(sent, 'se_va')),
  })
  return { type: 'track', event, category: readText(getOwn(sent, 'se_ca')), properties }
}

/** An event with a schema, whose name is the event's. */
function readUnstructured(sent: JsonObject): Action | undefined {
  const wrapped = readSelfDescribing(getOwn(sent, 'ue_pr'), getOwn(sent, 'ue_px'))
  const entity = readEntity(wrapped && getOwn(wrapped, 'data'))
  if (!entity) return undefined
  const { name, schema, data } = entity
  const properties = isObject(data) ? data : keepTold({ value: data })
  if (name !== 'screen_view') return { type: 'track', event: name, properties, schema }
  const screen = properties && readText(getOwn(properties, 'name'))
  return { type: 'screen', name: screen, properties, schema }
}

function readTransaction(sent: JsonObject): Action {
  const { text, number } = fieldsOf(sent)
  const properties = keepTold({
    order_id: text('tr_id'),
    affiliation: text('tr_af'),
    revenue: number('tr_tt'),
    tax: number('tr_tx'),
    shipping: number('tr_sh'),
    city: text('tr_ci'),
    state: text('tr_st'),
    country: text('tr_co'),
    currency: text('tr_cu'),
  })
  return { type: 'track', event: 'transaction', properties }
}

function readTransactionItem(sent: JsonObject): Action {
  const { text, number } = fieldsOf(sent)
  const properties = keepTold({
    order_id: text('ti_id'),
    sku: text('ti_sk'),
    name: text('ti_nm'),
    category: text('ti_ca'),
    price: number('ti_pr'),
    quantity: number('ti_qu'),
    currency: text('ti_cu'),
  })
  return { type: 'track', event: 'transaction_item', properties }
}

const fieldsOf = (sent: JsonObject) => ({
  text: (name: string): Json | undefined => readId(getOwn(sent, name)),
  number: (name: string): Json | undefined => readNumber(getOwn(sent, name)),
})
