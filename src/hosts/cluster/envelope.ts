import { deserialize, serialize } from 'node:v8'
import type { PartialResult, Plan } from '../../engine/index.ts'
import type { StreamedColumn } from './assemble.ts'

/** What an engine beside a shard is told: the plan, and what the stream's columns are. */
export interface Task {
  readonly plan: Plan
  readonly columns: readonly StreamedColumn[]
}

/** What it answers. */
export interface Answer {
  readonly partials: readonly PartialResult[]
  readonly batches: number
}

/** As base64, so that it can be a text in a statement. */
export const packTask = (task: Task): string => serialize(task).toString('base64')

export const unpackTask = (text: string): Task => deserialize(Buffer.from(text, 'base64')) as Task

export const packAnswer = (answer: Answer): string => serialize(answer).toString('base64')

export const unpackAnswer = (text: string): Answer =>
  deserialize(Buffer.from(text, 'base64')) as Answer
