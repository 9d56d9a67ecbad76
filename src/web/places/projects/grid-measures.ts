import type { CSSProperties } from 'react'
import { GRID_COLUMNS, type GridPlace } from '../../project/grid-layout.ts'

/** In pixels. */
export const ROW_HEIGHT = 48
export const GAP = 12

/** Where something of the grid stands, whatever the grid’s width. */
export const tileStyle = ({ x, y, width, height }: GridPlace): CSSProperties => ({
  left: `calc((100% + ${GAP}px) * ${x} / ${GRID_COLUMNS})`,
  width: `calc((100% + ${GAP}px) * ${width} / ${GRID_COLUMNS} - ${GAP}px)`,
  top: y * (ROW_HEIGHT + GAP),
  height: height * (ROW_HEIGHT + GAP) - GAP,
})

/** How many columns and rows a pointer has gone. */
export const cellsOf = (dx: number, dy: number, gridWidth: number) => ({
  columns: Math.round((dx * GRID_COLUMNS) / (gridWidth + GAP)),
  rows: Math.round(dy / (ROW_HEIGHT + GAP)),
})
