export { Leaderboard } from './leaderboard.facade';
export { LeaderboardModule } from './leaderboard.module';
export { StandingsModule } from './standings.module';
