import { useQuery } from '@tanstack/react-query'
import { sentLabelsQuery } from '../../api/index.ts'
import { UsedLabels } from '../../components/field-uses.tsx'

type SentLabelsProps = Parameters<typeof sentLabelsQuery>[0]

/** Labelled fields of what is chosen to be sent, and what must not be done with them. */
export function SentLabels(sent: SentLabelsProps) {
  const { data: uses = [] } = useQuery(sentLabelsQuery(sent))
  return <UsedLabels uses={uses} />
}
