import { useState } from 'react'
import { texts } from '../texts/index.ts'
import { TextButton } from './text-button.tsx'

/** So many stand there at once. */
const MOST_SHOWN = 3

/** Warnings of an answer, a line each; of many the first, and a button for the others. */
export function WarningLines({ warnings }: { readonly warnings: readonly string[] }) {
  const [isAll, setIsAll] = useState(false)
  const shown = isAll ? warnings : warnings.slice(0, MOST_SHOWN)
  return (
    <>
      {shown.map((warning) => (
        <div key={warning}>{warning}</div>
      ))}
      {shown.length < warnings.length && (
        <TextButton onPress={() => setIsAll(true)}>
          {texts.report.moreWarnings(warnings.length - shown.length)}
        </TextButton>
      )}
    </>
  )
}
