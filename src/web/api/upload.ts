import { type ProblemDocument, RequestError, unreachable } from './http.ts'

/** `send`: the file goes to the server; `read`: the server reads it. `share` is 0 to 1. */
export interface UploadProgress {
  readonly phase: 'send' | 'read'
  readonly share: number
}

/**
 * Posts a file to a path below `/api/v1` that answers with events, and tells how far it is.
 * XMLHttpRequest, because fetch does not say how much of a body has been sent. Errors: RequestError.
 */
export function upload<T>(
  path: string,
  file: File,
  onProgress: (progress: UploadProgress) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1${path}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept', 'text/event-stream')
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress({ phase: 'send', share: total === 0 ? 1 : loaded / total })
    request.onprogress = () => {
      const last = eventsOf(request.responseText).findLast(({ event }) => event === 'progress')
      if (last) onProgress({ phase: 'read', share: shareOf(last.data) })
    }
    request.onerror = () => reject(new RequestError(unreachable))
    request.onload = () => {
      const answer = answerOf(request)
      if ('result' in answer) resolve(answer.result as T)
      else reject(new RequestError(answer.problem))
    }
    request.send(file)
  })
}

interface ServerEvent {
  readonly event: string
  readonly data: unknown
}

/** The whole events of a stream as far as it has come. */
export function eventsOf(text: string): readonly ServerEvent[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((part) => {
      const [, event = '', data = 'null'] = /^event: (.*)\ndata: (.*)$/m.exec(part) ?? []
      return { event, data: JSON.parse(data) as unknown }
    })
}

const shareOf = (data: unknown): number =>
  typeof data === 'object' && data !== null && 'share' in data ? Number(data.share) : 0

type Answer = { readonly result: unknown } | { readonly problem: ProblemDocument }

/** A server that refuses at once answers with a problem instead of events. */
function answerOf({ status, responseText }: XMLHttpRequest): Answer {
  const events = eventsOf(responseText)
  const result = events.find(({ event }) => event === 'result')
  if (result) return { result: result.data }
  const problem = events.find(({ event }) => event === 'problem')
  if (problem) return { problem: problem.data as ProblemDocument }
  if (status === 200) return { problem: unreachable }
  return { problem: refusalOf(status, responseText) }
}

function refusalOf(status: number, text: string): ProblemDocument {
  try {
    return JSON.parse(text) as ProblemDocument
  } catch {
    return { title: 'refused', status, code: `web/http-${status}`, detail: text, path: '' }
  }
}
