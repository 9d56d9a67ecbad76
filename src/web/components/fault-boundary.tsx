import { Component, type ReactNode } from 'react'
import { texts } from '../texts/index.ts'
import { EmptyState } from './empty-state.tsx'

interface FaultBoundaryProps {
  /** What is drawn anew when it changes. */
  readonly of: unknown
  readonly children: ReactNode
}

interface FaultBoundaryState {
  readonly fault: Error | null
  readonly of: unknown
}

/** A part of the page that fails takes nothing else with it, and is tried again when it is given something else. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state: FaultBoundaryState = { fault: null, of: this.props.of }

  static getDerivedStateFromError = (error: unknown): Partial<FaultBoundaryState> => ({
    fault: error instanceof Error ? error : new Error(String(error)),
  })

  static getDerivedStateFromProps = (
    { of }: FaultBoundaryProps,
    state: FaultBoundaryState,
  ): FaultBoundaryState | null => (of === state.of ? null : { fault: null, of })

  override render(): ReactNode {
    const { fault } = this.state
    if (fault === null) return this.props.children
    return (
      <div role="alert">
        <EmptyState title={texts.problem.notDrawn}>
          {texts.problem.notDrawnHint(fault.message)}
        </EmptyState>
      </div>
    )
  }
}
