export { Grid } from './grid.tsx'
export type * from './grid-model.ts'
export type { GridDensity, GridHandle, GridProps, GridSelection } from './grid-props.ts'
export type { CellRange } from './selection.ts'
