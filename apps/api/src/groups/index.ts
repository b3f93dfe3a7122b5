export { Groups } from './groups.facade';
export { GroupsModule } from './groups.module';
