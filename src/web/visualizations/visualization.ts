import { type ComponentType, createElement, type ReactNode } from 'react'
import type { ShownAnnotation } from '../../model/answers/annotations.ts'
import type { ComponentList } from '../../model/answers/data-views.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import type { ReportInput } from '../api/index.ts'
import { ReportCaption } from '../components/report-caption.ts'
import { type Report, useReport } from '../components/use-report.ts'
import type { Dropped } from '../drag/dropped.ts'
import type { TouchedItem } from './read-settings.ts'

/** What a panel gives to each of its visualizations. */
export interface PanelContext {
  readonly dataView: string
  /** Of the data view. */
  readonly timeZone: string
  readonly dateRange: DateRangeRef
  /** The range that figures are compared with; null where none is. */
  readonly comparison: DateRangeRef | null
  /** Ids or definitions; all must hold. */
  readonly segments: readonly SegmentRef[]
  readonly components: ComponentList
  /** Rises with new data: results of another version are not shown as current. */
  readonly dataVersion: number | null
  /** What happened, to be told beside what is shown over time. */
  readonly annotations?: readonly ShownAnnotation[]
  /** Opens an annotation to be changed; absent where nobody may. */
  readonly onAnnotation?: (id: string, at: MarkPlace) => void
  /** What happens when somebody acts on a mark; absent where nothing can be done. */
  readonly onMark?: (mark: Mark, at: MarkPlace) => void
}

/** Something drawn that stands for a number: a cell, bar, point, step, node, link, bucket, area. */
export interface Mark {
  /** As a heading: `Paid search › Mobile`. */
  readonly label: string
  /** The metric's or column's name. */
  readonly measure: string
  /** The number as it is printed. */
  readonly value: string
  /** The whole request that it came from, and its place in the answer: what explain and people take. */
  readonly request: ReportInput
  readonly place: ExplainPlace
  /** Without the people behind another place: those who are lost between two steps. */
  readonly except?: ExplainPlace
  /** The item it stands for, where it is one of a dimension, with its parents: outermost first. */
  readonly items?: readonly TouchedItem[]
  /** The interval of time that it stands for, where no item says so: `2026-01-31`. */
  readonly interval?: string
}

/** Where a mark is: a menu opens there, and focus goes back to it. */
export interface MarkPlace {
  readonly element: Element
}

/** How a visualization is shown: to be worked on, to be read, or as what a drop would make of it. */
export type DrawMode = 'edit' | 'view' | 'preview'

/** What the parts of a visualization that change its settings are given. */
export interface SettingsProps<S> {
  readonly settings: S
  readonly onChange: (settings: S) => void
  readonly context: PanelContext
}

export interface VisualizationProps<Result, S> extends SettingsProps<S> {
  /** null where the settings ask for nothing yet. */
  readonly report: Report<Result> | null
  /** The request that the report answers. */
  readonly request: ReportInput | null
  readonly mode: DrawMode
}

/** Settings as a project or an address holds them. */
export type Stored = Readonly<Record<string, unknown>>

/** A place of a visualization where something can be dropped, and in words what that does. */
export interface DropZone {
  readonly id: string
  readonly say: (dropped: Dropped) => string
}

/** On the grid of a panel: 12 columns, rows of 48 px. */
interface GridSize {
  readonly width: number
  readonly height: number
}

/** A kind of visualization: its settings are stored, its parts edit and draw them. */
interface Definition<Request extends ReportInput, Result, S> {
  /** Of the visualization in a project and in an address; a report's kind is in its request. */
  readonly type: string
  readonly label: string
  readonly description: string
  /** When it is added. */
  readonly size: GridSize
  /** It is made of cells of a table, and not added by itself. */
  readonly isMadeOfTable?: true
  /** Stored settings; what is missing or wrong gets its default. */
  readonly read: (stored: Stored, components: ComponentList) => S
  /** What the settings ask for, the panel's scope included; null as long as they ask for nothing. */
  readonly request: (settings: S, context: PanelContext) => Request | null
  /** What it asks beside that, for what is opened in it. */
  readonly opened?: (settings: S, context: PanelContext) => readonly Request[]
  /** The answer alone, with what is changed in the drawing itself. */
  readonly Draw: ComponentType<VisualizationProps<Result, S>>
  /** The form of its settings. */
  readonly Settings: ComponentType<SettingsProps<S>>
  /** The line that states the rule behind the numbers. */
  readonly caption?: (settings: S, result: Result, components: ComponentList) => string
  readonly zones?: (settings: S, components: ComponentList) => readonly DropZone[]
  /** What a drop makes of the settings; null where it makes no sense. */
  readonly accepts?: (
    settings: S,
    dropped: Dropped,
    zone: string,
    components: ComponentList,
  ) => S | null
}

/** What draws a visualization and the form of its settings is given. */
export interface VisualizationPlace {
  readonly stored: Stored
  readonly context: PanelContext
  /** Takes the settings whole. */
  readonly onChange: (stored: Stored) => void
}

interface DrawnPlace extends VisualizationPlace {
  readonly mode: DrawMode
}

export interface VisualizationKind
  extends Pick<Definition<ReportInput, unknown, unknown>, 'type' | 'label' | 'description'> {
  readonly size: GridSize
  readonly isMadeOfTable: boolean
  readonly request: (stored: Stored, context: PanelContext) => ReportInput | null
  /** Every request whose answer is shown: that, and those of what is opened in it; none as long as it asks for nothing. */
  readonly shown: (stored: Stored, context: PanelContext) => readonly ReportInput[]
  readonly draw: (place: DrawnPlace) => ReactNode
  readonly settingsForm: (place: VisualizationPlace) => ReactNode
  readonly caption: (stored: Stored, result: unknown, components: ComponentList) => string | null
  readonly zones: (stored: Stored, components: ComponentList) => readonly DropZone[]
  readonly accepts: (
    stored: Stored,
    components: ComponentList,
    dropped: Dropped,
    zone: string,
  ) => Stored | null
}

/** A visualization that reads its own settings and runs its own report. */
export function defineVisualization<Request extends ReportInput, Result, S extends object>(
  definition: Definition<Request, Result, S>,
): VisualizationKind {
  const { type, label, description, size, isMadeOfTable = false, read, Settings } = definition
  const Drawn = drawingOf(definition)
  function Form({ stored, context, onChange }: VisualizationPlace) {
    const settings = read(stored, context.components)
    return createElement(Settings, {
      settings,
      context,
      onChange: (next) => onChange(asStored(next)),
    })
  }
  return {
    type,
    label,
    description,
    size,
    isMadeOfTable,
    request: (stored, context) => definition.request(read(stored, context.components), context),
    shown: (stored, context) => {
      const settings = read(stored, context.components)
      const request = definition.request(settings, context)
      return request === null ? [] : [request, ...(definition.opened?.(settings, context) ?? [])]
    },
    draw: (place) => createElement(Drawn, place),
    settingsForm: (place) => createElement(Form, place),
    caption: (stored, result, components) =>
      definition.caption?.(read(stored, components), result as Result, components) ?? null,
    zones: (stored, components) => definition.zones?.(read(stored, components), components) ?? [],
    accepts: (stored, components, dropped, zone) => {
      const next = definition.accepts?.(read(stored, components), dropped, zone, components) ?? null
      return next === null ? null : asStored(next)
    },
  }
}

const asStored = (settings: object): Stored => ({ ...settings })

function drawingOf<Request extends ReportInput, Result, S extends object>({
  read,
  request: requestOf,
  Draw,
  caption,
}: Definition<Request, Result, S>) {
  return function Drawn({ stored, context, onChange, mode }: DrawnPlace) {
    const settings = read(stored, context.components)
    const request = requestOf(settings, context)
    const report = useReport<Result>(request, context.dataVersion)
    const { result } = report
    const drawing = createElement(Draw, {
      settings,
      context,
      onChange: (next: S) => onChange(asStored(next)),
      report: request === null ? null : report,
      request,
      mode,
    })
    const text =
      caption === undefined || request === null || result === undefined
        ? null
        : caption(settings, result, context.components)
    return createElement(ReportCaption, { value: text }, drawing)
  }
}

/** Where reports of a panel look. */
export const readPanelScope = ({ dataView, dateRange, segments }: PanelContext) => ({
  dataView,
  dateRange,
  segments: [...segments],
})

/** The range that a panel compares with, as reports of analyses take it. */
export const compareTime = ({ comparison }: PanelContext) =>
  comparison === null ? {} : { compareTime: { dateRange: comparison } }
