import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { MessageRulesPage } from './message-rules-page.tsx';
import { OutboxPage } from './outbox-page.tsx';
import './messages.css';

const outboxRoute = createRoute({ getParentRoute: () => rootRoute, path: '/messages', component: OutboxPage });
const rulesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/administration/messages', component: MessageRulesPage });

/** Pages of this area, children of `rootRoute`. */
export const messageRoutes = [outboxRoute, rulesRoute] as const;

/** What the rail and the palette show of it. */
export const messageRail: readonly RailItem[] = [{ to: '/messages', label: 'messages', icon: 'mail', permission: 'message.send' }];
