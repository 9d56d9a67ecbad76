import { type ComponentType, createElement, type ReactNode } from 'react'
import type { ComponentList } from '../../model/answers/data-views.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { ReportInput } from '../api/index.ts'
import { type Report, useReport } from '../components/use-report.ts'

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

/** What the parts of a visualization that change its settings are given. */
export interface SettingsProps<S> {
  readonly settings: S
  readonly onChange: (settings: S) => void
  readonly context: PanelContext
}

export interface VisualizationProps<Result, S> extends SettingsProps<S> {
  /** null where the settings ask for nothing yet. */
  readonly report: Report<Result> | null
}

type Stored = Readonly<Record<string, unknown>>

/** A kind of visualization: its settings live in the address, its Component edits and draws. */
interface Definition<Request extends ReportInput, Result, S> {
  /** Of the report, and of the visualization in an address. */
  readonly kind: Request['kind']
  readonly label: string
  readonly description: string
  /** Settings out of an address; what is missing or wrong gets its default. */
  readonly read: (stored: Stored, components: ComponentList) => S
  /** What the settings ask for; null as long as they ask for nothing. */
  readonly request: (settings: S, context: PanelContext) => Request | null
  readonly Component: ComponentType<VisualizationProps<Result, S>>
}

interface Place {
  readonly stored: Stored
  readonly context: PanelContext
  readonly onChange: (stored: { readonly kind: string }) => void
}

export interface VisualizationKind
  extends Pick<Definition<ReportInput, unknown, unknown>, 'kind' | 'label' | 'description'> {
  readonly draw: (place: Place) => ReactNode
}

/** A visualization that reads its own settings and runs its own report. */
export function defineVisualization<Request extends ReportInput, Result, S extends object>({
  kind,
  label,
  description,
  read,
  request: requestOf,
  Component,
}: Definition<Request, Result, S>): VisualizationKind {
  function Drawn({ stored, context, onChange }: Place) {
    const settings = read(stored, context.components)
    const request = requestOf(settings, context)
    const report = useReport<Result>(request, context.dataVersion)
    return createElement(Component, {
      settings,
      context,
      onChange: (next) => onChange({ ...next, kind }),
      report: request === null ? null : report,
    })
  }
  return { kind, label, description, draw: (place) => createElement(Drawn, place) }
}

/** Where reports of a panel look. */
export const readPanelScope = ({ dataView, dateRange, segments }: PanelContext) => ({
  dataView,
  dateRange,
  segments: [...segments],
})
