export { checkSchedule } from './check.ts'
export { findChromium, openPrintPdf } from './print-pdf.ts'
export { makeScheduleJob, type ScheduleGround } from './schedule-job.ts'
