/** The parts of a data view's page, in the order of its tabs. */
export const viewParts = [
  'components',
  'sessions',
  'calendar',
  'currency',
  'segments',
  'about',
] as const

export type ViewPart = (typeof viewParts)[number]

/** What the address of a data view says: the part that is shown, and the component that is chosen. */
export interface DataViewSearch {
  readonly part?: ViewPart
  readonly component?: string
  /** Which of its own segments, from 0, is open. */
  readonly segment?: number
}

type Given = Readonly<Record<string, unknown>>

export const readDataViewSearch = ({ part, component, segment }: Given): DataViewSearch => ({
  ...(viewParts.includes(part as ViewPart) && { part: part as ViewPart }),
  ...(typeof component === 'string' && component !== '' && { component }),
  ...(typeof segment === 'number' && { segment }),
})

/** What a new data view begins with: a connection, or another data view that it is a copy of. */
export interface NewDataViewSearch {
  readonly connection?: string
  readonly copy?: string
}

export const readNewDataViewSearch = ({ connection, copy }: Given): NewDataViewSearch => ({
  ...(typeof connection === 'string' && { connection }),
  ...(typeof copy === 'string' && { copy }),
})
