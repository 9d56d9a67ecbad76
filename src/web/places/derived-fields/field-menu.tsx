import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import { MenuItem } from '@react-spectrum/s2/Menu'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DataViewDocument } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import { DeleteField } from './delete-field.tsx'
import type { FieldDocument } from './field-document.ts'

interface FieldMenuProps {
  readonly view: DataViewDocument
  readonly field: FieldDocument
  readonly onDeleted?: () => void
}

/** What can be done with a saved derived field: copied, deleted. */
export function FieldMenu({ view, field, onDeleted = () => undefined }: FieldMenuProps) {
  const [isDeleting, setDeleting] = useState(false)
  const navigate = useNavigate()
  const { id, name = id } = field
  return (
    <>
      <ActionMenu
        isQuiet
        size="S"
        aria-label={texts.derivedFields.moreOf(name)}
        onAction={(key) => {
          if (key === 'delete') setDeleting(true)
          else {
            const to = '/data/data-views/$id/derived-fields/new'
            void navigate({ to, params: { id: view.id }, search: { from: id } })
          }
        }}
      >
        <MenuItem id="copy">{texts.derivedFields.copy}</MenuItem>
        <MenuItem id="delete">{texts.derivedFields.delete}</MenuItem>
      </ActionMenu>
      <DeleteField
        view={view}
        field={field}
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={onDeleted}
      />
    </>
  )
}
