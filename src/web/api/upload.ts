import { createParser } from 'eventsource-parser'
import type { ImportProgress } from '../../model/answers/imports.ts'
import { RequestError, type ShownProblem, unreachable } from './http.ts'

/** `send`: the file goes to the server; `read`: the server reads it. `share` is 0 to 1. */
export interface UploadProgress {
  readonly phase: 'send' | 'read'
  readonly share: number
}

/**
 * Posts a file to a path below `/api/v1` that answers with events, and tells how far it is.
 * XMLHttpRequest, because fetch does not say how much of a body has been sent. Errors: RequestError.
 */
export function uploadFile<A>(
  path: string,
  file: File,
  onProgress: (progress: UploadProgress) => void,
): Promise<A> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = (problem: ShownProblem) => reject(new RequestError(problem))
    const read = eventReader(({ event, data }) => {
      if (event === 'progress') {
        onProgress({ phase: 'read', share: (data as ImportProgress).share })
      }
      if (event === 'result') resolve(data as A)
      if (event === 'problem') fail(data as ShownProblem)
    })
    request.open('POST', `/api/v1${path}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept', 'text/event-stream')
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress({ phase: 'send', share: total === 0 ? 1 : loaded / total })
    request.onprogress = () => read(request.responseText)
    request.onerror = () => fail(unreachable)
    request.onload = () => {
      read(request.responseText)
      fail(request.status === 200 ? unreachable : refusalOf(request))
    }
    request.send(file)
  })
}

interface ServerEvent {
  readonly event: string | undefined
  readonly data: unknown
}

/** Takes a stream as far as it has come, again and again, and tells each event once it is whole. */
export function eventReader(onEvent: (event: ServerEvent) => void): (text: string) => void {
  const parser = createParser({
    onEvent: ({ event, data }) => onEvent({ event, data: JSON.parse(data) as unknown }),
  })
  let length = 0
  return (text) => {
    parser.feed(text.slice(length))
    length = text.length
  }
}

/** A server that refuses at once answers with a problem instead of events. */
function refusalOf({ status, responseText }: XMLHttpRequest): ShownProblem {
  try {
    return JSON.parse(responseText) as ShownProblem
  } catch {
    return { title: 'refused', status, code: `web/http-${status}`, detail: responseText, path: '' }
  }
}
