import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { describeProblem } from './problem.ts'

/** Work that tells how far it is. */
export type Work<P, T> = (onProgress: (progress: P) => void) => Promise<T>

/** `id`: where a client that comes back goes on. */
export type Send<T> = (event: string, data: T, id?: string) => Promise<void>

/** Answers with what `work` gives, as JSON or as the last one of a stream of events. */
export async function answerWithProgress<P, T>(
  context: Context,
  work: Work<P, T>,
): Promise<Response> {
  const accepts = context.req.header('accept') ?? ''
  if (!accepts.includes('text/event-stream')) {
    return context.json((await work(() => {})) as object)
  }
  return streamEvents(context, async (send) => {
    await send('result', await work((progress) => void send('progress', progress)))
  })
}

/**
 * Answers with the events that `work` sends, and with `problem` as the last one where it fails; its signal says
 * that nobody listens any more.
 */
export function streamEvents<T>(
  context: Context,
  work: (send: Send<T>, signal: AbortSignal) => Promise<void>,
): Response {
  return streamSSE(context, (stream) => {
    const listening = new AbortController()
    stream.onAbort(() => listening.abort())
    const send: Send<unknown> = (event, data, id) =>
      stream.writeSSE({ event, data: JSON.stringify(data), ...(id !== undefined && { id }) })
    return work(send, listening.signal).catch((error: unknown) =>
      send('problem', describeProblem(error)),
    )
  })
}
