export { type Complaint } from './complaint';
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
export { type Check, CHECKS, type SelfTest, type SelfTestFault } from './selftest';
