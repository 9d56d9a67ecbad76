import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { problemOf } from './problem.ts'

export type OnProgress = (progress: unknown) => void

/**
 * Answers with the result of `work`; a client that accepts `text/event-stream` is sent events
 * `progress` while it runs, and `result` or `problem` at the end.
 */
export async function withProgress(
  context: Context,
  work: (onProgress: OnProgress) => Promise<unknown>,
): Promise<Response> {
  const accepts = context.req.header('accept') ?? ''
  if (!accepts.includes('text/event-stream')) {
    return context.json((await work(() => {})) as object)
  }
  return streamSSE(context, async (stream) => {
    const send = (event: string, data: unknown) =>
      stream.writeSSE({ event, data: JSON.stringify(data) })
    try {
      const result = await work((progress) => void send('progress', progress))
      await send('result', result)
    } catch (error) {
      await send('problem', problemOf(error))
    }
  })
}
