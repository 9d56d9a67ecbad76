import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useMemo, useState } from 'react'
import { texts } from '../texts/index.ts'
import type { DrawMode, PanelContext, Stored, VisualizationKind } from '../visualizations/index.ts'
import { DropZone } from './drop-zone.tsx'
import { useDragged } from './dragging.ts'
import { usePreparing } from './use-preparing.ts'

interface DroppableDrawingProps {
  readonly kind: VisualizationKind
  readonly stored: Stored
  readonly context: PanelContext
  readonly mode: DrawMode
  readonly onChange: (stored: Stored) => void
}

/** A drawing that shows its zones while something is dragged, and over one what a drop would make of it. */
export function DroppableDrawing({ kind, stored, context, mode, onChange }: DroppableDrawingProps) {
  const dragged = useDragged()
  const [zone, setZone] = useState<string | null>(null)
  useEffect(() => {
    if (dragged === null) setZone(null)
  }, [dragged])
  const { components } = context
  const prepare = usePreparing(kind, context)
  const made = (id: string): Stored | null =>
    dragged === null ? null : kind.accepts(stored, components, dragged, id)
  const zones =
    dragged === null || mode !== 'edit'
      ? []
      : kind.zones(stored, components).filter(({ id }) => made(id) !== null)
  const preview = useMemo(
    () =>
      zone === null || dragged === null ? null : kind.accepts(stored, components, dragged, zone),
    [kind, stored, components, dragged, zone],
  )
  const isPreview = preview !== null
  // That something is dragged elsewhere draws nothing anew.
  const drawing = useMemo(
    () =>
      kind.draw({
        stored: preview ?? stored,
        context,
        onChange,
        mode: isPreview ? 'preview' : mode,
      }),
    [kind, preview, stored, context, onChange, isPreview, mode],
  )
  return (
    <>
      {zones.length > 0 && (
        <div role="group" aria-label={texts.drag.zones(kind.label)} className={strip}>
          {zones.map(({ id, say }) => (
            <DropZone
              key={id}
              label={say(dragged!)}
              onPrepare={() => prepare(made(id)!)}
              onPreview={(isShown) => setZone((shown) => nextZone(shown, id, isShown))}
              onDrop={(dropped) => {
                const next = kind.accepts(stored, components, dropped, id)
                if (next !== null) onChange(next)
              }}
            />
          ))}
        </div>
      )}
      {isPreview && (
        <p role="status" className={note}>
          {texts.drag.preview}
        </p>
      )}
      {drawing}
    </>
  )
}

/** What leaves a zone takes only its own preview back. */
function nextZone(shown: string | null, id: string, isShown: boolean): string | null {
  if (isShown) return id
  return shown === id ? null : shown
}

const strip = style({
  position: 'sticky',
  top: 0,
  zIndex: 2,
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  paddingY: 4,
  backgroundColor: 'layer-2',
})
const note = style({
  font: 'ui-xs',
  fontWeight: 'bold',
  color: 'accent',
  margin: 0,
})
