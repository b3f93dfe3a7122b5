export { type Complaint } from './complaint';
export {
  blockingFolder,
  fileName,
  type JobCode,
  type JobFolder,
  type JobInput,
  prepareJob,
  unpacking,
} from './job-folder';
export {
  type Bind,
  DEFAULT_LIMITS,
  type Limits,
  type LogText,
  type Misbehaviour,
  type Outcome,
  resultLimit,
  type Run,
  type SandboxJob,
  type SandboxVerdict,
  type Usage,
} from './outcome';
export { startGuard, stopGuard } from './resident-guard';
export { DROPPED_UID, runInSandbox } from './sandbox';
export {
  type Check,
  CHECKS,
  type SelfTest,
  selfTest,
  type SelfTestFault,
  type SelfTestPlaces,
} from './selftest';
export { inspectZip, type ZipInspection, zipMember, type ZipRules } from './zip';
