import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ForgetReceipt } from '../../../model/answers/profiles.ts'
import { texts } from '../../texts/index.ts'

interface ReceiptLinesProps {
  readonly label: string
  readonly receipt: ForgetReceipt
}

/** Whether nothing anywhere is about the identities. */
export const isNothingErased = (receipt: ForgetReceipt): boolean => listLines(receipt).length === 0

/** What was erased, or would be. */
export function ReceiptLines({ label, receipt }: ReceiptLinesProps) {
  const say = texts.people.erase
  const lines = listLines(receipt)
  if (lines.length === 0) return <span>{say.nothing}</span>
  const identities = receipt.identities.map(({ namespace, id }) => `${namespace}:${id}`)
  return (
    <ul aria-label={label} className={list}>
      <li>
        {say.identities}: {identities.join(', ')}
      </li>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function listLines(receipt: ForgetReceipt): readonly string[] {
  const { datasets, connections, spaces, profiles, profileChanges, destinations } = receipt
  const say = texts.people.erase
  const rows = datasets.flatMap(({ dataset, rowsDeleted, rowsUnstitched, skippedDeleted }) => {
    const more = [
      ...(rowsUnstitched > 0 ? [say.unstitched(rowsUnstitched)] : []),
      ...(skippedDeleted > 0 ? [say.skipped(skippedDeleted)] : []),
    ]
    return rowsDeleted + more.length === 0 ? [] : [[say.rows(dataset, rowsDeleted), ...more]]
  })
  const about = [
    ...(profiles.length > 0 ? [say.profiles(profiles.length)] : []),
    ...(profileChanges > 0 ? [say.changes(profileChanges)] : []),
  ]
  return [
    ...rows.map((each) => each.join('; ')),
    ...(about.length > 0 ? [about.join('; ')] : []),
    ...(connections.length > 0 ? [say.rebuilt(connections.join(', '))] : []),
    ...(spaces.length > 0 ? [say.spaces(spaces.join(', '))] : []),
    ...(destinations.length > 0
      ? [say.destinations([...new Set(destinations.map((each) => each.destination))].join(', '))]
      : []),
  ]
}

const list = style({
  margin: 0,
  paddingStart: 20,
  display: 'grid',
  rowGap: 4,
  font: 'ui',
  overflowWrap: 'anywhere',
})
