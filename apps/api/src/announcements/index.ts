export { Announcing } from './announcing.module';
export { AnnouncementsModule } from './announcements.module';
