declare module 'matomo-tracker' {
  type Parameters = Readonly<Record<string, string | number>>

  /** What the tests use of it; the package has no types. */
  export default class MatomoTracker {
    constructor(siteId: string | number, trackerUrl: string)
    on(event: 'error', listener: (fault: unknown) => void): void
    track(parameters: Parameters): void
    trackBulk(parameters: readonly Parameters[], done: (answer: string) => void): void
  }
}
