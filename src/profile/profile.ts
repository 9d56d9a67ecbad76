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

interface AttributeOrigin {
  readonly value: unknown
  /** The dataset. */
  readonly from: string
  /** ISO 8601 in UTC; null where the rows have no time. */
  readonly at: string | null
}

/** A value, where it is from, and the event time that speaks for it. */
export interface ProfileAttribute extends AttributeOrigin {
  /** The values that lost to it, the latest first. */
  readonly beat?: readonly AttributeOrigin[]
}

/** What is kept of a person beside identities. */
export interface ProfileDocument {
  readonly attributes: Readonly<Record<string, ProfileAttribute>>
  readonly eventCount: number
  /** ISO 8601 in UTC; null where there are no events. */
  readonly firstSeen: string | null
  readonly lastSeen: string | null
  /** The latest, newest first. */
  readonly events: readonly ProfileEvent[]
}

export interface ProfileEvent {
  /** ISO 8601 in UTC. */
  readonly time: string
  readonly dataset: string
  readonly fields: Readonly<Record<string, string | number | boolean>>
}

/** Reads the profiles of a connection's people. */
export interface ProfileReader {
  /** Of those that are known, by person. Where `withoutAttributes` they have none, which is much faster. */
  read(
    connection: string,
    persons: readonly string[],
    options?: { readonly withoutAttributes?: boolean },
  ): Promise<ReadonlyMap<string, PersonProfile>>
  /** Whose the identities are now, by `namespace:id`; without those that are nobody's. */
  owners(
    connection: string,
    identities: readonly { readonly namespace: string; readonly id: string }[],
  ): Promise<ReadonlyMap<string, string>>
}
