import type { StepOutline } from './steps.ts'

/**
 * The steps by which a project is another now than it was at a revision. Of a step and what took it back, both
 * later, nothing is left; `isOwn` steps do not count.
 */
export function listChangedSince(
  outlines: readonly StepOutline[],
  revision: number,
  isOwn: (step: StepOutline) => boolean,
): readonly StepOutline[] {
  const chains = new Map<number, StepOutline[]>()
  for (const step of outlines) {
    if (step.revision <= revision) continue
    chains.set(step.root, [...(chains.get(step.root) ?? []), step])
  }
  return [...chains.values()].flatMap((chain) => {
    // Each step of a chain takes back the one before it.
    const isAsBefore = chain.length % 2 === 0
    return isAsBefore || chain.every(isOwn) ? [] : [chain.at(-1)!]
  })
}
