import type { Path } from '../../model/path.ts'
import type { DimensionComponent } from '../../model/component-settings.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Compilation } from './compilation.ts'
import { findSummary } from './summary-members.ts'

/**
 * Checks what a data view says about summary data: groups name dimensions of the data view, each in
 * one group at most, with the same settings; its metrics are neither attributed nor deduplicated.
 * semantics §3.11 Errors: definition/unknown-component, definition/invalid.
 */
export function checkSummaries(c: Compilation): void {
  checkGroups(c)
  for (const [index, metric] of [...c.view.metrics.values()].entries()) {
    const summary = findSummary(c, metric)
    if (summary === undefined) continue
    for (const setting of ['attribution', 'dedup'] as const) {
      if (metric[setting] === undefined) continue
      const reason = `summary data (${summary.dataset}) has no persons, so there is no ${setting}`
      throw new ThroughlineError('definition/invalid', { reason }, ['metrics', index, setting])
    }
  }
}

function checkGroups(c: Compilation): void {
  const grouped = new Set<string>()
  for (const [index, { dimensions, hidden }] of c.view.summaryGroups.entries()) {
    const path = ['summaryGroups', index]
    const components = dimensions.map((id, d) => {
      const at = [...path, 'dimensions', d]
      requireOneOf([...c.view.dimensions.keys()], id, at)
      if (grouped.has(id)) throw invalid(`${id} is in a group already`, at)
      grouped.add(id)
      return c.view.dimensions.get(id)!
    })
    checkSettings(components, path)
    if (hidden !== undefined) requireOneOf(dimensions, hidden, [...path, 'hidden'])
  }
}

function requireOneOf(allowed: readonly string[], id: string, path: Path): void {
  if (allowed.includes(id)) return
  throw new ThroughlineError('definition/unknown-component', { id, allowed }, path)
}

const shared = ['substring', 'lowercase', 'include', 'exclude'] as const

/** Grouped dimensions could not have the same items if their values were made differently. */
function checkSettings(components: readonly DimensionComponent[], path: Path): void {
  const [first] = components
  for (const [index, component] of components.entries()) {
    for (const setting of shared) {
      const [one, other] = [first![setting] || null, component[setting] || null]
      if (JSON.stringify(one) === JSON.stringify(other)) continue
      const reason = `${component.id} and ${first!.id} are grouped and must have the same ${setting}`
      throw invalid(reason, [...path, 'dimensions', index])
    }
  }
}

const invalid = (reason: string, path: Path): ThroughlineError =>
  new ThroughlineError('definition/invalid', { reason }, path)
