import { getOwn } from '../../model/own.ts'
import type { ComponentList } from '../../model/answers/data-views.ts'
import { isRecord } from '../visualizations/read-settings.ts'
import type { Template, TemplatePanel } from './template.ts'

/** Ids of components by the context labels that they stand for. */
export type Roles = Readonly<Record<string, string>>

const PREFIX = 'context:'

/** The context labels of a template, each once, in the order in which they are met. */
export function listRoles({ panels }: Template): readonly string[] {
  const found = new Set<string>()
  visit(panels, (label) => found.add(label))
  return [...found]
}

/** The components that carry the labels. */
export function findRoles(labels: readonly string[], components: ComponentList): Roles {
  const { metrics, dimensions } = components
  const carrying = labels.flatMap((label) => {
    const found = [...metrics, ...dimensions].find((each) => each.labels?.includes(label))
    return found === undefined ? [] : [[label, found.id] as const]
  })
  return Object.fromEntries(carrying)
}

/**
 * The panels with components in the place of their labels. Columns, features and metrics whose label nobody
 * carries are left out; so is a visualization that is nothing without them, and a panel without any.
 */
export function fillTemplate({ panels }: Template, roles: Roles): readonly TemplatePanel[] {
  return panels.flatMap((panel) => {
    const segments = fill(panel.segments ?? [], roles)
    if (segments === MISSING) return []
    const visualizations = panel.visualizations.flatMap((each) => {
      const settings = fill(each.settings, roles)
      return settings === MISSING
        ? []
        : [{ width: HALF, ...each, settings: settings as typeof each.settings }]
    })
    if (visualizations.length === 0) return []
    return [{ ...panel, segments: segments as readonly object[], visualizations }]
  })
}

/** Two beside each other. */
const HALF = 6

const MISSING = Symbol('no component has the label')

/** Lists that are shorter without what is missing. */
const shortened = new Set(['columns', 'features', 'measures', 'metrics', 'steps'])

function fill(value: unknown, roles: Roles, key = ''): unknown {
  if (typeof value === 'string') {
    return value.startsWith(PREFIX) ? (getOwn(roles, value) ?? MISSING) : value
  }
  if (Array.isArray(value)) {
    const filled = value.map((each: unknown) => fill(each, roles))
    const kept = filled.filter((each) => each !== MISSING)
    const isWhole = kept.length === filled.length
    return isWhole || (shortened.has(key) && kept.length > 0) ? kept : MISSING
  }
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([name, each]) => [name, fill(each, roles, name)])
  return entries.some(([, each]) => each === MISSING) ? MISSING : Object.fromEntries(entries)
}

function visit(value: unknown, see: (label: string) => void): void {
  if (typeof value === 'string' && value.startsWith(PREFIX)) see(value)
  else if (Array.isArray(value)) for (const each of value) visit(each, see)
  else if (isRecord(value)) visit(Object.values(value), see)
}
