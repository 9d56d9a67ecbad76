/** What a new schedule begins with. */
export interface NewScheduleSearch {
  readonly project?: string
}

export const readNewScheduleSearch = ({
  project,
}: Readonly<Record<string, unknown>>): NewScheduleSearch =>
  typeof project === 'string' && project !== '' ? { project } : {}
