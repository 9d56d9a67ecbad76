export { refuseUnfinishedRestore } from './folder-claim.ts'
export { openPlace } from './open-place.ts'
export { restoreBackup } from './restore-backup.ts'
export { writeBackup } from './write-backup.ts'
