import { createRoute } from '@tanstack/react-router';
import type { RailItem } from '../frame/rail.tsx';
import { rootRoute } from '../frame/root-route.tsx';
import { AbsencesPage } from './absences-page.tsx';
import { CalendarsPage } from './calendars/calendars-page.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { Schedule } from './schedule.tsx';
import { VideoSettings } from './video-settings.tsx';
import './appointments.css';

/** What the schedule may be opened for: a referral or a patient to find a place for, a day, a visit. */
interface ScheduleSearch {
  readonly referralId?: string;
  readonly patientId?: string;
  readonly date?: string;
  readonly visitId?: string;
  /** With a patient: the profession looked for, and the first day. */
  readonly role?: string;
  readonly from?: string;
  /** With a patient: the day by which the visit is due. */
  readonly due?: string;
  /** With a patient: how the visit may be done, with commas between; what it is for, and its minutes. */
  readonly by?: string;
  readonly purpose?: string;
  readonly minutes?: number;
  /** `list` opens the day as a list. */
  readonly view?: string;
}

const words = (search: Record<string, unknown>, key: keyof ScheduleSearch) => (typeof search[key] === 'string' ? { [key]: search[key] } : {});

const scheduleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/schedule',
  component: Schedule,
  validateSearch: (search: Record<string, unknown>): ScheduleSearch => ({
    ...words(search, 'referralId'), ...words(search, 'patientId'), ...words(search, 'date'), ...words(search, 'visitId'),
    ...words(search, 'view'), ...words(search, 'role'), ...words(search, 'from'), ...words(search, 'due'),
    ...words(search, 'by'), ...words(search, 'purpose'), ...(typeof search['minutes'] === 'number' && { minutes: search['minutes'] }),
  }),
});
const hoursRoute = createRoute({ getParentRoute: () => rootRoute, path: '/schedule/hours', component: HoursEditor });
const absencesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/schedule/absences', component: AbsencesPage });
const calendarsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/schedule/calendars', component: CalendarsPage });
const videoRoute = createRoute({ getParentRoute: () => rootRoute, path: '/video', component: VideoSettings });

/** Pages of this area, children of `rootRoute`. */
export const appointmentRoutes = [scheduleRoute, hoursRoute, absencesRoute, calendarsRoute, videoRoute] as const;

/** What the rail and the palette show of it. */
export const appointmentRail: readonly RailItem[] = [
  { to: '/schedule', label: 'schedule', icon: 'calendar', permission: 'appointment.read' },
  { to: '/video', label: 'video', icon: 'video', permission: 'settings.manage', atEnd: true },
];
