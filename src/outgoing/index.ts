export { OutgoingError } from './outgoing-error.ts'
export { type Outgoing, openOutgoing, type OutgoingOptions } from './outgoing.ts'
export { isS3 } from './s3.ts'
export { listS3 } from './list-s3.ts'
