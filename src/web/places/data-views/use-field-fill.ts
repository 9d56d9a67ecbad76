import { useQueries, useQuery } from '@tanstack/react-query'
import { connectionsQuery, datasetsQuery, fieldFiguresQuery } from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { listMeasured, sumFill } from './field-fill.ts'

/** More are measured once a search leaves fewer. */
const MOST_MEASURED = 60

/** How many rows of a connection have a value of each of the fields that are shown; what is not known is not there. */
export function useFieldFill(
  connection: string,
  shown: readonly string[],
): ReadonlyMap<string, number> {
  const { data: connections = [] } = useQuery(connectionsQuery)
  const { data: described = [] } = useQuery(datasetsQuery)
  const asked = useDelayed(shown.slice(0, MOST_MEASURED).join('\n')).split('\n')
  const entries = connections.find(({ id }) => id === connection)?.datasets ?? []
  const own = described.filter(({ id }) => entries.some(({ dataset }) => dataset === id))
  const measured = listMeasured(own, asked)
  const answers = useQueries({
    queries: measured.map(({ dataset, paths }) => fieldFiguresQuery(dataset, paths)),
  })
  return sumFill(measured.map((each, index) => ({ ...each, figures: answers[index]?.data ?? [] })))
}
