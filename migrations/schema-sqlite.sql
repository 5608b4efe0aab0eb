-- What the migrations make on SQLite. Written by schema-snapshots.test.ts, which fails when it is out of date.

CREATE TABLE "absence" ("id" text primary key,
  "practitioner_id" text references "practitioner" ("id"),
  "first_date" text not null,
  "last_date" text not null,
  "starts_at" text,
  "ends_at" text,
  "words" text,
  "added_at" text not null,
  "added_by" text not null,
  "removed_at" text,
  "removed_by" text,
  "one_place" integer default 0 not null,
  "site_id" text references "site" ("id")) strict;

CREATE INDEX "absence_by_date" on "absence" ("last_date", "first_date");

CREATE TABLE "acute_event" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "kind" text not null,
  "happened_on" text not null,
  "ended_on" text,
  "hospital" text not null,
  "reason" text not null,
  "related" text not null,
  "organ" text,
  "grade" integer,
  "detected" text,
  "symptom_on" text,
  "noted_at" text not null,
  "noted_by" text not null,
  "updated_at" text not null,
  "updated_by" text not null,
  "withdrawn_at" text,
  "withdrawn_by" text,
  "withdrawn_reason" text,
  "version" integer not null) strict;

CREATE INDEX "acute_event_by_patient" on "acute_event" ("patient_id", "happened_on", "id");

CREATE TABLE "allergy" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "code_system" text,
  "code" text,
  "text" text not null,
  "other_codings" text,
  "source_system" text,
  "source_id" text,
  "source_hash" text,
  "import_id" text,
  "version" integer default 1 not null,
  "created_at" text not null,
  "updated_at" text not null,
  "kind" text,
  "category" text,
  "criticality" text,
  "clinical_status" text,
  "verification_status" text,
  "recorded_on" text,
  "reactions" text,
  "recorded_by" text) strict;

CREATE INDEX "allergy_by_import" on "allergy" ("import_id", "id");

CREATE INDEX "allergy_by_patient" on "allergy" ("patient_id");

CREATE UNIQUE INDEX "allergy_by_source" on "allergy" ("source_system", "source_id");

CREATE TABLE "appointment" ("id" text primary key,
  "patient_id" text not null references "patient" ("id"),
  "professional_id" text not null references "practitioner" ("id"),
  "referral_id" text references "referral" ("id"),
  "starts_at" text not null,
  "ends_at" text not null,
  "local_start" text not null,
  "zone" text not null,
  "patient_zone" text,
  "modality" text not null,
  "status" text not null,
  "live" integer not null,
  "reason" text,
  "video_link" text,
  "consent" text,
  "created_at" text not null,
  "created_by" text not null,
  "version" integer default 1 not null,
  "updated_at" text not null,
  "cancelled_at" text,
  "cancelled_by" text,
  "cancel_cause" text,
  "source_system" text,
  "source_id" text,
  "source_hash" text,
  "import_id" text,
  "purpose" text,
  "series_id" text,
  "site_id" text references "site" ("id"),
  "busy_from" text,
  "busy_until" text,
  "overbooked" integer default 0 not null) strict;

CREATE INDEX "appointment_by_patient" on "appointment" ("patient_id", "starts_at");

CREATE INDEX "appointment_by_professional" on "appointment" ("professional_id", "starts_at");

CREATE INDEX "appointment_by_referral" on "appointment" ("referral_id");

CREATE INDEX "appointment_by_series" on "appointment" ("series_id");

CREATE UNIQUE INDEX "appointment_by_source" on "appointment" ("source_system", "source_id");

CREATE INDEX "appointment_by_time" on "appointment" ("starts_at", "id");

CREATE TRIGGER appointment_added after insert on appointment begin update registry_entry set stale_from = '' where patient_id = new.patient_id and stale_from is distinct from ''; end;

CREATE TRIGGER appointment_changed after update on appointment begin update registry_entry set stale_from = '' where patient_id = old.patient_id and stale_from is distinct from ''; update registry_entry set stale_from = '' where patient_id = new.patient_id and stale_from is distinct from ''; end;

CREATE TRIGGER appointment_removed after delete on appointment begin update registry_entry set stale_from = '' where patient_id = old.patient_id and stale_from is distinct from ''; end;

CREATE TABLE "appointment_resource" ("id" text primary key,
  "appointment_id" text not null references "appointment" ("id") on delete cascade,
  "resource_id" text not null references "site_resource" ("id"),
  "starts_at" text not null,
  "ends_at" text not null,
  "live" integer not null) strict;

CREATE INDEX "appointment_resource_by_appointment" on "appointment_resource" ("appointment_id");

CREATE INDEX "appointment_resource_by_resource" on "appointment_resource" ("resource_id", "starts_at");

CREATE TABLE "appointment_step" ("id" text primary key,
  "appointment_id" text not null references "appointment" ("id") on delete cascade,
  "kind" text not null,
  "at" text not null,
  "by_user" text not null,
  "version" integer not null,
  "before" text not null,
  "party" text,
  "cause" text,
  "note" text,
  "request_after" text,
  "undone_at" text,
  "undone_by" text) strict;

CREATE INDEX "appointment_step_by_appointment" on "appointment_step" ("appointment_id", "version");

CREATE TABLE "assessment" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "appointment_id" text references "appointment" ("id") on delete set null,
  "assessed_on" text not null,
  "author_id" text not null,
  "state" text not null,
  "editor_id" text,
  "working" text,
  "amend_reason" text,
  "signed_number" integer not null,
  "created_at" text not null,
  "saved_at" text not null,
  "version" integer not null) strict;

CREATE INDEX "assessment_by_patient" on "assessment" ("patient_id", "assessed_on", "id");

CREATE TRIGGER cohort_assessment_added after insert on assessment begin update cohort_reading set stale = 1 where patient_id = new.patient_id and stale = 0; end;

CREATE TRIGGER cohort_assessment_changed after update on assessment begin update cohort_reading set stale = 1 where patient_id = old.patient_id and stale = 0; update cohort_reading set stale = 1 where patient_id = new.patient_id and stale = 0; end;

CREATE TRIGGER cohort_assessment_removed after delete on assessment begin update cohort_reading set stale = 1 where patient_id = old.patient_id and stale = 0; end;

CREATE TABLE "assessment_score" ("id" text primary key,
  "text_id" text not null references "assessment_text" ("id") on delete cascade,
  "instrument" text not null,
  "position" integer not null,
  "score" real,
  "category" text,
  "formula_version" text not null,
  "content_version_id" text not null references "content_version" ("id"),
  "basis" text not null,
  constraint "assessment_score_once" unique ("text_id",
  "instrument")) strict;

CREATE INDEX "assessment_score_by_instrument" on "assessment_score" ("instrument", "score");

CREATE TABLE "assessment_text" ("id" text primary key,
  "assessment_id" text not null references "assessment" ("id") on delete cascade,
  "number" integer not null,
  "entry" text not null,
  "counts" text,
  "reason" text,
  "signed_at" text not null,
  "signed_by" text not null,
  constraint "assessment_text_once" unique ("assessment_id",
  "number")) strict;

CREATE TABLE "attachment" ("id" text primary key,
  "referral_id" text not null references "referral" ("id"),
  "name" text not null,
  "media_type" text not null,
  "bytes" integer not null,
  "sha256" text not null,
  "pages" integer,
  "sealed_key" text not null,
  "added_at" text not null,
  "added_by" text not null,
  "removed_at" text,
  "removed_by" text,
  "removal_reason" text,
  "import_id" text,
  "version" integer default 1 not null) strict;

CREATE INDEX "attachment_by_import" on "attachment" ("import_id");

CREATE INDEX "attachment_by_referral" on "attachment" ("referral_id", "added_at");

CREATE TABLE "attachment_piece" ("attachment_id" text not null references "attachment" ("id"),
  "position" integer not null,
  "content" blob not null,
  constraint "attachment_piece_key" primary key ("attachment_id",
  "position")) strict;

CREATE TABLE "audit_event" ("seq" integer primary key,
  "at" text not null,
  "user_id" text not null,
  "action" text not null,
  "entity" text not null,
  "entity_id" text,
  "patient_id" text,
  "detail" text,
  "previous_hash" text not null,
  "hash" text not null) strict;

CREATE INDEX "audit_event_by_patient" on "audit_event" ("patient_id", "seq");

CREATE INDEX "audit_event_by_user" on "audit_event" ("user_id", "seq");

CREATE TABLE "audit_head" ("id" integer primary key,
  "seq" integer not null,
  "hash" text not null) strict;

CREATE TABLE "busy_calendar" ("id" text primary key,
  "practitioner_id" text not null references "practitioner" ("id"),
  "name" text not null,
  "read_at" text not null,
  "read_by" text not null,
  "read_until" text not null) strict;

CREATE INDEX "busy_calendar_by_practitioner" on "busy_calendar" ("practitioner_id", "name");

CREATE TABLE "busy_time" ("id" text primary key,
  "calendar_id" text not null references "busy_calendar" ("id") on delete cascade,
  "practitioner_id" text not null references "practitioner" ("id"),
  "starts_at" text not null,
  "ends_at" text not null) strict;

CREATE INDEX "busy_time_by_calendar" on "busy_time" ("calendar_id");

CREATE INDEX "busy_time_by_practitioner" on "busy_time" ("practitioner_id", "starts_at");

CREATE TABLE "calendar_feed" ("id" text primary key,
  "practitioner_id" text not null references "practitioner" ("id"),
  "token_hash" text not null unique,
  "language" text not null,
  "with_names" integer not null,
  "opened_at" text not null,
  "opened_by" text not null,
  "closed_at" text,
  "closed_by" text,
  "last_read_at" text) strict;

CREATE INDEX "calendar_feed_by_practitioner" on "calendar_feed" ("practitioner_id", "opened_at");

CREATE TABLE "calendar_push" ("practitioner_id" text primary key references "practitioner" ("id"),
  "address" text not null,
  "user_name" text not null,
  "secret" text not null,
  "language" text not null,
  "with_names" integer not null,
  "set_at" text not null,
  "set_by" text not null,
  "run_at" text,
  "succeeded_at" text,
  "problem" text) strict;

CREATE TABLE "calendar_push_item" ("id" text primary key,
  "practitioner_id" text not null references "practitioner" ("id"),
  "appointment_id" text not null references "appointment" ("id") on delete cascade,
  "version" integer not null,
  "named" integer not null) strict;

CREATE UNIQUE INDEX "calendar_push_item_once" on "calendar_push_item" ("practitioner_id", "appointment_id");

CREATE TABLE "care_team_member" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "user_id" text not null references "user_account" ("id") on delete cascade,
  "stance" text not null,
  "added_at" text not null,
  "added_by" text not null,
  "removed_at" text,
  "removed_by" text) strict;

CREATE UNIQUE INDEX care_team_member_in_force on care_team_member (patient_id, user_id) where removed_at is null;

CREATE TABLE "clinic" ("id" text primary key,
  "name" text not null,
  "setting" text not null,
  "country" text not null,
  "region" text,
  "time_zone" text not null,
  "language" text not null,
  "demonstration" integer not null,
  "video_template" text,
  "created_at" text not null,
  "holiday_calendar" text,
  "easter_holiday" text) strict;

CREATE TABLE "clinic_setting" ("key" text primary key,
  "value" text not null,
  "updated_at" text not null,
  "updated_by" text not null) strict;

CREATE TABLE "cohort" ("id" text primary key,
  "name" text not null,
  "definition" text not null,
  "owner_id" text not null,
  "shared" integer not null,
  "created_at" text not null,
  "updated_at" text not null,
  "updated_by" text not null,
  "removed_at" text,
  "version" integer not null) strict;

CREATE INDEX "cohort_by_owner" on "cohort" ("removed_at", "owner_id", "id");

CREATE TABLE "cohort_reading" ("patient_id" text primary key references "patient" ("id") on delete cascade,
  "stale" integer default 1 not null) strict;

CREATE INDEX cohort_reading_stale on cohort_reading (patient_id) where stale = 1;

CREATE TABLE "cohort_result" ("patient_id" text not null references "patient" ("id") on delete cascade,
  "test" text not null,
  "number" real not null,
  "taken_on" text not null,
  constraint "cohort_result_key" primary key ("patient_id",
  "test")) strict;

CREATE INDEX "cohort_result_by_test" on "cohort_result" ("test", "number", "taken_on", "patient_id");

CREATE TABLE "cohort_score" ("patient_id" text not null references "patient" ("id") on delete cascade,
  "instrument" text not null,
  "recency" integer not null,
  "assessment_id" text not null,
  "assessed_on" text not null,
  "score" real,
  "category" text,
  constraint "cohort_score_key" primary key ("patient_id",
  "instrument",
  "recency")) strict;

CREATE INDEX "cohort_score_by_date" on "cohort_score" ("instrument", "assessed_on", "patient_id", "category");

CREATE INDEX "cohort_score_by_place" on "cohort_score" ("instrument", "recency", "category", "assessed_on", "patient_id", "score");

CREATE TABLE "cohort_treatment" ("patient_id" text not null references "patient" ("id") on delete cascade,
  "medication_id" text primary key,
  "ingredient" text,
  "drug_class" text not null,
  "line_number" integer,
  "started_on" text,
  "ended_on" text,
  "is_over" integer not null,
  "stop_reason" text) strict;

CREATE INDEX "cohort_treatment_by_class" on "cohort_treatment" ("drug_class", "patient_id", "started_on", "ended_on", "is_over");

CREATE INDEX "cohort_treatment_by_ingredient" on "cohort_treatment" ("ingredient", "patient_id", "started_on", "ended_on", "is_over");

CREATE INDEX "cohort_treatment_by_patient" on "cohort_treatment" ("patient_id", "started_on");

CREATE TABLE "community_nurse" ("practitioner_id" text primary key references "practitioner" ("id"),
  "sector" text not null,
  "areas" text not null,
  "weekdays" text not null,
  "most_people" integer not null,
  "phone" text not null,
  "email" text not null,
  "organization" text not null,
  "is_active" integer not null,
  "note" text not null,
  "updated_at" text not null,
  "updated_by" text not null,
  "version" integer not null) strict;

CREATE TABLE "condition" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "code_system" text,
  "code" text,
  "text" text not null,
  "other_codings" text,
  "source_system" text,
  "source_id" text,
  "source_hash" text,
  "import_id" text,
  "version" integer default 1 not null,
  "created_at" text not null,
  "updated_at" text not null,
  "clinical_status" text,
  "verification_status" text,
  "category" text,
  "onset_on" text,
  "ended_on" text,
  "recorded_on" text,
  "rheumatoid_factor" text,
  "anti_ccp" text,
  "ana" text,
  "hla_b27" text,
  "erosions" text,
  "recorded_by" text) strict;

CREATE INDEX "condition_by_code" on "condition" ("code", "patient_id");

CREATE INDEX "condition_by_import" on "condition" ("import_id", "id");

CREATE INDEX "condition_by_patient" on "condition" ("patient_id", "onset_on");

CREATE UNIQUE INDEX "condition_by_source" on "condition" ("source_system", "source_id");

CREATE TRIGGER condition_added after insert on condition begin update registry_entry set stale_from = '' where patient_id = new.patient_id and stale_from is distinct from ''; end;

CREATE TRIGGER condition_changed after update on condition begin update registry_entry set stale_from = '' where patient_id = old.patient_id and stale_from is distinct from ''; update registry_entry set stale_from = '' where patient_id = new.patient_id and stale_from is distinct from ''; end;

CREATE TRIGGER condition_removed after delete on condition begin update registry_entry set stale_from = '' where patient_id = old.patient_id and stale_from is distinct from ''; end;

CREATE TRIGGER monitoring_condition_added after insert on condition begin update monitoring_due set worked_out_on = '' where patient_id = new.patient_id and worked_out_on <> ''; end;

CREATE TRIGGER monitoring_condition_changed after update on condition begin update monitoring_due set worked_out_on = '' where patient_id = old.patient_id and worked_out_on <> ''; update monitoring_due set worked_out_on = '' where patient_id = new.patient_id and worked_out_on <> ''; end;

CREATE TRIGGER monitoring_condition_removed after delete on condition begin update monitoring_due set worked_out_on = '' where patient_id = old.patient_id and worked_out_on <> ''; end;

CREATE TABLE "contact_preference" ("id" text primary key,
  "patient_id" text not null references "patient" ("id"),
  "channel" text not null,
  "wants" integer not null,
  "note" text not null,
  "noted_at" text not null,
  "noted_by" text not null) strict;

CREATE INDEX "contact_preference_by_patient" on "contact_preference" ("patient_id", "channel", "noted_at");

CREATE TABLE "content_version" ("id" text primary key,
  "kind" text not null,
  "content_id" text not null,
  "version" text not null,
  "sha256" text not null,
  "origin" text not null,
  "body" text not null,
  "created_at" text not null,
  "activated_at" text) strict;

CREATE UNIQUE INDEX "content_version_by_content" on "content_version" ("kind", "content_id", "version", "sha256");

CREATE TABLE "credential" ("id" text primary key,
  "practitioner_id" text not null references "practitioner" ("id"),
  "kind" text not null,
  "hours" real not null,
  "obtained_on" text not null,
  "expires_on" text,
  "issuer" text not null,
  "recorded_at" text not null,
  "recorded_by" text not null,
  "withdrawn_at" text,
  "withdrawn_by" text,
  "withdrawn_reason" text,
  "version" integer not null) strict;

CREATE INDEX "credential_by_person" on "credential" ("practitioner_id", "kind", "obtained_on");

CREATE TABLE "data_export" ("id" text primary key,
  "started_at" text not null,
  "finished_at" text,
  "started_by" text not null,
  "scope" text not null,
  "patient_id" text,
  "format" text not null,
  "contents" text not null,
  "purpose" text not null,
  "note" text,
  "encrypted" integer not null,
  "state" text not null,
  "counts" text) strict;

CREATE INDEX "data_export_by_time" on "data_export" ("started_at", "id");

CREATE TABLE "dose_administration" ("id" text primary key,
  "dose_id" text not null references "pathway_dose" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "given_on" text not null,
  "started" text not null,
  "ended" text not null,
  "observed_until" text not null,
  "identifiers" text not null,
  "product" text not null,
  "lot" text not null,
  "expires_on" text not null,
  "vitals" text not null,
  "incidents" text not null,
  "words" text,
  "act" text not null,
  "judged" text not null,
  "recorded_at" text not null,
  "recorded_by" text not null) strict;

CREATE INDEX "dose_administration_by_patient" on "dose_administration" ("patient_id");

CREATE UNIQUE INDEX "dose_administration_once" on "dose_administration" ("dose_id");

CREATE TABLE "dose_answer" ("id" text primary key,
  "dose_id" text not null references "pathway_dose" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "item" text not null,
  "fact" text not null,
  "value" text,
  "words" text,
  "answered_on" text not null,
  "answered_at" text not null,
  "answered_by" text not null,
  "measured_on" text,
  "result_id" text,
  "converted_from" text) strict;

CREATE INDEX "dose_answer_by_dose" on "dose_answer" ("dose_id", "fact", "answered_at");

CREATE INDEX "dose_answer_by_patient" on "dose_answer" ("patient_id");

CREATE TABLE "dose_correction" ("id" text primary key,
  "dose_id" text not null references "pathway_dose" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "kind" text not null,
  "reason" text not null,
  "former" text not null,
  "made_at" text not null,
  "made_by" text not null) strict;

CREATE INDEX "dose_correction_by_dose" on "dose_correction" ("dose_id", "made_at", "id");

CREATE INDEX "dose_correction_by_patient" on "dose_correction" ("patient_id");

CREATE TABLE "draft" ("id" text primary key,
  "user_id" text not null references "user_account" ("id") on delete cascade,
  "form" text not null,
  "record_id" text not null,
  "sealed" text not null,
  "updated_at" text not null,
  constraint "draft_once" unique ("user_id",
  "form",
  "record_id")) strict;

CREATE INDEX "draft_by_age" on "draft" ("updated_at");

CREATE TABLE "duplicate_pair" ("id" text primary key,
  "one_id" text not null references "patient" ("id") on delete cascade,
  "other_id" text not null references "patient" ("id") on delete cascade,
  "score" real not null,
  "reasons" text not null,
  "rules_version" text not null,
  "scan_id" text,
  "found_at" text not null,
  "state" text not null,
  "decided_at" text,
  "decided_by" text,
  "one_identity" text,
  "other_identity" text,
  constraint "duplicate_pair_once" unique ("one_id",
  "other_id")) strict;

CREATE INDEX "duplicate_pair_by_other" on "duplicate_pair" ("other_id");

CREATE INDEX "duplicate_pair_by_score" on "duplicate_pair" ("state", "score", "id");

CREATE TABLE "duplicate_scan" ("id" text primary key,
  "started_at" text not null,
  "finished_at" text,
  "started_by" text not null,
  "import_id" text,
  "state" text not null,
  "rules_version" text not null,
  "people" integer default 0 not null,
  "compared" integer default 0 not null,
  "found" integer default 0 not null,
  "skipped" text default '[]' not null) strict;

CREATE INDEX "duplicate_scan_by_time" on "duplicate_scan" ("started_at", "id");

CREATE TABLE "emergency_call" ("id" text primary key,
  "referral_id" text not null references "referral" ("id"),
  "called_at" text not null,
  "called_whom" text not null,
  "recorded_by" text not null,
  "recorded_at" text not null,
  "note" text) strict;

CREATE INDEX "emergency_call_by_referral" on "emergency_call" ("referral_id", "called_at");

CREATE TABLE "escalation" ("id" text primary key,
  "enrolment_id" text not null references "pathway_enrolment" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "dose_id" text references "pathway_dose" ("id") on delete set null,
  "call_id" text references "toxicity_call" ("id") on delete set null,
  "kind" text not null,
  "level" text,
  "grade" integer,
  "reasons" text not null,
  "items" text not null,
  "roles" text not null,
  "opened_at" text not null,
  "opened_by" text not null,
  "answer_by" text not null,
  "acknowledged_at" text,
  "acknowledged_by" text,
  "action" text,
  "words" text) strict;

CREATE INDEX "escalation_by_dose" on "escalation" ("dose_id");

CREATE INDEX "escalation_by_enrolment" on "escalation" ("enrolment_id");

CREATE INDEX "escalation_by_patient" on "escalation" ("patient_id");

CREATE INDEX "escalation_open" on "escalation" ("acknowledged_at", "answer_by", "id");

CREATE TABLE "follow_up_departure" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "reason" text not null,
  "since_on" text not null,
  "words" text,
  "noted_at" text not null,
  "noted_by" text not null,
  "ended_at" text,
  "ended_by" text) strict;

CREATE INDEX "follow_up_departure_by_patient" on "follow_up_departure" ("patient_id", "ended_at");

CREATE TABLE "follow_up_plan" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "template_id" text not null references "content_version" ("id"),
  "anchors" text not null,
  "put_off_days" integer default 0 not null,
  "options" text not null,
  "left_out" text not null,
  "practitioner_id" text references "practitioner" ("id"),
  "state" text not null,
  "state_since" text not null,
  "state_reason" text,
  "state_note" text,
  "created_at" text not null,
  "created_by" text not null,
  "updated_at" text not null,
  "updated_by" text not null,
  "version" integer not null) strict;

CREATE INDEX "follow_up_plan_by_patient" on "follow_up_plan" ("patient_id", "state");

CREATE TABLE "follow_up_step" ("id" text primary key,
  "plan_id" text not null references "follow_up_plan" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "template_id" text not null references "content_version" ("id"),
  "code" text not null,
  "occurrence" integer not null,
  "kind" text not null,
  "roles" text not null,
  "practitioner_id" text references "practitioner" ("id"),
  "ideal_on" text not null,
  "from_on" text not null,
  "until_on" text not null,
  "due_on" text not null,
  "reasons" text not null,
  "merged_with" text,
  "state" text not null,
  "done_on" text,
  "words" text,
  "appointment_id" text references "appointment" ("id") on delete set null,
  "assessment_id" text references "assessment" ("id") on delete set null,
  "kept_reason" text,
  "closed_at" text,
  "closed_by" text,
  "version" integer not null,
  "fact_kind" text,
  "fact_id" text,
  "performed_by" text,
  "competence" text) strict;

CREATE INDEX "follow_up_step_by_date" on "follow_up_step" ("state", "due_on", "id");

CREATE INDEX "follow_up_step_by_patient" on "follow_up_step" ("patient_id", "state", "due_on");

CREATE INDEX "follow_up_step_by_stated_competence" on "follow_up_step" ("done_on", "competence") where "competence" is not null;

CREATE INDEX "follow_up_step_by_visit" on "follow_up_step" ("appointment_id");

CREATE UNIQUE INDEX "follow_up_step_once" on "follow_up_step" ("plan_id", "code", "occurrence");

CREATE TABLE "follow_up_template" ("id" text primary key references "content_version" ("id"),
  "based_on" text references "content_version" ("id"),
  "note" text not null,
  "made_by" text not null) strict;

CREATE TABLE "hold_plan" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "event" text not null,
  "happens_on" text not null,
  "plan" text not null,
  "note" text not null,
  "recorded_at" text not null,
  "recorded_by" text not null,
  "withdrawn_at" text,
  "withdrawn_by" text,
  "withdrawn_reason" text) strict;

CREATE INDEX "hold_plan_by_patient" on "hold_plan" ("patient_id", "recorded_at");

CREATE TABLE "import_batch" ("id" text primary key,
  "started_at" text not null,
  "finished_at" text,
  "started_by" text not null,
  "files" text not null,
  "state" text not null,
  "report" text,
  "kind" text default 'fhir' not null,
  "undoes" text) strict;

CREATE INDEX "import_batch_by_time" on "import_batch" ("started_at", "id");

CREATE TABLE "import_before" ("id" text primary key,
  "import_id" text not null,
  "entity" text not null,
  "entity_id" text not null,
  "earlier_import_id" text,
  "before" text not null,
  "after_digest" text not null) strict;

CREATE INDEX "import_before_by_earlier" on "import_before" ("earlier_import_id", "entity", "id");

CREATE UNIQUE INDEX "import_before_by_row" on "import_before" ("import_id", "entity", "entity_id");

CREATE TABLE "import_mapping" ("id" text primary key,
  "name" text not null unique,
  "signature" text not null,
  "body" text not null,
  "updated_at" text not null,
  "updated_by" text not null) strict;

CREATE INDEX "import_mapping_by_signature" on "import_mapping" ("signature", "updated_at");

CREATE TABLE "import_row" ("import_id" text not null references "table_import" ("id") on delete cascade,
  "line" integer not null,
  "state" text not null,
  "name" text not null,
  "birth_date" text,
  "cells" text not null,
  "problems" text not null,
  "problem_codes" text not null,
  "candidates" text not null,
  "decision" text,
  "patient_id" text,
  constraint "import_row_key" primary key ("import_id",
  "line")) strict;

CREATE INDEX "import_row_by_outcome" on "import_row" ("import_id", "state", "problem_codes", "decision");

CREATE INDEX "import_row_by_state" on "import_row" ("import_id", "state", "line");

CREATE TABLE "information_request" ("id" text primary key,
  "referral_id" text not null references "referral" ("id"),
  "asked_at" text not null,
  "asked_by" text not null,
  "items" text not null,
  "message" text not null,
  "ended_at" text,
  "ended_by" text,
  "outcome" text) strict;

CREATE INDEX "information_request_by_referral" on "information_request" ("referral_id", "asked_at");

CREATE TABLE "ledger_line" ("id" text primary key,
  "practitioner_id" text references "practitioner" ("id"),
  "kind" text not null,
  "fee_code" text not null,
  "origin" text not null,
  "quantity" real not null,
  "cents" integer not null,
  "currency" text not null,
  "on_date" text not null,
  "state" text not null,
  "paid_on" text,
  "corrects" text,
  "reason" text,
  "created_at" text not null,
  "updated_at" text not null,
  "updated_by" text not null,
  "version" integer not null) strict;

CREATE INDEX "ledger_line_by_day" on "ledger_line" ("on_date", "id");

CREATE UNIQUE INDEX "ledger_line_once" on "ledger_line" ("origin");

CREATE TABLE "letter_template" ("kind" text not null,
  "language" text not null,
  "version" integer not null,
  "body" text,
  "saved_at" text not null,
  "saved_by" text not null,
  constraint "letter_template_key" primary key ("kind",
  "language",
  "version")) strict;

CREATE TABLE "medication" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "code_system" text,
  "code" text,
  "text" text not null,
  "other_codings" text,
  "source_system" text,
  "source_id" text,
  "source_hash" text,
  "import_id" text,
  "version" integer default 1 not null,
  "created_at" text not null,
  "updated_at" text not null,
  "kind" text not null,
  "status" text not null,
  "intent" text,
  "authored_on" text,
  "started_on" text,
  "ended_on" text,
  "dosage" text,
  "reason_text" text,
  "practitioner_id" text references "practitioner" ("id"),
  "stop_reason" text,
  "stop_note" text) strict;

CREATE INDEX "medication_by_import" on "medication" ("import_id", "id");

CREATE INDEX "medication_by_patient" on "medication" ("patient_id", "authored_on");

CREATE UNIQUE INDEX "medication_by_source" on "medication" ("source_system", "source_id");

CREATE TRIGGER cohort_medication_added after insert on medication begin update cohort_reading set stale = 1 where patient_id = new.patient_id and stale = 0; end;

CREATE TRIGGER cohort_medication_changed after update on medication begin update cohort_reading set stale = 1 where patient_id = old.patient_id and stale = 0; update cohort_reading set stale = 1 where patient_id = new.patient_id and stale = 0; end;

CREATE TRIGGER cohort_medication_removed after delete on medication begin update cohort_reading set stale = 1 where patient_id = old.patient_id and stale = 0; end;

CREATE TRIGGER monitoring_medication_added after insert on medication begin insert into monitoring_due (patient_id) values (new.patient_id) on conflict (patient_id) do update set worked_out_on = ''; end;

CREATE TRIGGER monitoring_medication_changed after update on medication begin update monitoring_due set worked_out_on = '' where patient_id = old.patient_id and worked_out_on <> ''; insert into monitoring_due (patient_id) values (new.patient_id) on conflict (patient_id) do update set worked_out_on = ''; end;

CREATE TRIGGER monitoring_medication_removed after delete on medication begin update monitoring_due set worked_out_on = '' where patient_id = old.patient_id and worked_out_on <> ''; end;

CREATE TABLE "message" ("id" text primary key,
  "key" text not null unique,
  "rule_code" text not null,
  "rule_version" integer not null,
  "occasion" text not null,
  "patient_id" text not null references "patient" ("id"),
  "appointment_id" text references "appointment" ("id"),
  "step_id" text,
  "visit_starts_at" text,
  "language" text not null,
  "channel" text not null,
  "subject" text not null,
  "body" text not null,
  "state" text not null,
  "cause" text,
  "due_at" text not null,
  "expires_at" text,
  "prepared_at" text not null,
  "edited_at" text,
  "edited_by" text,
  "attempts" integer default 0 not null,
  "version" integer default 1 not null,
  "updated_at" text not null,
  "automatic_at" text) strict;

CREATE INDEX "message_by_appointment" on "message" ("appointment_id");

CREATE INDEX "message_by_automatic" on "message" ("automatic_at");

CREATE INDEX "message_by_patient" on "message" ("patient_id", "prepared_at", "id");

CREATE INDEX "message_by_state" on "message" ("state", "due_at", "id");

CREATE TABLE "message_attempt" ("id" text primary key,
  "message_id" text not null references "message" ("id") on delete cascade,
  "at" text not null,
  "by_user" text not null,
  "channel" text not null,
  "address" text not null,
  "outcome" text not null,
  "detail" text not null,
  "ended_at" text) strict;

CREATE INDEX "message_attempt_by_message" on "message_attempt" ("message_id", "at");

CREATE TABLE "message_automation" ("id" text primary key,
  "is_on" integer not null,
  "daily_limit" integer not null,
  "from_time" text not null,
  "until_time" text not null,
  "version" integer not null,
  "saved_at" text not null,
  "saved_by" text not null) strict;

CREATE TABLE "message_channel" ("channel" text primary key,
  "is_on" integer default 0 not null,
  "settings" text not null,
  "sealed" text,
  "tested_at" text,
  "version" integer default 1 not null,
  "saved_at" text not null,
  "saved_by" text not null) strict;

CREATE TABLE "message_rule" ("code" text not null,
  "version" integer not null,
  "body" text not null,
  "on_since" text,
  "saved_at" text not null,
  "saved_by" text not null,
  constraint "message_rule_key" primary key ("code",
  "version")) strict;

CREATE TABLE "monitoring_due" ("patient_id" text primary key references "patient" ("id") on delete cascade,
  "due_on" text,
  "checks" text default '[]' not null,
  "treatments" text default '[]' not null,
  "severity" integer,
  "quiet_until" text,
  "worked_out_on" text default '' not null) strict;

CREATE INDEX "monitoring_due_by_date" on "monitoring_due" ("due_on", "patient_id");

CREATE INDEX "monitoring_due_by_reckoning" on "monitoring_due" ("worked_out_on", "patient_id");

CREATE TABLE "monitoring_outcome" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "outcome" text not null,
  "until_on" text,
  "words" text not null,
  "noted_at" text not null,
  "noted_by" text not null) strict;

CREATE INDEX "monitoring_outcome_by_patient" on "monitoring_outcome" ("patient_id", "noted_at", "id");

CREATE TRIGGER monitoring_monitoring_outcome_added after insert on monitoring_outcome begin update monitoring_due set worked_out_on = '' where patient_id = new.patient_id and worked_out_on <> ''; end;

CREATE TRIGGER monitoring_monitoring_outcome_changed after update on monitoring_outcome begin update monitoring_due set worked_out_on = '' where patient_id = old.patient_id and worked_out_on <> ''; update monitoring_due set worked_out_on = '' where patient_id = new.patient_id and worked_out_on <> ''; end;

CREATE TRIGGER monitoring_monitoring_outcome_removed after delete on monitoring_outcome begin update monitoring_due set worked_out_on = '' where patient_id = old.patient_id and worked_out_on <> ''; end;

CREATE TABLE "nurse_assignment" ("id" text primary key,
  "enrolment_id" text not null references "pathway_enrolment" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "practitioner_id" text not null references "practitioner" ("id"),
  "part" text not null,
  "reasons" text not null,
  "note" text not null,
  "from_on" text not null,
  "assigned_at" text not null,
  "assigned_by" text not null,
  "ended_on" text,
  "ended_reason" text,
  "ended_at" text,
  "ended_by" text,
  "version" integer not null) strict;

CREATE INDEX "nurse_assignment_by_enrolment" on "nurse_assignment" ("enrolment_id", "part", "from_on");

CREATE INDEX "nurse_assignment_by_nurse" on "nurse_assignment" ("practitioner_id", "ended_on");

CREATE INDEX "nurse_assignment_by_patient" on "nurse_assignment" ("patient_id");

CREATE UNIQUE INDEX "nurse_assignment_live" on "nurse_assignment" ("enrolment_id", "part") where ended_on is null;

CREATE TABLE "observation" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "code_system" text,
  "code" text,
  "text" text not null,
  "other_codings" text,
  "source_system" text,
  "source_id" text,
  "source_hash" text,
  "import_id" text,
  "version" integer default 1 not null,
  "created_at" text not null,
  "updated_at" text not null,
  "status" text not null,
  "category" text,
  "effective_at" text,
  "issued_at" text,
  "value_kind" text,
  "value_number" real,
  "value_unit" text,
  "value_unit_code" text,
  "value_code_system" text,
  "value_code" text,
  "value_text" text,
  "interpretation" text,
  "reference_low" real,
  "reference_high" real) strict;

CREATE INDEX "observation_by_import" on "observation" ("import_id", "id");

CREATE INDEX "observation_by_patient" on "observation" ("patient_id", "effective_at", "id");

CREATE UNIQUE INDEX "observation_by_source" on "observation" ("source_system", "source_id");

CREATE TRIGGER cohort_observation_added after insert on observation begin update cohort_reading set stale = 1 where patient_id = new.patient_id and stale = 0; end;

CREATE TRIGGER cohort_observation_changed after update on observation begin update cohort_reading set stale = 1 where patient_id = old.patient_id and stale = 0; update cohort_reading set stale = 1 where patient_id = new.patient_id and stale = 0; end;

CREATE TRIGGER cohort_observation_removed after delete on observation begin update cohort_reading set stale = 1 where patient_id = old.patient_id and stale = 0; end;

CREATE TRIGGER monitoring_observation_added after insert on observation begin update monitoring_due set worked_out_on = '' where patient_id = new.patient_id and worked_out_on <> ''; end;

CREATE TRIGGER monitoring_observation_changed after update on observation begin update monitoring_due set worked_out_on = '' where patient_id = old.patient_id and worked_out_on <> ''; update monitoring_due set worked_out_on = '' where patient_id = new.patient_id and worked_out_on <> ''; end;

CREATE TRIGGER monitoring_observation_removed after delete on observation begin update monitoring_due set worked_out_on = '' where patient_id = old.patient_id and worked_out_on <> ''; end;

CREATE TABLE "observation_component" ("observation_id" text not null references "observation" ("id") on delete cascade,
  "position" integer not null,
  "code_system" text,
  "code" text,
  "text" text not null,
  "other_codings" text,
  "value_kind" text,
  "value_number" real,
  "value_unit" text,
  "value_unit_code" text,
  "value_code_system" text,
  "value_code" text,
  "value_text" text,
  constraint "observation_component_key" primary key ("observation_id",
  "position")) strict;

CREATE TABLE "pathway_definition" ("id" text primary key references "content_version" ("id"),
  "based_on" text references "content_version" ("id"),
  "note" text not null,
  "made_by" text not null) strict;

CREATE TABLE "pathway_dose" ("id" text primary key,
  "enrolment_id" text not null references "pathway_enrolment" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "number" integer not null,
  "schedule" text not null,
  "ideal_on" text not null,
  "due_on" text not null,
  "site" text,
  "state" text not null,
  "reason" text,
  "words" text,
  "given_on" text,
  "given_site" text,
  "updated_at" text not null,
  "updated_by" text not null,
  "version" integer not null) strict;

CREATE INDEX "pathway_dose_by_date" on "pathway_dose" ("state", "due_on", "id");

CREATE INDEX "pathway_dose_by_patient" on "pathway_dose" ("patient_id", "state");

CREATE UNIQUE INDEX "pathway_dose_once" on "pathway_dose" ("enrolment_id", "number");

CREATE TABLE "pathway_enrolment" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "pathway_code" text not null,
  "definition_id" text not null references "content_version" ("id"),
  "state" text not null,
  "phase" text,
  "state_since" text not null,
  "reason" text,
  "note" text,
  "included_on" text,
  "schedule" text,
  "plan_id" text references "follow_up_plan" ("id") on delete set null,
  "created_at" text not null,
  "created_by" text not null,
  "updated_at" text not null,
  "updated_by" text not null,
  "version" integer not null) strict;

CREATE INDEX "pathway_enrolment_board" on "pathway_enrolment" ("pathway_code", "state", "phase", "state_since", "id");

CREATE INDEX "pathway_enrolment_by_patient" on "pathway_enrolment" ("patient_id", "state");

CREATE TABLE "pathway_event" ("id" text primary key,
  "enrolment_id" text not null references "pathway_enrolment" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "move" text not null,
  "phase" text,
  "on_date" text not null,
  "reason" text,
  "note" text,
  "judged" text,
  "made_at" text not null,
  "made_by" text not null,
  "before" text,
  "undone_at" text,
  "undone_by" text,
  "undone_reason" text) strict;

CREATE INDEX "pathway_event_by_enrolment" on "pathway_event" ("enrolment_id", "made_at");

CREATE INDEX "pathway_event_by_patient" on "pathway_event" ("patient_id");

CREATE TABLE "pathway_fact" ("id" text primary key,
  "enrolment_id" text not null references "pathway_enrolment" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "code" text not null,
  "value" text,
  "noted_on" text not null,
  "noted_at" text not null,
  "noted_by" text not null,
  "rested_on" text) strict;

CREATE INDEX "pathway_fact_by_enrolment" on "pathway_fact" ("enrolment_id", "code", "noted_at");

CREATE INDEX "pathway_fact_by_patient" on "pathway_fact" ("patient_id");

CREATE TABLE "pathway_retirement" ("pathway_code" text primary key,
  "reason" text not null,
  "retired_at" text not null,
  "retired_by" text not null) strict;

CREATE TABLE "patient" ("id" text primary key,
  "family_name" text not null,
  "given_name" text not null,
  "birth_family_name" text,
  "prefix" text,
  "sort_key" text not null,
  "birth_date" text,
  "administrative_sex" text not null,
  "gender" text,
  "language" text,
  "phone" text,
  "email" text,
  "address_line" text,
  "city" text,
  "postal_code" text,
  "region_code" text,
  "country" text,
  "mobility" text default 'unknown' not null,
  "tele_suitability" text default 'unknown' not null,
  "deceased" integer default 0 not null,
  "deceased_on" text,
  "marital_status" text,
  "source_system" text,
  "source_id" text,
  "source_hash" text,
  "import_id" text,
  "version" integer default 1 not null,
  "created_at" text not null,
  "updated_at" text not null,
  "identity_document" text,
  "identity_verified_on" text,
  "birth_place_code" text,
  "merged_into" text references "patient" ("id")) strict;

CREATE INDEX "patient_by_birth_date" on "patient" ("birth_date", "id");

CREATE INDEX "patient_by_import" on "patient" ("import_id", "id");

CREATE INDEX "patient_by_name" on "patient" ("sort_key", "id");

CREATE UNIQUE INDEX "patient_by_source" on "patient" ("source_system", "source_id");

CREATE INDEX patient_merged on patient (merged_into) where merged_into is not null;

CREATE TRIGGER cohort_patient_added after insert on patient begin insert into cohort_reading (patient_id) values (new.id) on conflict (patient_id) do nothing; end;

CREATE TRIGGER patient_changed after update on patient begin delete from registry_entry where patient_id = new.id and new.merged_into is not null; insert into registry_entry (patient_id, sort_key, birth_date, administrative_sex, language, region_code, mobility, tele_suitability, deceased, stale_from) select new.id, new.sort_key, new.birth_date, new.administrative_sex, new.language, new.region_code, new.mobility, new.tele_suitability, new.deceased, '' where new.merged_into is null on conflict (patient_id) do update set sort_key = excluded.sort_key, birth_date = excluded.birth_date, administrative_sex = excluded.administrative_sex, language = excluded.language, region_code = excluded.region_code, mobility = excluded.mobility, tele_suitability = excluded.tele_suitability, deceased = excluded.deceased, stale_from = ''; end;

CREATE TRIGGER patient_registered after insert on patient begin insert into registry_entry (patient_id, sort_key, birth_date, administrative_sex, language, region_code, mobility, tele_suitability, deceased, stale_from) select new.id, new.sort_key, new.birth_date, new.administrative_sex, new.language, new.region_code, new.mobility, new.tele_suitability, new.deceased, '' where new.merged_into is null on conflict (patient_id) do update set sort_key = excluded.sort_key, birth_date = excluded.birth_date, administrative_sex = excluded.administrative_sex, language = excluded.language, region_code = excluded.region_code, mobility = excluded.mobility, tele_suitability = excluded.tele_suitability, deceased = excluded.deceased, stale_from = ''; end;

CREATE TABLE "patient_identifier" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "system" text not null,
  "value" text not null,
  "use" text,
  "valid_from" text,
  "issuer" text,
  "valid_to" text,
  "ins_qualified" integer default 0 not null) strict;

CREATE INDEX "patient_identifier_by_patient" on "patient_identifier" ("patient_id", "system");

CREATE INDEX "patient_identifier_by_value" on "patient_identifier" ("system", "value");

CREATE UNIQUE INDEX patient_identifier_file_number on patient_identifier (value) where system = 'urn:relais:identifier:clinic-file';

CREATE TABLE "patient_merge" ("id" text primary key,
  "survivor_id" text not null references "patient" ("id"),
  "retired_id" text not null references "patient" ("id"),
  "merged_at" text not null,
  "merged_by" text not null,
  "taken" text not null,
  "moved" text not null,
  "before" text not null,
  "survivor_version" integer not null,
  "undone_at" text,
  "undone_by" text) strict;

CREATE INDEX "patient_merge_by_retired" on "patient_merge" ("retired_id", "merged_at");

CREATE INDEX "patient_merge_by_survivor" on "patient_merge" ("survivor_id", "merged_at");

CREATE INDEX "patient_merge_by_time" on "patient_merge" ("merged_at", "id");

CREATE TABLE "patient_responsible" ("patient_id" text primary key references "patient" ("id") on delete cascade,
  "practitioner_id" text not null references "practitioner" ("id"),
  "assigned_at" text not null,
  "assigned_by" text not null) strict;

CREATE INDEX "patient_responsible_by_professional" on "patient_responsible" ("practitioner_id", "patient_id");

CREATE TABLE "patient_restriction" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "reason" text not null,
  "words" text not null,
  "restricted_at" text not null,
  "restricted_by" text not null,
  "lifted_at" text,
  "lifted_by" text,
  "lifted_words" text) strict;

CREATE UNIQUE INDEX patient_restriction_in_force on patient_restriction (patient_id) where lifted_at is null;

CREATE TABLE patient_search ( search_id integer primary key, patient_id text not null unique references patient (id) on delete cascade, sort_key text not null, terms text not null ) strict;

CREATE INDEX "patient_search_by_name" on "patient_search" ("sort_key", "patient_id");

CREATE TRIGGER patient_search_added after insert on patient_search begin insert into patient_search_words (rowid, terms) values (new.search_id, new.terms); end;

CREATE TRIGGER patient_search_changed after update on patient_search begin insert into patient_search_words (patient_search_words, rowid, terms) values ('delete', old.search_id, old.terms); insert into patient_search_words (rowid, terms) values (new.search_id, new.terms); end;

CREATE TRIGGER patient_search_removed after delete on patient_search begin insert into patient_search_words (patient_search_words, rowid, terms) values ('delete', old.search_id, old.terms); end;

CREATE TRIGGER search_word_added after insert on patient_search begin insert into search_word (word) select distinct value from json_each('["' || replace(new.terms, ' ', '","') || '"]') where length(value) > 2 and value not glob '*[^a-z]*' and not exists (select 1 from search_word where word = value); end;

CREATE TRIGGER search_word_changed after update on patient_search begin insert into search_word (word) select distinct value from json_each('["' || replace(new.terms, ' ', '","') || '"]') where length(value) > 2 and value not glob '*[^a-z]*' and not exists (select 1 from search_word where word = value); end;

CREATE VIRTUAL TABLE patient_search_words using fts5(terms, content='patient_search', content_rowid='search_id', tokenize='ascii', prefix='2 3 4 5 6 7 8', columnsize=0);

CREATE TABLE "practitioner" ("id" text primary key,
  "family_name" text not null,
  "given_name" text not null,
  "prefix" text,
  "sort_key" text not null,
  "search_terms" text not null,
  "administrative_sex" text,
  "organization" text,
  "phone" text,
  "fax" text,
  "email" text,
  "address_line" text,
  "city" text,
  "postal_code" text,
  "region_code" text,
  "country" text,
  "clinic_role" text,
  "slot_minutes" integer default 30 not null,
  "availability_version" integer default 0 not null,
  "availability_changed_at" text,
  "availability_changed_by" text,
  "active" integer default 1 not null,
  "source_system" text,
  "source_id" text,
  "source_hash" text,
  "import_id" text,
  "version" integer default 1 not null,
  "created_at" text not null,
  "updated_at" text not null,
  "languages" text default '[]' not null) strict;

CREATE INDEX "practitioner_by_import" on "practitioner" ("import_id", "id");

CREATE INDEX "practitioner_by_name" on "practitioner" ("sort_key", "id");

CREATE INDEX "practitioner_by_role" on "practitioner" ("clinic_role", "sort_key");

CREATE UNIQUE INDEX "practitioner_by_source" on "practitioner" ("source_system", "source_id");

CREATE TABLE "practitioner_identifier" ("practitioner_id" text not null references "practitioner" ("id") on delete cascade,
  "system" text not null,
  "value" text not null,
  constraint "practitioner_identifier_key" primary key ("practitioner_id",
  "system",
  "value")) strict;

CREATE TABLE "prevention_check" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "item" text not null,
  "outcome" text not null,
  "checked_on" text not null,
  "note" text not null,
  "recorded_at" text not null,
  "recorded_by" text not null,
  "withdrawn_at" text,
  "withdrawn_by" text) strict;

CREATE INDEX "prevention_check_by_patient" on "prevention_check" ("patient_id", "item", "checked_on");

CREATE TABLE "quality_verdict" ("id" text primary key,
  "check_code" text not null,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "subject" text not null,
  "facts" text not null,
  "reason" text not null,
  "verified_at" text not null,
  "verified_by" text not null,
  "withdrawn_at" text,
  "withdrawn_by" text) strict;

CREATE INDEX "quality_verdict_by_check" on "quality_verdict" ("check_code", "patient_id", "subject");

CREATE TABLE "rating_sample" ("id" text primary key,
  "from_on" text not null,
  "until_on" text not null,
  "wanted" integer not null,
  "seed" text not null,
  "drawn_from" integer not null,
  "rater_id" text not null references "user_account" ("id"),
  "drawn_at" text not null,
  "drawn_by" text not null,
  "over_at" text,
  "ended_by" text) strict;

CREATE INDEX "rating_sample_by_rater" on "rating_sample" ("rater_id", "over_at");

CREATE TABLE "recall" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "due_on" text not null,
  "reason" text not null,
  "cohort_id" text,
  "created_at" text not null,
  "created_by" text not null,
  "state" text not null,
  "outcome" text,
  "closed_at" text,
  "closed_by" text,
  "version" integer not null) strict;

CREATE INDEX "recall_by_date" on "recall" ("state", "due_on", "id");

CREATE INDEX "recall_by_patient" on "recall" ("patient_id", "state");

CREATE TABLE "recall_contact" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "way" text not null,
  "outcome" text not null,
  "words" text,
  "noted_at" text not null,
  "noted_by" text not null,
  "withdrawn_at" text,
  "withdrawn_by" text) strict;

CREATE INDEX "recall_contact_by_patient" on "recall_contact" ("patient_id", "noted_at", "id");

CREATE TABLE "record_change" ("id" text primary key,
  "entity" text not null,
  "entity_id" text not null,
  "patient_id" text references "patient" ("id") on delete cascade,
  "version" integer not null,
  "at" text not null,
  "user_id" text not null,
  "origin" text not null,
  "reason" text,
  "import_id" text,
  "undoes" text,
  "changes" text not null) strict;

CREATE INDEX "record_change_by_entity" on "record_change" ("entity", "entity_id", "version");

CREATE INDEX "record_change_by_import" on "record_change" ("import_id");

CREATE INDEX "record_change_by_patient" on "record_change" ("patient_id", "at", "id");

CREATE TABLE "record_copy" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "made_at" text not null,
  "made_by" text not null,
  "requester" text not null,
  "relationship" text not null,
  "purpose" text not null,
  "language" text not null,
  "with_accesses" integer not null) strict;

CREATE INDEX "record_copy_by_patient" on "record_copy" ("patient_id", "made_at");

CREATE TABLE "record_opening" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "user_id" text not null,
  "reason" text not null,
  "words" text not null,
  "opened_at" text not null,
  "open_until" text not null,
  "reviewed_at" text,
  "reviewed_by" text,
  "review_words" text) strict;

CREATE INDEX "record_opening_by_patient" on "record_opening" ("patient_id", "user_id", "open_until");

CREATE INDEX "record_opening_by_time" on "record_opening" ("opened_at", "id");

CREATE INDEX record_opening_unreviewed on record_opening (opened_at, id) where reviewed_at is null;

CREATE TABLE "referral" ("id" text primary key,
  "patient_id" text not null references "patient" ("id"),
  "referrer_id" text references "practitioner" ("id"),
  "reason_code" text,
  "requested_cls" text,
  "free_text" text not null,
  "findings" text not null,
  "prerequisites_provided" text not null,
  "state" text not null,
  "received_at" text not null,
  "completed_on" text not null,
  "entered_at" text not null,
  "entered_by" text not null,
  "proposed_cls" text,
  "decided_cls" text,
  "due_on" text,
  "queue_role" text,
  "modality" text,
  "leading_findings" text default '[]' not null,
  "emergency_call_pending" integer default 0 not null,
  "source_system" text,
  "source_id" text,
  "source_hash" text,
  "import_id" text,
  "version" integer default 1 not null,
  "updated_at" text not null,
  "updated_by" text not null,
  "claimed_by" text,
  "claimed_at" text,
  "returned_at" text,
  "returned_by" text,
  "returned_from" text,
  "return_reason" text,
  "asked_at" text,
  "request_codings" text,
  "finding_words" text,
  "original_due_on" text,
  "paused_as_of" text,
  "advice_pending" integer default 0 not null,
  "ended_elsewhere" text,
  "opinion_of" text,
  "opinion_question" text,
  "opinion_asked_by" text,
  "opinion_asked_at" text) strict;

CREATE INDEX "referral_by_change" on "referral" ("updated_at", "id");

CREATE INDEX "referral_by_opinion" on "referral" ("opinion_of") where "opinion_of" is not null;

CREATE INDEX "referral_by_patient" on "referral" ("patient_id", "received_at");

CREATE UNIQUE INDEX "referral_by_source" on "referral" ("source_system", "source_id");

CREATE INDEX "referral_counts" on "referral" ("state", "emergency_call_pending", "advice_pending", "due_on", "queue_role", "claimed_by");

CREATE INDEX referral_done_queue on referral ((case when state in ('booked', 'emergency', 'redirected', 'advised', 'declined', 'cancelled', 'closed') and emergency_call_pending = 0 and advice_pending = 0 then 1 else 0 end), updated_at, id);

CREATE INDEX referral_incomplete_queue on referral ((case when (asked_at is not null and state in ('received', 'accepted')) or (state = 'received' and proposed_cls is null) then 1 else 0 end), (case when emergency_call_pending = 1 or coalesce(decided_cls, proposed_cls) = 'URG' then 0 else 1 end), (coalesce(due_on, '')), received_at, id);

CREATE INDEX referral_open_queue on referral ((case when state in ('received', 'accepted', 'emergency', 'advised') then 1 else 0 end), (case when emergency_call_pending = 1 or coalesce(decided_cls, proposed_cls) = 'URG' then 0 else 1 end), (coalesce(due_on, '')), received_at, id);

CREATE INDEX "referral_paused" on "referral" ("paused_as_of");

CREATE INDEX referral_paused_open on referral ((case when paused_as_of is not null and state in ('received', 'accepted') then 1 else 0 end), paused_as_of);

CREATE INDEX "referral_queue" on "referral" ("state", "due_on", "received_at", "id");

CREATE INDEX "referral_queue_by_role" on "referral" ("queue_role", "state", "due_on", "id");

CREATE INDEX referral_role_queue on referral (queue_role, (case when state in ('received', 'accepted', 'emergency', 'advised') then 1 else 0 end), (case when emergency_call_pending = 1 or coalesce(decided_cls, proposed_cls) = 'URG' then 0 else 1 end), (coalesce(due_on, '')), received_at, id);

CREATE TRIGGER referral_added after insert on referral begin update registry_entry set stale_from = '' where patient_id = new.patient_id and stale_from is distinct from ''; end;

CREATE TRIGGER referral_changed after update on referral begin update registry_entry set stale_from = '' where patient_id = old.patient_id and stale_from is distinct from ''; update registry_entry set stale_from = '' where patient_id = new.patient_id and stale_from is distinct from ''; end;

CREATE TRIGGER referral_removed after delete on referral begin update registry_entry set stale_from = '' where patient_id = old.patient_id and stale_from is distinct from ''; end;

CREATE TABLE "referral_letter" ("id" text primary key,
  "referral_id" text not null references "referral" ("id"),
  "decision_id" text references "triage_decision" ("id"),
  "kind" text not null,
  "language" text not null,
  "addressee" text not null,
  "body" text not null,
  "written_at" text not null,
  "written_by" text not null,
  "pdf" blob,
  "withdrawn_at" text,
  "withdrawn_by" text) strict;

CREATE INDEX "referral_letter_by_referral" on "referral_letter" ("referral_id", "written_at");

CREATE TABLE "referral_pause" ("id" text primary key,
  "referral_id" text not null references "referral" ("id"),
  "cause" text not null,
  "reason" text not null,
  "from_date" text not null,
  "until_date" text,
  "started_at" text not null,
  "started_by" text not null,
  "ended_at" text,
  "ended_by" text) strict;

CREATE INDEX "referral_pause_by_referral" on "referral_pause" ("referral_id", "from_date");

CREATE TABLE "referral_step" ("id" text primary key,
  "referral_id" text not null references "referral" ("id"),
  "at" text not null,
  "by" text not null,
  "action" text not null,
  "from_state" text not null,
  "to_state" text not null,
  "reason" text) strict;

CREATE INDEX "referral_step_by_referral" on "referral_step" ("referral_id", "at");

CREATE TABLE "registry_entry" ("patient_id" text primary key references "patient" ("id") on delete cascade,
  "sort_key" text not null,
  "birth_date" text,
  "administrative_sex" text not null,
  "language" text,
  "region_code" text,
  "mobility" text not null,
  "tele_suitability" text not null,
  "deceased" integer not null,
  "problem_key" text,
  "problem_text" text,
  "class_rank" integer,
  "last_visit_on" text,
  "next_visit_at" text,
  "phone_key" text,
  "stale_from" text) strict;

CREATE INDEX "registry_entry_by_birth_date" on "registry_entry" ("birth_date", "sort_key", "patient_id");

CREATE INDEX "registry_entry_by_class_rank" on "registry_entry" ("class_rank", "sort_key", "patient_id");

CREATE INDEX "registry_entry_by_last_visit_on" on "registry_entry" ("last_visit_on", "sort_key", "patient_id");

CREATE INDEX "registry_entry_by_name" on "registry_entry" ("sort_key", "patient_id");

CREATE INDEX "registry_entry_by_next_visit_at" on "registry_entry" ("next_visit_at", "sort_key", "patient_id");

CREATE INDEX registry_entry_by_phone on registry_entry (phone_key) where phone_key is not null;

CREATE INDEX "registry_entry_by_problem_key" on "registry_entry" ("problem_key", "sort_key", "patient_id");

CREATE INDEX "registry_entry_by_region_code" on "registry_entry" ("region_code", "sort_key", "patient_id");

CREATE INDEX "registry_entry_facets" on "registry_entry" ("deceased", "administrative_sex", "language", "mobility", "tele_suitability", "region_code", "class_rank", "birth_date", "last_visit_on", "next_visit_at", "problem_key");

CREATE INDEX registry_entry_stale on registry_entry (stale_from) where stale_from is not null;

CREATE TABLE "remote_visit" ("appointment_id" text primary key references "appointment" ("id") on delete cascade,
  "checklist" text,
  "checked_at" text,
  "checked_by" text,
  "fallback_reason" text,
  "fallback_at" text,
  "fallback_by" text,
  "exam_limits" text,
  "outcome_at" text,
  "outcome_by" text,
  "convert_until" text,
  "convert_reason" text,
  "dropped_at" text,
  "dropped_by" text,
  "drop_reason" text,
  "version" integer default 1 not null) strict;

CREATE INDEX "remote_visit_to_book" on "remote_visit" ("convert_until", "appointment_id");

CREATE TABLE "research_consent" ("id" text primary key,
  "patient_id" text not null references "patient" ("id"),
  "decision" text not null,
  "decided_on" text not null,
  "way" text not null,
  "giver" text not null,
  "note" text not null,
  "recorded_at" text not null,
  "recorded_by" text not null) strict;

CREATE INDEX "research_consent_by_patient" on "research_consent" ("patient_id", "decided_on");

CREATE TABLE "rule_replay" ("id" text primary key,
  "version_id" text not null references "content_version" ("id"),
  "against_id" text not null references "content_version" ("id"),
  "started_at" text not null,
  "started_by" text not null,
  "finished_at" text,
  "state" text not null,
  "requests" integer not null,
  "without_age" integer not null,
  "other_class" integer not null,
  "otherwise" integer not null,
  "matrix" text not null) strict;

CREATE INDEX "rule_replay_by_version" on "rule_replay" ("version_id", "started_at");

CREATE TABLE "rule_replay_case" ("id" text primary key,
  "replay_id" text not null references "rule_replay" ("id") on delete cascade,
  "referral_id" text not null references "referral" ("id") on delete cascade,
  "from_cls" text not null,
  "to_cls" text not null,
  "place" integer not null,
  "detail" text not null) strict;

CREATE INDEX "rule_replay_case_by_place" on "rule_replay_case" ("replay_id", "place", "id");

CREATE INDEX "rule_replay_case_by_referral" on "rule_replay_case" ("referral_id");

CREATE TABLE "ruleset_signature" ("id" text primary key,
  "version_id" text not null references "content_version" ("id"),
  "replaced_id" text not null references "content_version" ("id"),
  "signed_at" text not null,
  "signed_by" text not null,
  "note" text not null) strict;

CREATE INDEX "ruleset_signature_by_version" on "ruleset_signature" ("version_id", "signed_at");

CREATE TABLE "ruleset_version" ("id" text primary key references "content_version" ("id"),
  "based_on" text not null references "content_version" ("id"),
  "change" text not null,
  "rule_id" text not null,
  "note" text not null,
  "made_by" text not null) strict;

CREATE TABLE search_word (id integer primary key, word text not null unique) strict;

CREATE TABLE "second_rating" ("id" text primary key,
  "sample_id" text not null references "rating_sample" ("id"),
  "referral_id" text not null references "referral" ("id"),
  "decision_id" text not null references "triage_decision" ("id"),
  "place" integer not null,
  "cls" text,
  "primary_professional" text,
  "disposition" text,
  "note" text,
  "rated_at" text,
  "had_opened" integer) strict;

CREATE INDEX "second_rating_by_referral" on "second_rating" ("referral_id");

CREATE UNIQUE INDEX "second_rating_by_sample" on "second_rating" ("sample_id", "place");

CREATE TABLE "site" ("id" text primary key,
  "name" text not null,
  "sort_key" text not null,
  "address" text,
  "city" text,
  "postal_code" text,
  "phone" text,
  "zone" text not null,
  "holiday_calendar" text,
  "easter_holiday" text,
  "latitude" real,
  "longitude" real,
  "retired_at" text,
  "version" integer not null,
  "changed_at" text not null,
  "changed_by" text not null) strict;

CREATE TABLE "site_resource" ("id" text primary key,
  "site_id" text references "site" ("id"),
  "kind" text not null,
  "name" text not null,
  "sort_key" text not null,
  "retired_at" text,
  "version" integer not null,
  "changed_at" text not null,
  "changed_by" text not null) strict;

CREATE INDEX "site_resource_by_site" on "site_resource" ("site_id", "kind");

CREATE TABLE "slot_hold" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "practitioner_id" text not null references "practitioner" ("id") on delete cascade,
  "starts_at" text not null,
  "ends_at" text not null,
  "modality" text not null,
  "referral_id" text references "referral" ("id"),
  "entry_id" text references "waiting_entry" ("id") on delete cascade,
  "held_at" text not null,
  "held_by" text not null,
  "until" text not null,
  "ended_at" text,
  "ended_by" text,
  "outcome" text,
  "purpose" text,
  "busy_from" text,
  "busy_until" text,
  "resource_ids" text default '[]' not null) strict;

CREATE INDEX "slot_hold_by_patient" on "slot_hold" ("patient_id");

CREATE INDEX "slot_hold_by_practitioner" on "slot_hold" ("practitioner_id", "until");

CREATE TABLE "study" ("id" text primary key,
  "name" text not null,
  "name_key" text not null unique,
  "approval" text not null,
  "smallest_cell" integer not null,
  "created_at" text not null,
  "created_by" text not null) strict;

CREATE TABLE "study_extract" ("id" text primary key,
  "study_id" text not null references "study" ("id"),
  "started_at" text not null,
  "finished_at" text,
  "started_by" text not null,
  "scope" text not null,
  "groups" text not null,
  "encrypted" integer not null,
  "state" text not null,
  "people" text) strict;

CREATE INDEX "study_extract_by_study" on "study_extract" ("study_id", "started_at");

CREATE TABLE "study_key" ("id" text primary key,
  "study_id" text not null references "study" ("id"),
  "patient_id" text not null references "patient" ("id"),
  "sealed" text not null) strict;

CREATE INDEX "study_key_by_patient" on "study_key" ("study_id", "patient_id");

CREATE INDEX "study_key_of_patient" on "study_key" ("patient_id");

CREATE TABLE "table_import" ("id" text primary key,
  "stage" text not null,
  "file_id" text,
  "file_name" text not null,
  "bytes" integer not null,
  "sha256" text not null,
  "sealed" text not null,
  "started_by" text not null,
  "created_at" text not null,
  "updated_at" text not null) strict;

CREATE INDEX "table_import_by_time" on "table_import" ("updated_at", "id");

CREATE TABLE "toxicity_call" ("id" text primary key,
  "enrolment_id" text not null references "pathway_enrolment" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "dose_id" text references "pathway_dose" ("id") on delete set null,
  "kind" text not null,
  "code" text,
  "due_on" text,
  "state" text not null,
  "answers" text,
  "found" text,
  "grade" integer,
  "action" text,
  "words" text,
  "called_on" text,
  "called_at" text,
  "called_by" text,
  "symptom_on" text) strict;

CREATE INDEX "toxicity_call_by_date" on "toxicity_call" ("state", "due_on", "id");

CREATE INDEX "toxicity_call_by_dose" on "toxicity_call" ("dose_id");

CREATE INDEX "toxicity_call_by_enrolment" on "toxicity_call" ("enrolment_id", "state", "called_at");

CREATE INDEX "toxicity_call_by_patient" on "toxicity_call" ("patient_id");

CREATE TABLE "treatment_confirmation" ("id" text primary key,
  "medication_id" text not null references "medication" ("id") on delete cascade,
  "guard" text not null,
  "reason" text not null,
  "confirmed_at" text not null,
  "confirmed_by" text not null,
  "detail" text) strict;

CREATE INDEX "treatment_confirmation_by_line" on "treatment_confirmation" ("medication_id", "confirmed_at");

CREATE TABLE "treatment_coverage" ("id" text primary key,
  "medication_id" text not null references "medication" ("id") on delete cascade,
  "payer" text not null,
  "sent_on" text,
  "approved_on" text,
  "renews_on" text,
  "note" text not null,
  "updated_at" text not null,
  "updated_by" text not null,
  "import_id" text,
  constraint "treatment_coverage_once" unique ("medication_id")) strict;

CREATE INDEX "treatment_coverage_by_import" on "treatment_coverage" ("import_id");

CREATE INDEX "treatment_coverage_by_renewal" on "treatment_coverage" ("renews_on");

CREATE TABLE "treatment_event" ("id" text primary key,
  "medication_id" text not null references "medication" ("id") on delete cascade,
  "happened_on" text not null,
  "term" text not null,
  "grade" integer not null,
  "serious" integer not null,
  "outcome" text not null,
  "note" text not null,
  "recorded_at" text not null,
  "recorded_by" text not null,
  "withdrawn_at" text,
  "withdrawn_by" text,
  "import_id" text) strict;

CREATE INDEX "treatment_event_by_import" on "treatment_event" ("import_id");

CREATE INDEX "treatment_event_by_line" on "treatment_event" ("medication_id", "happened_on");

CREATE TABLE "triage_decision" ("id" text primary key,
  "referral_id" text not null references "referral" ("id"),
  "decided_at" text not null,
  "decided_by" text not null,
  "overridden" integer not null,
  "override_reason" text,
  "cls" text not null,
  "primary_professional" text not null,
  "modality" text not null,
  "due_on" text not null,
  "disposition" text not null,
  "redirect_to" text,
  "note" text,
  "proposal" text not null,
  "findings" text not null,
  "ruleset_version_id" text not null references "content_version" ("id"),
  "reasons_version_id" text not null references "content_version" ("id"),
  "referral_version" integer,
  "before" text,
  "undone_at" text,
  "undone_by" text,
  "route" text) strict;

CREATE INDEX "triage_decision_by_referral" on "triage_decision" ("referral_id", "decided_at");

CREATE INDEX "triage_decision_by_time" on "triage_decision" ("decided_at");

CREATE TABLE "user_account" ("id" text primary key,
  "login" text not null unique,
  "display_name" text not null,
  "practitioner_id" text references "practitioner" ("id"),
  "language" text not null,
  "theme" text not null,
  "disabled_at" text,
  "version" integer default 1 not null,
  "created_at" text not null,
  "must_change_password" integer default 0 not null,
  "last_signed_in_at" text) strict;

CREATE TABLE "user_role" ("user_id" text not null references "user_account" ("id") on delete cascade,
  "role" text not null,
  constraint "user_role_key" primary key ("user_id",
  "role")) strict;

CREATE TABLE "user_setting" ("user_id" text not null references "user_account" ("id") on delete cascade,
  "key" text not null,
  "value" text not null,
  "updated_at" text not null,
  constraint "user_setting_key" primary key ("user_id",
  "key")) strict;

CREATE TABLE "vaccination" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "code_system" text,
  "code" text,
  "text" text not null,
  "other_codings" text,
  "source_system" text,
  "source_id" text,
  "source_hash" text,
  "import_id" text,
  "version" integer default 1 not null,
  "created_at" text not null,
  "updated_at" text not null,
  "status" text not null,
  "status_reason" text,
  "status_note" text,
  "given_on" text,
  "given_words" text,
  "lot_number" text,
  "expires_on" text,
  "site" text,
  "route" text,
  "dose_number" integer,
  "primary_source" integer,
  "report_origin" text,
  "note" text,
  "recorded_on" text,
  "recorded_by" text) strict;

CREATE INDEX "vaccination_by_import" on "vaccination" ("import_id", "id");

CREATE INDEX "vaccination_by_patient" on "vaccination" ("patient_id", "given_on");

CREATE UNIQUE INDEX "vaccination_by_source" on "vaccination" ("source_system", "source_id");

CREATE TABLE "visit_exception" ("id" text primary key,
  "appointment_id" text not null references "appointment" ("id") on delete cascade,
  "kind" text not null,
  "reason" text not null,
  "facts" text not null,
  "professional_id" text not null,
  "starts_at" text not null,
  "at" text not null,
  "by_user" text not null) strict;

CREATE INDEX "visit_exception_by_appointment" on "visit_exception" ("appointment_id", "at");

CREATE TABLE "visit_preference" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "weekdays" text not null,
  "half_days" text not null,
  "modalities" text not null,
  "notice_hours" integer,
  "travel_km" integer,
  "travel_minutes" integer,
  "words" text,
  "version" integer not null,
  "set_at" text not null,
  "set_by" text not null,
  "replaced_at" text) strict;

CREATE INDEX "visit_preference_by_patient" on "visit_preference" ("patient_id", "replaced_at");

CREATE TABLE "visit_type" ("code" text primary key,
  "label_fr" text,
  "label_en" text,
  "minutes" integer,
  "buffer_before" integer not null,
  "buffer_after" integer not null,
  "roles" text not null,
  "classes" text not null,
  "modalities" text not null,
  "retired_at" text,
  "version" integer not null,
  "changed_at" text not null,
  "changed_by" text not null,
  "needs_room" integer default 0 not null,
  "equipment" text) strict;

CREATE TABLE "waiting_entry" ("id" text primary key,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "appointment_id" text references "appointment" ("id") on delete cascade,
  "role" text not null,
  "modality" text,
  "due_on" text,
  "words" text,
  "added_at" text not null,
  "added_by" text not null,
  "ended_at" text,
  "ended_by" text,
  "outcome" text,
  "placed_appointment_id" text) strict;

CREATE INDEX "waiting_entry_by_patient" on "waiting_entry" ("patient_id");

CREATE INDEX "waiting_entry_by_role" on "waiting_entry" ("ended_at", "role", "due_on");

CREATE TABLE "weekly_hours_before" ("id" text primary key,
  "practitioner_id" text not null references "practitioner" ("id") on delete cascade,
  "openings" text not null,
  "slot_minutes" integer not null,
  "since_at" text,
  "until_at" text not null) strict;

CREATE INDEX "weekly_hours_before_by_practitioner" on "weekly_hours_before" ("practitioner_id", "until_at");

CREATE TABLE "weekly_opening" ("id" text primary key,
  "practitioner_id" text not null references "practitioner" ("id") on delete cascade,
  "weekday" integer not null,
  "starts_at" text not null,
  "ends_at" text not null,
  "modalities" text not null,
  "site_id" text references "site" ("id"),
  "room_id" text references "site_resource" ("id")) strict;

CREATE INDEX "weekly_opening_by_practitioner" on "weekly_opening" ("practitioner_id", "weekday", "starts_at");

CREATE INDEX "weekly_opening_by_site" on "weekly_opening" ("site_id");

CREATE TABLE "worked_holiday" ("date" text primary key,
  "decided_at" text not null,
  "decided_by" text not null) strict;

CREATE TABLE "worked_holiday_place" ("id" text primary key,
  "date" text not null,
  "site_id" text references "site" ("id"),
  "decided_at" text not null,
  "decided_by" text not null) strict;

CREATE INDEX "worked_holiday_place_by_date" on "worked_holiday_place" ("date");

CREATE TABLE "workshop" ("id" text primary key,
  "practitioner_id" text not null references "practitioner" ("id"),
  "pathway_code" text not null,
  "act" text not null,
  "theme" text not null,
  "place" text not null,
  "planned_on" text not null,
  "state" text not null,
  "held_on" text,
  "kilometres" real,
  "reason" text,
  "updated_at" text not null,
  "updated_by" text not null,
  "version" integer not null) strict;

CREATE INDEX "workshop_by_day" on "workshop" ("planned_on", "id");

CREATE INDEX "workshop_by_nurse" on "workshop" ("practitioner_id", "held_on", "id");

CREATE TABLE "workshop_person" ("id" text primary key,
  "workshop_id" text not null references "workshop" ("id") on delete cascade,
  "enrolment_id" text not null references "pathway_enrolment" ("id") on delete cascade,
  "patient_id" text not null references "patient" ("id") on delete cascade,
  "attended" integer,
  "score_before" integer,
  "score_after" integer,
  "satisfaction" integer,
  "note" text not null) strict;

CREATE INDEX "workshop_person_by_enrolment" on "workshop_person" ("enrolment_id");

CREATE INDEX "workshop_person_by_patient" on "workshop_person" ("patient_id");

CREATE UNIQUE INDEX "workshop_person_once" on "workshop_person" ("workshop_id", "enrolment_id");

