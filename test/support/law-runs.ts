/** How many times longer laws are tried than in a usual run: `THROUGHLINE_LAW_TIMES`. */
const times = Number(process.env['THROUGHLINE_LAW_TIMES'] ?? 1)

/** How many worlds a law is tried with, of so many in a usual run. */
export const lawRuns = (usual: number): number => Math.ceil(usual * times)
