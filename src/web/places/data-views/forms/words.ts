/** What a setting is called, and what it does. */
export interface Words {
  readonly label: string
  readonly help?: string
}

export const wordsOf = ({ label, help }: Words): Words => ({
  label,
  ...(help !== undefined && { help }),
})
