import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type JsonObject } from '../call.ts'
import { type CallType, reject } from '../event.ts'
import type { ProtocolRoute, Reading, Reply } from '../protocol.ts'
import { readText } from '../read-id.ts'
import { readJsonObject } from '../read-json.ts'
import { readEach } from '../read-each.ts'
import { leaveOut, listAt } from '../read-object.ts'
import { readBasicKey } from './basic-key.ts'
import { readSegmentItem } from './segment-item.ts'

const answerSuccess = (): Reply => ({ body: { success: true } })

/** A path that takes calls of one type, which it says itself. */
export const singleRoute = (
  path: string,
  type: CallType,
  answer: () => Reply = answerSuccess,
): ProtocolRoute => ({
  methods: ['POST'],
  path,
  read: (call) => {
    const sent = readJsonObject(call.body)
    if (listAt(sent, 'batch')) return readBatch(call, sent, answer)
    const item = readSegmentItem({ ...leaveOut(sent, ['writeKey']), type })
    return { key: readWriteKey(call, sent), items: [item], answer }
  },
})

/** A path that takes `{batch: […]}`. */
export const batchRoute = (path: string, answer: () => Reply = answerSuccess): ProtocolRoute => ({
  methods: ['POST'],
  path,
  read: (call) => readBatch(call, readJsonObject(call.body), answer),
})

/** Context and time of sending of a batch are those of all its items. */
function readBatch(call: Call, body: JsonObject, answer: () => Reply): Reading {
  const items = readEach(listAt(body, 'batch') ?? [body], (item) =>
    isObject(item) ? readSegmentItem(withShared(item, body)) : reject('no-object', item),
  )
  return { key: readWriteKey(call, body), items, answer }
}

function withShared(item: JsonObject, { sentAt, context }: JsonObject): JsonObject {
  const own = getOwn(item, 'context')
  const merged = isObject(context) ? { ...context, ...(isObject(own) ? own : {}) } : own
  return {
    ...(sentAt === undefined ? {} : { sentAt }),
    ...leaveOut(item, ['writeKey']),
    ...(merged === undefined ? {} : { context: merged }),
  }
}

function readWriteKey(call: Call, body: JsonObject): string | undefined {
  return (
    readBasicKey(call) ??
    call.header('x-write-key')?.split(':')[0] ??
    readText(getOwn(body, 'writeKey')) ??
    call.query.get('writeKey') ??
    undefined
  )
}
