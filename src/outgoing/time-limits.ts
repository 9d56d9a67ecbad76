import { OutgoingError } from './outgoing-error.ts'

/** Finding a host ends after its time. @throws OutgoingError */
export async function findWithin<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const reason = `its host cannot be found in ${seconds} seconds`
    timer = setTimeout(() => reject(new OutgoingError(reason)), seconds * 1000)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Work that ends with its time, or its client. @throws OutgoingError */
export async function endWithin<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  work: (end: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = new AbortController()
  const reason = new OutgoingError(`it takes longer than ${seconds} seconds`)
  const timer = setTimeout(() => end.abort(reason), seconds * 1000)
  const cancel = () => end.abort(new OutgoingError('it was cancelled'))
  signal?.addEventListener('abort', cancel)
  if (signal?.aborted) cancel()
  try {
    return await work(end.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
  }
}
