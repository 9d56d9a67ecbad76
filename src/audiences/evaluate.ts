/** Persons who are in an audience now: each once, in the order of `compareTexts`. */
export interface AudienceEvaluation {
  readonly dataVersion: string
  readonly persons: readonly string[]
}
