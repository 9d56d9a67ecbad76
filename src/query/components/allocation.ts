import { z } from 'zod'
import { type AllocationName, allocations } from '../../engine/index.ts'
import { type InvalidCode, parseAs } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'

const allocationName = z.enum(Object.keys(allocations) as AllocationName[])

/** An allocation by its name (§3.9). Errors: `code`. */
export const readAllocation = (
  name: string,
  path: Path,
  code: InvalidCode = 'definition/invalid',
): AllocationName => parseAs(allocationName, name, code, path)
