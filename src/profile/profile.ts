/** What is known of a person now. */
export interface PersonProfile {
  readonly person: string
  readonly identities: readonly ProfileIdentity[]
  readonly attributes: Readonly<Record<string, ProfileAttribute>>
}

export interface ProfileIdentity {
  readonly namespace: string
  readonly id: string
  /** ISO 8601 in UTC: the first time that a row carried it. */
  readonly since: string
}

/** A value, where it is from, and the event time that speaks for it. */
export interface ProfileAttribute {
  readonly value: unknown
  /** The dataset. */
  readonly from: string
  /** ISO 8601 in UTC; null where the rows have no time. */
  readonly at: string | null
}

/** Reads the profiles of a connection's people. */
export interface ProfileReader {
  /** Of those that are known, by person. */
  read(connection: string, persons: readonly string[]): Promise<ReadonlyMap<string, PersonProfile>>
  /** Whose the identities are now, by `namespace:id`; without those that are nobody's. */
  owners(
    connection: string,
    identities: readonly { readonly namespace: string; readonly id: string }[],
  ): Promise<ReadonlyMap<string, string>>
}
