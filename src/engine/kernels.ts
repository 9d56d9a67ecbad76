import { kernelsModule } from './kernels.wasm.ts'
import type { Codes } from './columns.ts'
import type { Memory } from './memory.ts'

type Address = number

type MapCodes = (codes: Address, table: Address, out: Address, n: number) => void
type TestCodes = (codes: Address, table: Address, size: number, out: Address, n: number) => void
type HasCode = (codes: Address, out: Address, n: number) => void
type Place = [rows: Address, stride: number, slot: number]
type GatherCodes = (codes: Address, events: Address, n: number, out: Address) => void
type BookEvents = (
  codes: Address,
  touches: Address,
  amounts: Address,
  k: number,
  none: number,
  table: Address,
) => void
type CarryCodes = (
  codes: Address,
  time: Address,
  runs: Address,
  k: number,
  duration: number,
  out: Address,
) => void
type SpreadCodes = (codes: Address, runs: Address, k: number, out: Address) => void
type GroupCount = (keys: Address, mask: Address, n: number, ...place: Place) => void
type GroupSum = (keys: Address, mask: Address, values: Address, n: number, ...place: Place) => void
type GroupRuns = (
  keys: Address,
  mask: Address,
  flags: Address,
  runs: Address,
  k: number,
  first: number,
  ...place: Place
) => void

type PlacesOfCode = (codes: Address, code: number, n: number, out: Address) => number
type PathPlaces = [places: Address, runOf: Address, n: number, runs: Address]
type KeepInstances = (
  codes: Address,
  mask: Address,
  ...places: [...PathPlaces, collapses: boolean]
) => number
type StepAlong = (
  codes: Address,
  mask: Address,
  ...edges: [...PathPlaces, collapses: boolean, toEnd: boolean, out: Address]
) => void

/** Kernels that take codes of u8, u16 or u32: their names end in the bits of a code. */
type Sized<Name extends string, Kernel> = { readonly [name in `${Name}${8 | 16 | 32}`]: Kernel }

type SizedKernels = Sized<'mapCodes', MapCodes> &
  Sized<'testCodes', TestCodes> &
  Sized<'hasCode', HasCode> &
  Sized<'placesOfCode', PlacesOfCode> &
  Sized<'keepInstances', KeepInstances> &
  Sized<'stepAhead', StepAlong> &
  Sized<'stepBack', StepAlong> &
  Sized<'gatherCodes', GatherCodes> &
  Sized<'bookEvents', BookEvents> &
  Sized<'carryLatest', CarryCodes> &
  Sized<'carryFirst', CarryCodes> &
  Sized<'spreadFirst', SpreadCodes> &
  Sized<'spreadLast', SpreadCodes> &
  Sized<'groupCount', GroupCount> &
  Sized<'groupSum', GroupSum> &
  Sized<'groupDistinct', GroupRuns> &
  Sized<'groupDistinctRuns', GroupRuns> &
  Sized<'groupCountDistinct', GroupRuns> &
  Sized<'groupCountDistinctRuns', GroupRuns>

/** The exports of the module, with addresses into linear memory; described where they are written. */
interface Exports extends SizedKernels {
  chooseCode(mask: Address, code: number, out: Address, n: number): void
  chooseCodes(mask: Address, codes: Address, out: Address, n: number): void
  chooseNumber(mask: Address, number: number, out: Address, n: number): void
  chooseNumbers(mask: Address, numbers: Address, out: Address, n: number): void
  pairCodes(
    a: Address,
    b: Address,
    size: number,
    keys: Address,
    codes: Address,
    last: number,
    out: Address,
    n: number,
  ): void
  widen8(src: Address, out: Address, n: number): void
  widen16(src: Address, out: Address, n: number): void
  combineCodes8(a: Address, b: Address, size: number, out: Address, n: number): void
  combineCodes(a: Address, b: Address, size: number, out: Address, n: number): void
  addBit8(mask: Address, step: number, bits: Address, n: number): void
  addBit32(mask: Address, step: number, bits: Address, n: number): void
  keepCodes(codes: Address, mask: Address, out: Address, n: number): void
  andMasks(a: Address, b: Address, out: Address, n: number): void
  orMasks(a: Address, b: Address, out: Address, n: number): void
  notMask(a: Address, out: Address, n: number): void
  fillBytes(bytes: Address, value: number, n: number): void
  placesOf(mask: Address, n: number, out: Address): number
  countMask(mask: Address, n: number): number
  inRange(numbers: Address, low: number, high: number, out: Address, n: number): void
  compareNumbers(op: number, numbers: Address, value: number, out: Address, n: number): void
  hasNumber(numbers: Address, out: Address, n: number): void
  anyRuns(mask: Address, runs: Address, k: number, out: Address): void
  allRuns(bits: Address, runs: Address, k: number, required: number, out: Address): void
  anyOfRuns(flags: Address, inner: Address, m: number, outer: Address, out: Address): void
  flagsOfFirst(mask: Address, runs: Address, k: number, out: Address): void
  eventsIn(flags: Address, runs: Address, k: number): number
  sumIn(values: Address, mask: Address, runs: Address, k: number, out: Address): void
  countRuns(mask: Address, runs: Address, k: number): number
  sumMasked(values: Address, mask: Address, n: number): number
  rebase(src: Address, base: number, out: Address, n: number): void
  spreadValues(
    otherwise: number,
    places: Address,
    values: Address,
    k: number,
    out: Address,
    n: number,
  ): void
  hasFew(
    otherwise: number,
    places: Address,
    values: Address,
    k: number,
    out: Address,
    n: number,
  ): void
  placesIn(places: Address, k: number, mask: Address, out: Address): number
  valuesIn(
    places: Address,
    values: Address,
    k: number,
    mask: Address,
    outPlaces: Address,
    outValues: Address,
  ): number
  numbersAt(numbers: Address, places: Address, n: number, out: Address): void
  risesBetween(numbers: Address, befores: Address, places: Address, n: number, out: Address): void
  codesAt(codes: Address, bytes: number, places: Address, n: number, out: Address): void
  sumOf(values: Address, n: number): number
  runsOfPlaces(places: Address, n: number, runs: Address, k: number): number
  groupDistinctPlaces(
    keys: Address,
    places: Address,
    n: number,
    runs: Address,
    first: number,
    rows: Address,
    stride: number,
    slot: number,
  ): void
  countIn(mask: Address, runs: Address, k: number, out: Address): void
  sessionRuns(
    time: Address,
    starts: Address,
    persons: Address,
    k: number,
    timeoutMs: number,
    out: Address,
  ): number
  firstIn(runs: Address, k: number, out: Address, n: number): void
  lastIn(runs: Address, k: number, out: Address, n: number): void
  timeCells(time: Address, n: number, low: number, high: number, cellMs: number, out: Address): void
  timeBuckets(
    time: Address,
    n: number,
    bounds: Address,
    count: number,
    grid: Address,
    cellMs: number,
    out: Address,
  ): void
  maskBits8(bits: Address, mask: Address, out: Address, n: number): void
  toBytes(codes: Address, out: Address, n: number): void
  firstSteps8(
    bits: Address,
    runs: Address,
    k: number,
    steps: number,
    counts: Address,
    places: Address,
    befores: Address,
  ): void
  gatherSteps8(
    bits: Address,
    runs: Address,
    k: number,
    required: number,
    places: Address,
    outBits: Address,
    outRuns: Address,
    which: Address,
  ): number
  spreadRuns(flags: Address, runs: Address, k: number, out: Address): void
  countCohorts(
    period: Address,
    bits: Address,
    runs: Address,
    k: number,
    columnOf: Address,
    columns: number,
    included: Address,
    cells: Address,
  ): void
  reachSteps(
    bits: Address,
    mask: Address,
    time: Address,
    runs: Address,
    k: number,
    steps: number,
    eventual: number,
    next: number,
    reached: Address,
    waits: Address,
    first: Address,
  ): void
  followRuns8(
    bits: Address,
    runs: Address,
    k: number,
    starts: number,
    after: Address,
    reached: Address,
    taken: Address,
  ): void
  countBits(codes: Address, bits: number, n: number): number
  reachNodes(
    bits: Address,
    mask: Address,
    runs: Address,
    k: number,
    starts: number,
    after: Address,
    out: Address,
  ): void
  takeArrows(
    bits: Address,
    mask: Address,
    runs: Address,
    k: number,
    starts: number,
    after: Address,
    out: Address,
  ): void
  reachAnyOrder8(
    bits: Address,
    stops: Address,
    barred: Address,
    time: Address,
    runs: Address,
    k: number,
    steps: number,
    windowMs: number,
    isFirst: boolean,
    counts: Address,
    waits: Address,
    hard: Address,
  ): number
  runsAt(places: Address, n: number, runs: Address, out: Address): void
  dropCode(codes: Address, code: number, n: number): void
  anyBit(codes: Address, bits: number, out: Address, n: number): void
  matchSteps(
    bits: Address,
    mask: Address,
    runs: Address,
    k: number,
    steps: number,
    rows: Address,
    out: Address,
  ): void
  worthyPlaces(
    places: Address,
    values: Address,
    mask: Address,
    k: number,
    outPlaces: Address,
    outValues: Address,
  ): number
  worthyEvents(
    values: Address,
    mask: Address,
    n: number,
    outPlaces: Address,
    outValues: Address,
  ): number
  touchesBefore(
    mask: Address,
    conversions: Address,
    starts: Address,
    k: number,
    out: Address,
    firsts: Address,
    ends: Address,
  ): number
  lastTouches(mask: Address, conversions: Address, starts: Address, k: number, out: Address): void
  firstTouches(mask: Address, conversions: Address, starts: Address, k: number, out: Address): void
  runStarts(conversions: Address, k: number, runs: Address, out: Address): void
  mostTouches(firsts: Address, ends: Address, k: number): number
  shareByPosition(
    firsts: Address,
    ends: Address,
    amounts: Address,
    weights: Address,
    k: number,
    credit: Address,
  ): void
  shareByAge(
    times: Address,
    firsts: Address,
    ends: Address,
    amounts: Address,
    halfLife: number,
    k: number,
    weights: Address,
    credit: Address,
  ): void
  bookCredit(groups: Address, credit: Address, n: number, table: Address): void
}

/** The kernels over one memory. Operators pass addresses with `at(array)`; nobody else sees one. */
export type Kernels = Exports

/** `8`, `16` or `32`: the end of the name of the kernel for codes of this width. */
export function bitsOf(codes: Codes): 8 | 16 | 32 {
  return codes instanceof Uint8Array ? 8 : codes instanceof Uint16Array ? 16 : 32
}

let compiled: WebAssembly.Module | undefined

/** Binds the kernels to a memory; the module is compiled once per thread. */
export function bindKernels(memory: Memory): Kernels {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelsModule, 'base64'))
  const instance = new WebAssembly.Instance(compiled, { env: { memory: memory.wasm } })
  return instance.exports as unknown as Kernels
}

/** Where an array of the engine's memory begins; `null` (no mask: everything) is address 0. */
export function at(array: { readonly byteOffset: number } | null): Address {
  return array ? array.byteOffset : 0
}

/** An array of the engine's memory, all 0. */
export function cleared<T extends Codes | Float64Array>(array: T, kernels: Kernels): T {
  kernels.fillBytes(at(array), 0, array.byteLength)
  return array
}

/** A mask of the engine's memory, the same on all events. */
export function filledMask(mask: Uint8Array, value: 0 | 1, kernels: Kernels): Uint8Array {
  kernels.fillBytes(at(mask), value, mask.length)
  return mask
}
