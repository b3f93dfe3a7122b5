export {
  type ChallengeFacts,
  Challenges,
  type PreparationPlan,
  type StoredSkill,
} from './challenges.facade';
export { ChallengesModule } from './challenges.module';
