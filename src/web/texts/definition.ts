import { counted } from './counted.ts'

/** What is said wherever definitions are edited. */
export const definition = {
  name: 'Name',
  id: 'Id',
  idHint: (id: string | undefined) =>
    id === undefined ? 'Give it a name with a letter or digit.' : `Its id will be ${id}.`,
  description: 'Description',
  owner: 'Owner',
  tags: 'Tags',
  tagsHint: 'Separated by commas',
  save: 'Save',
  create: 'Create',
  discard: 'Discard changes',
  changed: 'Not saved',
  saved: 'Saved',
  more: 'More',
  delete: 'Delete…',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteYes: 'Delete',
  cancel: 'Cancel',
  usedBy: 'It cannot be deleted while it is used:',
  user: (kind: string, id: string) => `${kind} ${id}`,
  conflict: 'Somebody else has changed the same',
  conflictText: (fields: readonly string[]) =>
    `While you edited, ${counted(fields.length, 'setting was', 'settings were')} saved by somebody else: ${fields.join(', ')}. Keep yours, and theirs are replaced; take theirs, and yours are gone.`,
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
}
