import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route.tsx';
import { AssessmentPage } from './assessment-page.tsx';
import './assessments.css';

const assessmentRoute = createRoute({ getParentRoute: () => rootRoute, path: '/patients/$patientId/assessments/$assessmentId', component: AssessmentPage });

/** Pages of this area, children of `rootRoute`; the list is a part of the record. */
export const assessmentRoutes = [assessmentRoute] as const;
