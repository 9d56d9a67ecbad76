/** What an address says beside the question: what is asked of whom, and the values of its slots by name. */
export type AskSearch = Readonly<Record<string, unknown>>

export const readAskSearch = (search: Readonly<Record<string, unknown>>): AskSearch => search

/** A panel that the answer is meant for. */
export interface IntendedPanel {
  readonly project: string
  readonly panel: string
}

export function readIntendedPanel({ project, panel }: AskSearch): IntendedPanel | null {
  return typeof project === 'string' && typeof panel === 'string' ? { project, panel } : null
}
