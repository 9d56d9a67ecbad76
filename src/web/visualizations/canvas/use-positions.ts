import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CanvasSettings } from './canvas-settings.ts'
import { joinPositions } from './join-positions.ts'
import { type CanvasLayout, layOutCanvas } from './lay-out-canvas.ts'

const nothing: CanvasLayout = { positions: new Map(), bends: new Map() }

/**
 * Where the nodes are. They are laid out where one of them was never moved; all of them where they are to
 * stand below each other.
 */
export function usePositions({ nodes, arrows }: CanvasSettings, isBelow: boolean) {
  const direction = isBelow ? 'DOWN' : 'RIGHT'
  const ids = nodes.map(({ id }) => id)
  const { data, error, refetch } = useQuery({
    queryKey: ['canvas-layout', direction, ids, arrows],
    queryFn: () => layOutCanvas(ids, arrows, direction),
    enabled: isBelow || nodes.some(({ position }) => position === undefined),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const positions = useMemo(
    () =>
      joinPositions(isBelow ? nodes.map(({ id }) => ({ id })) : nodes, (data ?? nothing).positions),
    [nodes, data, isBelow],
  )
  // Bends lead around nodes where they were laid out.
  const isMoved = !isBelow && nodes.some(({ position }) => position !== undefined)
  const { bends } = isMoved ? nothing : (data ?? nothing)
  return { positions, bends, error, retry: () => void refetch() }
}
