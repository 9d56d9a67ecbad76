import { parseDefinitionAs } from '../../src/model/definitions/index.ts'
import { openLake } from '../../src/lake/open-lake.ts'
import { refreshJourney } from '../../src/lake/journey/refresh.ts'

/** Refreshes a connection in a process of its own, to be killed. Arguments: directory, definition. */
const [, , dir = '', definition = ''] = process.argv
const lake = await openLake(dir)
console.log('refreshing')
await refreshJourney(lake, parseDefinitionAs('connection', JSON.parse(definition)))
console.log('refreshed')
await lake.close()
