export { demoDefinitions } from './definitions/index.ts'
export { type DemoOptions, type WrittenDemo, writeDemo } from './write-demo.ts'
