import type { z } from 'zod'
import type { dataView } from '../../../model/definitions/data-view.ts'

/** A data view as it is written: what has a default may be missing. */
export type ViewDocument = z.input<typeof dataView>
