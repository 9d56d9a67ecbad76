import { type ComponentType, createElement, type ReactNode } from 'react'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { ComponentList } from '../../model/answers/data-views.ts'

/** What a panel gives to each of its visualizations. */
export interface PanelContext {
  readonly dataView: string
  readonly dateRange: DateRangeRef
  /** Ids; all must hold. */
  readonly segments: readonly string[]
  readonly components: ComponentList
  /** Rises with new data: results of another version are not shown as current. */
  readonly dataVersion: number | null
}

export interface VisualizationProps<S> {
  readonly settings: S
  readonly onChange: (settings: S) => void
  readonly context: PanelContext
}

/** A kind of visualization: its settings live in the address, its Component draws and edits them. */
interface Definition<S> {
  readonly label: string
  readonly description: string
  /** Settings out of an address; what is missing or wrong gets its default. */
  readonly read: (stored: Stored, components: ComponentList) => S
  readonly Component: ComponentType<VisualizationProps<S>>
}

type Stored = Readonly<Record<string, unknown>>

interface Drawing {
  readonly stored: Stored
  readonly context: PanelContext
  readonly onChange: (settings: { readonly kind: string }) => void
}

export interface Visualization extends Pick<Definition<unknown>, 'label' | 'description'> {
  readonly draw: (drawing: Drawing) => ReactNode
}

/** A visualization that knows how to read its own settings. */
export function defineVisualization<S extends { readonly kind: string }>({
  label,
  description,
  read,
  Component,
}: Definition<S>): Visualization {
  return {
    label,
    description,
    draw: ({ stored, context, onChange }) =>
      createElement(Component, { settings: read(stored, context.components), onChange, context }),
  }
}

/** Where reports of a panel look. */
export const scopeOf = ({ dataView, dateRange, segments }: PanelContext) => ({
  dataView,
  dateRange,
  segments: [...segments],
})
