/** What a request to another machine may take. */
export interface OutgoingLimits {
  /** To find the machine and connect to it. */
  readonly connectSeconds: number
  /** From the question to the first byte of the answer. */
  readonly firstByteSeconds: number
  /** Between two pieces of an answer. */
  readonly idleSeconds: number
  readonly totalSeconds: number
  /** From beginning to end, of what is sent for a short answer. */
  readonly answerSeconds: number
  readonly bytes: number
}

const GB = 1_000_000_000

/** What holds unless told: the size and the time of large files can be raised by the environment. */
export const readLimits = (env: Readonly<Record<string, string | undefined>>): OutgoingLimits => ({
  connectSeconds: 10,
  firstByteSeconds: 30,
  idleSeconds: 30,
  totalSeconds: Number(env['THROUGHLINE_DOWNLOAD_HOURS'] ?? 6) * 3600,
  answerSeconds: 60,
  bytes: Number(env['THROUGHLINE_DOWNLOAD_GB'] ?? 100) * GB,
})
