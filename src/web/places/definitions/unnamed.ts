/** The id by which a definition is looked at while it has no name yet. */
export const UNNAMED = 'preview'
