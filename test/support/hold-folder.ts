import { openLake } from '../../src/lake/open-lake.ts'

// Run in a process of its own: opens a folder, says so, and has it open until it is killed.
try {
  await openLake(process.argv[2] ?? '')
  console.log(`open as ${process.pid}`)
} catch (thrown) {
  console.log((thrown as { code?: string }).code)
  process.exit(0)
}
setInterval(() => {}, 1000)
