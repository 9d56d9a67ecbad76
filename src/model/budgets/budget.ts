/** How much of something is allowed, so that no one can take the server down. */
export interface Budget {
  readonly label: string
  readonly description: string
  /** Unless a setting says otherwise; far above what is used. */
  readonly limit: number
  /** What is counted: `requests`. */
  readonly unit: string
  /** What it costs to allow more: `memory: …`. */
  readonly price: string
}
