export { type Audiences, openAudiences } from './audiences.ts'
