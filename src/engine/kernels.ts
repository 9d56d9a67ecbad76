import { kernelsModule } from './kernels.wasm.ts'
import type { Memory } from './memory.ts'

type Address = number

/** The exports of the module, with addresses into linear memory; described where they are written. */
interface Exports {
  widen8(src: Address, out: Address, n: number): void
  widen16(src: Address, out: Address, n: number): void
  mapCodes(codes: Address, table: Address, out: Address, n: number): void
  testCodes(codes: Address, table: Address, out: Address, n: number): void
  combineCodes(a: Address, b: Address, size: number, out: Address, n: number): void
  keepCodes(codes: Address, mask: Address, out: Address, n: number): void
  addBit(mask: Address, step: number, bits: Address, n: number): void
  hasCode(codes: Address, out: Address, n: number): void
  andMasks(a: Address, b: Address, out: Address, n: number): void
  orMasks(a: Address, b: Address, out: Address, n: number): void
  notMask(a: Address, out: Address, n: number): void
  countMask(mask: Address, n: number): number
  inRange(numbers: Address, low: number, high: number, out: Address, n: number): void
  compareNumbers(op: number, numbers: Address, value: number, out: Address, n: number): void
  hasNumber(numbers: Address, out: Address, n: number): void
  anyIn(mask: Address, runs: Address, k: number, out: Address): void
  sumIn(values: Address, mask: Address, runs: Address, k: number, out: Address): void
  countRuns(mask: Address, runs: Address, k: number): number
  sumMasked(values: Address, mask: Address, n: number): number
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
  groupCount(
    keys: Address,
    mask: Address,
    n: number,
    rows: Address,
    stride: number,
    slot: number,
  ): void
  groupSum(
    keys: Address,
    mask: Address,
    values: Address,
    n: number,
    rows: Address,
    stride: number,
    slot: number,
  ): void
  groupDistinct(
    keys: Address,
    mask: Address,
    runs: Address,
    k: number,
    first: number,
    rows: Address,
    stride: number,
    slot: number,
  ): void
  groupCountDistinct(
    keys: Address,
    mask: Address,
    runs: Address,
    k: number,
    first: number,
    rows: Address,
    stride: number,
    slot: number,
  ): void
  groupCountDistinctRuns(
    keys: Address,
    mask: Address,
    runs: Address,
    k: number,
    first: number,
    rows: Address,
    stride: number,
    slot: number,
  ): void
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
  carryLatest(
    codes: Address,
    time: Address,
    runs: Address,
    k: number,
    duration: number,
    out: Address,
  ): void
  carryFirst(
    codes: Address,
    time: Address,
    runs: Address,
    k: number,
    duration: number,
    out: Address,
  ): void
  spreadFirst(codes: Address, runs: Address, k: number, out: Address): void
  spreadLast(codes: Address, runs: Address, k: number, out: Address): void
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
}

/** The kernels over one memory. Operators pass addresses with `at(array)`; nobody else sees one. */
export type Kernels = Exports

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
