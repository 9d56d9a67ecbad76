export * from './date-ranges.ts'
export * from './time-dimensions.ts'
export * from './units.ts'
export * from './zone.ts'
