import type { Generated } from 'kysely';

/** Appointments: hours, visits, what closes a calendar, the waiting list, calendars outside. */
export interface AppointmentTables {
  site: SiteTable;
  site_resource: SiteResourceTable;
  appointment_resource: AppointmentResourceTable;
  visit_type: VisitTypeTable;
  weekly_opening: WeeklyOpeningTable;
  weekly_hours_before: WeeklyHoursBeforeTable;
  appointment: AppointmentTable;
  visit_preference: VisitPreferenceTable;
  waiting_entry: WaitingEntryTable;
  slot_hold: SlotHoldTable;
  absence: AbsenceTable;
  calendar_feed: CalendarFeedTable;
  busy_calendar: BusyCalendarTable;
  busy_time: BusyTimeTable;
  calendar_push: CalendarPushTable;
  calendar_push_item: CalendarPushItemTable;
  worked_holiday: WorkedHolidayTable;
  worked_holiday_place: WorkedHolidayPlaceTable;
  visit_exception: VisitExceptionTable;
  remote_visit: RemoteVisitTable;
  appointment_step: AppointmentStepTable;
}

export interface SiteTable {
  id: string;
  name: string;
  sort_key: string;
  address: string | null;
  city: string | null;
  postal_code: string | null;
  phone: string | null;
  zone: string;
  holiday_calendar: string | null;
  easter_holiday: string | null;
  latitude: number | null;
  longitude: number | null;
  retired_at: Generated<string | null>;
  version: number;
  changed_at: string;
  changed_by: string;
}

export interface SiteResourceTable {
  id: string;
  site_id: string | null;
  kind: string;
  name: string;
  sort_key: string;
  retired_at: Generated<string | null>;
  version: number;
  changed_at: string;
  changed_by: string;
}

export interface AppointmentResourceTable {
  id: string;
  appointment_id: string;
  resource_id: string;
  starts_at: string;
  ends_at: string;
  live: number;
}

export interface VisitTypeTable {
  code: string;
  label_fr: string | null;
  label_en: string | null;
  minutes: number | null;
  buffer_before: number;
  buffer_after: number;
  roles: string;
  classes: string;
  modalities: string;
  needs_room: Generated<number>;
  equipment: Generated<string | null>;
  retired_at: string | null;
  version: number;
  changed_at: string;
  changed_by: string;
}

export interface WeeklyOpeningTable {
  id: string;
  practitioner_id: string;
  weekday: number;
  starts_at: string;
  ends_at: string;
  modalities: string;
  site_id: Generated<string | null>;
  room_id: Generated<string | null>;
}

export interface WeeklyHoursBeforeTable {
  id: string;
  practitioner_id: string;
  openings: string;
  slot_minutes: number;
  since_at: string | null;
  until_at: string;
}

export interface AppointmentTable {
  id: string;
  patient_id: string;
  professional_id: string;
  referral_id: string | null;
  starts_at: string;
  ends_at: string;
  local_start: string;
  zone: string;
  patient_zone: string | null;
  purpose: Generated<string | null>;
  modality: string;
  status: string;
  live: number;
  reason: string | null;
  video_link: string | null;
  consent: string | null;
  created_at: string;
  created_by: string;
  source_system: Generated<string | null>;
  source_id: Generated<string | null>;
  source_hash: Generated<string | null>;
  import_id: Generated<string | null>;
  version: Generated<number>;
  updated_at: string;
  cancelled_at: Generated<string | null>;
  cancelled_by: Generated<string | null>;
  cancel_cause: Generated<string | null>;
  series_id: Generated<string | null>;
  site_id: Generated<string | null>;
  busy_from: Generated<string | null>;
  busy_until: Generated<string | null>;
  overbooked: Generated<number>;
}

export interface VisitPreferenceTable {
  id: string;
  patient_id: string;
  weekdays: string;
  half_days: string;
  modalities: string;
  notice_hours: number | null;
  travel_km: number | null;
  travel_minutes: number | null;
  words: string | null;
  version: number;
  set_at: string;
  set_by: string;
  replaced_at: Generated<string | null>;
}

export interface WaitingEntryTable {
  id: string;
  patient_id: string;
  appointment_id: string | null;
  role: string;
  modality: string | null;
  due_on: string | null;
  words: string | null;
  added_at: string;
  added_by: string;
  ended_at: Generated<string | null>;
  ended_by: Generated<string | null>;
  outcome: Generated<string | null>;
  placed_appointment_id: Generated<string | null>;
}

export interface SlotHoldTable {
  id: string;
  patient_id: string;
  practitioner_id: string;
  starts_at: string;
  ends_at: string;
  modality: string;
  referral_id: string | null;
  entry_id: string | null;
  held_at: string;
  held_by: string;
  until: string;
  ended_at: Generated<string | null>;
  ended_by: Generated<string | null>;
  outcome: Generated<string | null>;
  purpose: Generated<string | null>;
  busy_from: Generated<string | null>;
  busy_until: Generated<string | null>;
  resource_ids: Generated<string>;
}

export interface AbsenceTable {
  id: string;
  practitioner_id: string | null;
  first_date: string;
  last_date: string;
  starts_at: string | null;
  ends_at: string | null;
  words: string | null;
  added_at: string;
  added_by: string;
  removed_at: Generated<string | null>;
  removed_by: Generated<string | null>;
  one_place: Generated<number>;
  site_id: Generated<string | null>;
}

export interface CalendarFeedTable {
  id: string;
  practitioner_id: string;
  token_hash: string;
  language: string;
  with_names: number;
  opened_at: string;
  opened_by: string;
  closed_at: Generated<string | null>;
  closed_by: Generated<string | null>;
  last_read_at: Generated<string | null>;
}

export interface BusyCalendarTable {
  id: string;
  practitioner_id: string;
  name: string;
  read_at: string;
  read_by: string;
  read_until: string;
}

export interface BusyTimeTable {
  id: string;
  calendar_id: string;
  practitioner_id: string;
  starts_at: string;
  ends_at: string;
}

export interface CalendarPushTable {
  practitioner_id: string;
  address: string;
  user_name: string;
  secret: string;
  language: string;
  with_names: number;
  set_at: string;
  set_by: string;
  run_at: Generated<string | null>;
  succeeded_at: Generated<string | null>;
  problem: Generated<string | null>;
}

export interface CalendarPushItemTable {
  id: string;
  practitioner_id: string;
  appointment_id: string;
  version: number;
  named: number;
}

export interface WorkedHolidayTable {
  date: string;
  decided_at: string;
  decided_by: string;
}

export interface WorkedHolidayPlaceTable {
  id: string;
  date: string;
  site_id: string | null;
  decided_at: string;
  decided_by: string;
}

export interface VisitExceptionTable {
  id: string;
  appointment_id: string;
  kind: string;
  reason: string;
  facts: string;
  professional_id: string;
  starts_at: string;
  at: string;
  by_user: string;
}

/** What is checked before a visit at a distance begins, how it went on, and what is to be booked after it. */
export interface RemoteVisitTable {
  appointment_id: string;
  checklist: string | null;
  checked_at: string | null;
  checked_by: string | null;
  fallback_reason: string | null;
  fallback_at: string | null;
  fallback_by: string | null;
  exam_limits: string | null;
  outcome_at: string | null;
  outcome_by: string | null;
  convert_until: string | null;
  convert_reason: string | null;
  dropped_at: string | null;
  dropped_by: string | null;
  drop_reason: string | null;
  version: Generated<number>;
}

export interface AppointmentStepTable {
  id: string;
  appointment_id: string;
  kind: string;
  at: string;
  by_user: string;
  version: number;
  before: string;
  party: string | null;
  cause: string | null;
  note: string | null;
  request_after: string | null;
  undone_at: Generated<string | null>;
  undone_by: Generated<string | null>;
}
