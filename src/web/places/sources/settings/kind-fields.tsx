import { pulledPlace } from '../../../../model/definitions/source.ts'
import type { SourceProps } from '../source-document.ts'
import { FolderFields } from './folder-fields.tsx'
import { ProtocolFields } from './sdk-fields.tsx'
import { TableFields } from './table-fields.tsx'
import { TryPart } from './try-part.tsx'

/** What a source of its kind must know; places are tried before they are read. */
export function KindFields(props: SourceProps) {
  const { document, change } = props
  const { watch, table, dataset } = document
  if (watch !== undefined) {
    const place = { watch, ...(dataset !== '' && { dataset }) }
    return (
      <>
        <FolderFields watch={watch} change={change} />
        <TryPart place={place} isWhole={pulledPlace.safeParse(place).success} />
      </>
    )
  }
  if (table !== undefined) {
    return (
      <>
        <TableFields table={table} change={change} />
        <TryPart place={{ table }} isWhole={pulledPlace.safeParse({ table }).success} />
      </>
    )
  }
  return <ProtocolFields {...props} />
}
