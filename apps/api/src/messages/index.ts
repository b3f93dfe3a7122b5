export { MessagesModule } from './messages.module';
export { SendingModule } from './sending.module';
