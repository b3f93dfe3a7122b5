export {
  type ChallengeFacts,
  Challenges,
  type Column,
  type PreparationPlan,
  type Prepared,
} from './challenges.facade';
export { ChallengesModule } from './challenges.module';
