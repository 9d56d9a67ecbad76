import type { SegmentRef } from '../../../model/conditions.ts'

/** A request as it is written: what has a default may be left out, and a panel gives the rest. */
export type RequestOf<
  Request extends { readonly kind: string },
  Given extends keyof Request,
> = Pick<Request, 'kind' | Given> &
  Partial<Omit<Request, 'segments' | 'explain'>> & { readonly segments: readonly SegmentRef[] }
