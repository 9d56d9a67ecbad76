import { useMemo } from 'react'
import type { DefinitionDocument } from '../../../../model/answers/definitions.ts'
import { useChosenFolder, useChosenView } from '../use-chosen-view.ts'
import { OpenBuilder } from './open-builder.tsx'
import { emptySegment } from './tree.ts'

/** A segment that is not saved yet. */
export function NewSegmentPlace() {
  const view = useChosenView()
  const folder = useChosenFolder()
  const document = useMemo(
    (): DefinitionDocument => ({
      kind: 'segment',
      id: 'segment',
      ...(view !== undefined && { dataView: view }),
      ...(folder !== undefined && { folder }),
      definition: emptySegment,
    }),
    [view, folder],
  )
  return <OpenBuilder key={view ?? ''} view={view} document={document} version={0} />
}
