export { demoDatasets } from './definitions/datasets.ts'
export { demoDefinitions, demoModel } from './definitions/index.ts'
export { type DemoOptions, type WrittenDemo, writeDemo } from './write-demo.ts'
