export {
  type Advantage,
  type Ends,
  STANDARD_ERRORS,
  type SkillOptions,
  advantageOf,
  skillOf,
  standardErrorOf,
} from './skill';
