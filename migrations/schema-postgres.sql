-- What the migrations make on PostgreSQL. Written by schema-snapshots.test.ts, which fails when it is out of date.

create table "absence" (
  "id" text collate "C" not null,
  "practitioner_id" text collate "C",
  "first_date" text collate "C" not null,
  "last_date" text collate "C" not null,
  "starts_at" text collate "C",
  "ends_at" text collate "C",
  "words" text collate "C",
  "added_at" text collate "C" not null,
  "added_by" text collate "C" not null,
  "removed_at" text collate "C",
  "removed_by" text collate "C",
  "one_place" integer not null default 0,
  "site_id" text collate "C",
  constraint absence_pkey PRIMARY KEY (id),
  constraint absence_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  constraint absence_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id)
);
CREATE INDEX absence_by_date ON absence USING btree (last_date, first_date);

create table "acute_event" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "kind" text collate "C" not null,
  "happened_on" text collate "C" not null,
  "ended_on" text collate "C",
  "hospital" text collate "C" not null,
  "reason" text collate "C" not null,
  "related" text collate "C" not null,
  "organ" text collate "C",
  "grade" bigint,
  "detected" text collate "C",
  "symptom_on" text collate "C",
  "noted_at" text collate "C" not null,
  "noted_by" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "withdrawn_at" text collate "C",
  "withdrawn_by" text collate "C",
  "withdrawn_reason" text collate "C",
  "version" bigint not null,
  constraint acute_event_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint acute_event_pkey PRIMARY KEY (id)
);
CREATE INDEX acute_event_by_patient ON acute_event USING btree (patient_id, happened_on, id);

create table "allergy" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "code_system" text collate "C",
  "code" text collate "C",
  "text" text collate "C" not null,
  "other_codings" text collate "C",
  "source_system" text collate "C",
  "source_id" text collate "C",
  "source_hash" text collate "C",
  "import_id" text collate "C",
  "version" bigint not null default 1,
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "kind" text collate "C",
  "category" text collate "C",
  "criticality" text collate "C",
  "clinical_status" text collate "C",
  "verification_status" text collate "C",
  "recorded_on" text collate "C",
  "reactions" text collate "C",
  "recorded_by" text collate "C",
  constraint allergy_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint allergy_pkey PRIMARY KEY (id)
);
CREATE INDEX allergy_by_import ON allergy USING btree (import_id, id);
CREATE INDEX allergy_by_patient ON allergy USING btree (patient_id);
CREATE UNIQUE INDEX allergy_by_source ON allergy USING btree (source_system, source_id);

create table "appointment" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "professional_id" text collate "C" not null,
  "referral_id" text collate "C",
  "starts_at" text collate "C" not null,
  "ends_at" text collate "C" not null,
  "local_start" text collate "C" not null,
  "zone" text collate "C" not null,
  "patient_zone" text collate "C",
  "modality" text collate "C" not null,
  "status" text collate "C" not null,
  "live" integer not null,
  "reason" text collate "C",
  "video_link" text collate "C",
  "consent" text collate "C",
  "created_at" text collate "C" not null,
  "created_by" text collate "C" not null,
  "version" bigint not null default 1,
  "updated_at" text collate "C" not null,
  "cancelled_at" text collate "C",
  "cancelled_by" text collate "C",
  "cancel_cause" text collate "C",
  "source_system" text collate "C",
  "source_id" text collate "C",
  "source_hash" text collate "C",
  "import_id" text collate "C",
  "purpose" text collate "C",
  "series_id" text collate "C",
  "site_id" text collate "C",
  "busy_from" text collate "C",
  "busy_until" text collate "C",
  "overbooked" integer not null default 0,
  constraint appointment_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id),
  constraint appointment_patient_once EXCLUDE USING gist (patient_id WITH =, textrange(starts_at, ends_at) WITH &&) WHERE (((live = 1) AND (status <> 'no-show'::text))),
  constraint appointment_pkey PRIMARY KEY (id),
  constraint appointment_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES practitioner(id),
  constraint appointment_professional_once EXCLUDE USING gist (professional_id WITH =, textrange(COALESCE(busy_from, starts_at), COALESCE(busy_until, ends_at)) WITH &&) WHERE (((live = 1) AND (overbooked = 0) AND (status <> 'no-show'::text))),
  constraint appointment_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint appointment_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id)
);
CREATE INDEX appointment_by_patient ON appointment USING btree (patient_id, starts_at);
CREATE INDEX appointment_by_professional ON appointment USING btree (professional_id, starts_at);
CREATE INDEX appointment_by_referral ON appointment USING btree (referral_id);
CREATE INDEX appointment_by_series ON appointment USING btree (series_id);
CREATE UNIQUE INDEX appointment_by_source ON appointment USING btree (source_system, source_id);
CREATE INDEX appointment_by_time ON appointment USING btree (starts_at, id);

create table "appointment_resource" (
  "id" text collate "C" not null,
  "appointment_id" text collate "C" not null,
  "resource_id" text collate "C" not null,
  "starts_at" text collate "C" not null,
  "ends_at" text collate "C" not null,
  "live" integer not null,
  constraint appointment_resource_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id) ON DELETE CASCADE,
  constraint appointment_resource_once EXCLUDE USING gist (resource_id WITH =, textrange(starts_at, ends_at) WITH &&) WHERE ((live = 1)),
  constraint appointment_resource_pkey PRIMARY KEY (id),
  constraint appointment_resource_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES site_resource(id)
);
CREATE INDEX appointment_resource_by_appointment ON appointment_resource USING btree (appointment_id);
CREATE INDEX appointment_resource_by_resource ON appointment_resource USING btree (resource_id, starts_at);

create table "appointment_step" (
  "id" text collate "C" not null,
  "appointment_id" text collate "C" not null,
  "kind" text collate "C" not null,
  "at" text collate "C" not null,
  "by_user" text collate "C" not null,
  "version" bigint not null,
  "before" text collate "C" not null,
  "party" text collate "C",
  "cause" text collate "C",
  "note" text collate "C",
  "request_after" text collate "C",
  "undone_at" text collate "C",
  "undone_by" text collate "C",
  constraint appointment_step_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id) ON DELETE CASCADE,
  constraint appointment_step_pkey PRIMARY KEY (id)
);
CREATE INDEX appointment_step_by_appointment ON appointment_step USING btree (appointment_id, version);

create table "assessment" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "appointment_id" text collate "C",
  "assessed_on" text collate "C" not null,
  "author_id" text collate "C" not null,
  "state" text collate "C" not null,
  "editor_id" text collate "C",
  "working" text collate "C",
  "amend_reason" text collate "C",
  "signed_number" bigint not null,
  "created_at" text collate "C" not null,
  "saved_at" text collate "C" not null,
  "version" bigint not null,
  constraint assessment_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id) ON DELETE SET NULL,
  constraint assessment_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint assessment_pkey PRIMARY KEY (id)
);
CREATE INDEX assessment_by_patient ON assessment USING btree (patient_id, assessed_on, id);

create table "assessment_score" (
  "id" text collate "C" not null,
  "text_id" text collate "C" not null,
  "instrument" text collate "C" not null,
  "position" bigint not null,
  "score" double precision,
  "category" text collate "C",
  "formula_version" text collate "C" not null,
  "content_version_id" text collate "C" not null,
  "basis" text collate "C" not null,
  constraint assessment_score_content_version_id_fkey FOREIGN KEY (content_version_id) REFERENCES content_version(id),
  constraint assessment_score_once UNIQUE (text_id, instrument),
  constraint assessment_score_pkey PRIMARY KEY (id),
  constraint assessment_score_text_id_fkey FOREIGN KEY (text_id) REFERENCES assessment_text(id) ON DELETE CASCADE
);
CREATE INDEX assessment_score_by_instrument ON assessment_score USING btree (instrument, score);

create table "assessment_text" (
  "id" text collate "C" not null,
  "assessment_id" text collate "C" not null,
  "number" bigint not null,
  "entry" text collate "C" not null,
  "counts" text collate "C",
  "reason" text collate "C",
  "signed_at" text collate "C" not null,
  "signed_by" text collate "C" not null,
  constraint assessment_text_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES assessment(id) ON DELETE CASCADE,
  constraint assessment_text_once UNIQUE (assessment_id, number),
  constraint assessment_text_pkey PRIMARY KEY (id)
);

create table "attachment" (
  "id" text collate "C" not null,
  "referral_id" text collate "C" not null,
  "name" text collate "C" not null,
  "media_type" text collate "C" not null,
  "bytes" bigint not null,
  "sha256" text collate "C" not null,
  "pages" bigint,
  "sealed_key" text collate "C" not null,
  "added_at" text collate "C" not null,
  "added_by" text collate "C" not null,
  "removed_at" text collate "C",
  "removed_by" text collate "C",
  "removal_reason" text collate "C",
  "import_id" text collate "C",
  "version" bigint not null default 1,
  constraint attachment_pkey PRIMARY KEY (id),
  constraint attachment_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX attachment_by_import ON attachment USING btree (import_id);
CREATE INDEX attachment_by_referral ON attachment USING btree (referral_id, added_at);

create table "attachment_piece" (
  "attachment_id" text collate "C" not null,
  "position" bigint not null,
  "content" bytea not null,
  constraint attachment_piece_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id),
  constraint attachment_piece_key PRIMARY KEY (attachment_id, "position")
);

create table "audit_event" (
  "seq" bigint not null,
  "at" text collate "C" not null,
  "user_id" text collate "C" not null,
  "action" text collate "C" not null,
  "entity" text collate "C" not null,
  "entity_id" text collate "C",
  "patient_id" text collate "C",
  "detail" text collate "C",
  "previous_hash" text collate "C" not null,
  "hash" text collate "C" not null,
  constraint audit_event_pkey PRIMARY KEY (seq)
);
CREATE INDEX audit_event_by_patient ON audit_event USING btree (patient_id, seq);
CREATE INDEX audit_event_by_user ON audit_event USING btree (user_id, seq);

create table "audit_head" (
  "id" bigint not null,
  "seq" bigint not null,
  "hash" text collate "C" not null,
  constraint audit_head_pkey PRIMARY KEY (id)
);

create table "busy_calendar" (
  "id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "name" text collate "C" not null,
  "read_at" text collate "C" not null,
  "read_by" text collate "C" not null,
  "read_until" text collate "C" not null,
  constraint busy_calendar_pkey PRIMARY KEY (id),
  constraint busy_calendar_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);
CREATE INDEX busy_calendar_by_practitioner ON busy_calendar USING btree (practitioner_id, name);

create table "busy_time" (
  "id" text collate "C" not null,
  "calendar_id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "starts_at" text collate "C" not null,
  "ends_at" text collate "C" not null,
  constraint busy_time_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES busy_calendar(id) ON DELETE CASCADE,
  constraint busy_time_pkey PRIMARY KEY (id),
  constraint busy_time_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);
CREATE INDEX busy_time_by_calendar ON busy_time USING btree (calendar_id);
CREATE INDEX busy_time_by_practitioner ON busy_time USING btree (practitioner_id, starts_at);

create table "calendar_feed" (
  "id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "token_hash" text collate "C" not null,
  "language" text collate "C" not null,
  "with_names" integer not null,
  "opened_at" text collate "C" not null,
  "opened_by" text collate "C" not null,
  "closed_at" text collate "C",
  "closed_by" text collate "C",
  "last_read_at" text collate "C",
  constraint calendar_feed_pkey PRIMARY KEY (id),
  constraint calendar_feed_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  constraint calendar_feed_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX calendar_feed_by_practitioner ON calendar_feed USING btree (practitioner_id, opened_at);

create table "calendar_push" (
  "practitioner_id" text collate "C" not null,
  "address" text collate "C" not null,
  "user_name" text collate "C" not null,
  "secret" text collate "C" not null,
  "language" text collate "C" not null,
  "with_names" integer not null,
  "set_at" text collate "C" not null,
  "set_by" text collate "C" not null,
  "run_at" text collate "C",
  "succeeded_at" text collate "C",
  "problem" text collate "C",
  constraint calendar_push_pkey PRIMARY KEY (practitioner_id),
  constraint calendar_push_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);

create table "calendar_push_item" (
  "id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "appointment_id" text collate "C" not null,
  "version" bigint not null,
  "named" integer not null,
  constraint calendar_push_item_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id) ON DELETE CASCADE,
  constraint calendar_push_item_pkey PRIMARY KEY (id),
  constraint calendar_push_item_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);
CREATE UNIQUE INDEX calendar_push_item_once ON calendar_push_item USING btree (practitioner_id, appointment_id);

create table "care_team_member" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "user_id" text collate "C" not null,
  "stance" text collate "C" not null,
  "added_at" text collate "C" not null,
  "added_by" text collate "C" not null,
  "removed_at" text collate "C",
  "removed_by" text collate "C",
  constraint care_team_member_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint care_team_member_pkey PRIMARY KEY (id),
  constraint care_team_member_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX care_team_member_in_force ON care_team_member USING btree (patient_id, user_id) WHERE (removed_at IS NULL);

create table "clinic" (
  "id" text collate "C" not null,
  "name" text collate "C" not null,
  "setting" text collate "C" not null,
  "country" text collate "C" not null,
  "region" text collate "C",
  "time_zone" text collate "C" not null,
  "language" text collate "C" not null,
  "demonstration" integer not null,
  "video_template" text collate "C",
  "created_at" text collate "C" not null,
  "holiday_calendar" text collate "C",
  "easter_holiday" text collate "C",
  constraint clinic_pkey PRIMARY KEY (id)
);

create table "clinic_setting" (
  "key" text collate "C" not null,
  "value" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  constraint clinic_setting_pkey PRIMARY KEY (key)
);

create table "cohort" (
  "id" text collate "C" not null,
  "name" text collate "C" not null,
  "definition" text collate "C" not null,
  "owner_id" text collate "C" not null,
  "shared" integer not null,
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "removed_at" text collate "C",
  "version" bigint not null,
  constraint cohort_pkey PRIMARY KEY (id)
);
CREATE INDEX cohort_by_owner ON cohort USING btree (removed_at, owner_id, id);

create table "cohort_reading" (
  "patient_id" text collate "C" not null,
  "stale" integer not null default 1,
  constraint cohort_reading_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint cohort_reading_pkey PRIMARY KEY (patient_id)
);
CREATE INDEX cohort_reading_stale ON cohort_reading USING btree (patient_id) WHERE (stale = 1);

create table "cohort_result" (
  "patient_id" text collate "C" not null,
  "test" text collate "C" not null,
  "number" double precision not null,
  "taken_on" text collate "C" not null,
  constraint cohort_result_key PRIMARY KEY (patient_id, test),
  constraint cohort_result_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE
);
CREATE INDEX cohort_result_by_test ON cohort_result USING btree (test, number, taken_on, patient_id);

create table "cohort_score" (
  "patient_id" text collate "C" not null,
  "instrument" text collate "C" not null,
  "recency" bigint not null,
  "assessment_id" text collate "C" not null,
  "assessed_on" text collate "C" not null,
  "score" double precision,
  "category" text collate "C",
  constraint cohort_score_key PRIMARY KEY (patient_id, instrument, recency),
  constraint cohort_score_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE
);
CREATE INDEX cohort_score_by_date ON cohort_score USING btree (instrument, assessed_on, patient_id, category);
CREATE INDEX cohort_score_by_place ON cohort_score USING btree (instrument, recency, category, assessed_on, patient_id, score);

create table "cohort_treatment" (
  "patient_id" text collate "C" not null,
  "medication_id" text collate "C" not null,
  "ingredient" text collate "C",
  "drug_class" text collate "C" not null,
  "line_number" bigint,
  "started_on" text collate "C",
  "ended_on" text collate "C",
  "is_over" integer not null,
  "stop_reason" text collate "C",
  constraint cohort_treatment_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint cohort_treatment_pkey PRIMARY KEY (medication_id)
);
CREATE INDEX cohort_treatment_by_class ON cohort_treatment USING btree (drug_class, patient_id, started_on, ended_on, is_over);
CREATE INDEX cohort_treatment_by_ingredient ON cohort_treatment USING btree (ingredient, patient_id, started_on, ended_on, is_over);
CREATE INDEX cohort_treatment_by_patient ON cohort_treatment USING btree (patient_id, started_on);

create table "community_nurse" (
  "practitioner_id" text collate "C" not null,
  "sector" text collate "C" not null,
  "areas" text collate "C" not null,
  "weekdays" text collate "C" not null,
  "most_people" bigint not null,
  "phone" text collate "C" not null,
  "email" text collate "C" not null,
  "organization" text collate "C" not null,
  "is_active" integer not null,
  "note" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "version" bigint not null,
  constraint community_nurse_pkey PRIMARY KEY (practitioner_id),
  constraint community_nurse_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);

create table "condition" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "code_system" text collate "C",
  "code" text collate "C",
  "text" text collate "C" not null,
  "other_codings" text collate "C",
  "source_system" text collate "C",
  "source_id" text collate "C",
  "source_hash" text collate "C",
  "import_id" text collate "C",
  "version" bigint not null default 1,
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "clinical_status" text collate "C",
  "verification_status" text collate "C",
  "category" text collate "C",
  "onset_on" text collate "C",
  "ended_on" text collate "C",
  "recorded_on" text collate "C",
  "rheumatoid_factor" text collate "C",
  "anti_ccp" text collate "C",
  "ana" text collate "C",
  "hla_b27" text collate "C",
  "erosions" text collate "C",
  "recorded_by" text collate "C",
  constraint condition_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint condition_pkey PRIMARY KEY (id)
);
CREATE INDEX condition_by_code ON condition USING btree (code, patient_id);
CREATE INDEX condition_by_import ON condition USING btree (import_id, id);
CREATE INDEX condition_by_patient ON condition USING btree (patient_id, onset_on);
CREATE UNIQUE INDEX condition_by_source ON condition USING btree (source_system, source_id);

create table "contact_preference" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "channel" text collate "C" not null,
  "wants" integer not null,
  "note" text collate "C" not null,
  "noted_at" text collate "C" not null,
  "noted_by" text collate "C" not null,
  constraint contact_preference_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id),
  constraint contact_preference_pkey PRIMARY KEY (id)
);
CREATE INDEX contact_preference_by_patient ON contact_preference USING btree (patient_id, channel, noted_at);

create table "content_version" (
  "id" text collate "C" not null,
  "kind" text collate "C" not null,
  "content_id" text collate "C" not null,
  "version" text collate "C" not null,
  "sha256" text collate "C" not null,
  "origin" text collate "C" not null,
  "body" text collate "C" not null,
  "created_at" text collate "C" not null,
  "activated_at" text collate "C",
  constraint content_version_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX content_version_by_content ON content_version USING btree (kind, content_id, version, sha256);

create table "credential" (
  "id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "kind" text collate "C" not null,
  "hours" double precision not null,
  "obtained_on" text collate "C" not null,
  "expires_on" text collate "C",
  "issuer" text collate "C" not null,
  "recorded_at" text collate "C" not null,
  "recorded_by" text collate "C" not null,
  "withdrawn_at" text collate "C",
  "withdrawn_by" text collate "C",
  "withdrawn_reason" text collate "C",
  "version" bigint not null,
  constraint credential_pkey PRIMARY KEY (id),
  constraint credential_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);
CREATE INDEX credential_by_person ON credential USING btree (practitioner_id, kind, obtained_on);

create table "data_export" (
  "id" text collate "C" not null,
  "started_at" text collate "C" not null,
  "finished_at" text collate "C",
  "started_by" text collate "C" not null,
  "scope" text collate "C" not null,
  "patient_id" text collate "C",
  "format" text collate "C" not null,
  "contents" text collate "C" not null,
  "purpose" text collate "C" not null,
  "note" text collate "C",
  "encrypted" integer not null,
  "state" text collate "C" not null,
  "counts" text collate "C",
  constraint data_export_pkey PRIMARY KEY (id)
);
CREATE INDEX data_export_by_time ON data_export USING btree (started_at, id);

create table "dose_administration" (
  "id" text collate "C" not null,
  "dose_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "given_on" text collate "C" not null,
  "started" text collate "C" not null,
  "ended" text collate "C" not null,
  "observed_until" text collate "C" not null,
  "identifiers" text collate "C" not null,
  "product" text collate "C" not null,
  "lot" text collate "C" not null,
  "expires_on" text collate "C" not null,
  "vitals" text collate "C" not null,
  "incidents" text collate "C" not null,
  "words" text collate "C",
  "act" text collate "C" not null,
  "judged" text collate "C" not null,
  "recorded_at" text collate "C" not null,
  "recorded_by" text collate "C" not null,
  constraint dose_administration_dose_id_fkey FOREIGN KEY (dose_id) REFERENCES pathway_dose(id) ON DELETE CASCADE,
  constraint dose_administration_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint dose_administration_pkey PRIMARY KEY (id)
);
CREATE INDEX dose_administration_by_patient ON dose_administration USING btree (patient_id);
CREATE UNIQUE INDEX dose_administration_once ON dose_administration USING btree (dose_id);

create table "dose_answer" (
  "id" text collate "C" not null,
  "dose_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "item" text collate "C" not null,
  "fact" text collate "C" not null,
  "value" text collate "C",
  "words" text collate "C",
  "answered_on" text collate "C" not null,
  "answered_at" text collate "C" not null,
  "answered_by" text collate "C" not null,
  "measured_on" text collate "C",
  "result_id" text collate "C",
  "converted_from" text collate "C",
  constraint dose_answer_dose_id_fkey FOREIGN KEY (dose_id) REFERENCES pathway_dose(id) ON DELETE CASCADE,
  constraint dose_answer_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint dose_answer_pkey PRIMARY KEY (id)
);
CREATE INDEX dose_answer_by_dose ON dose_answer USING btree (dose_id, fact, answered_at);
CREATE INDEX dose_answer_by_patient ON dose_answer USING btree (patient_id);

create table "dose_correction" (
  "id" text collate "C" not null,
  "dose_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "kind" text collate "C" not null,
  "reason" text collate "C" not null,
  "former" text collate "C" not null,
  "made_at" text collate "C" not null,
  "made_by" text collate "C" not null,
  constraint dose_correction_dose_id_fkey FOREIGN KEY (dose_id) REFERENCES pathway_dose(id) ON DELETE CASCADE,
  constraint dose_correction_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint dose_correction_pkey PRIMARY KEY (id)
);
CREATE INDEX dose_correction_by_dose ON dose_correction USING btree (dose_id, made_at, id);
CREATE INDEX dose_correction_by_patient ON dose_correction USING btree (patient_id);

create table "draft" (
  "id" text collate "C" not null,
  "user_id" text collate "C" not null,
  "form" text collate "C" not null,
  "record_id" text collate "C" not null,
  "sealed" text collate "C" not null,
  "updated_at" text collate "C" not null,
  constraint draft_once UNIQUE (user_id, form, record_id),
  constraint draft_pkey PRIMARY KEY (id),
  constraint draft_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE
);
CREATE INDEX draft_by_age ON draft USING btree (updated_at);

create table "duplicate_pair" (
  "id" text collate "C" not null,
  "one_id" text collate "C" not null,
  "other_id" text collate "C" not null,
  "score" double precision not null,
  "reasons" text collate "C" not null,
  "rules_version" text collate "C" not null,
  "scan_id" text collate "C",
  "found_at" text collate "C" not null,
  "state" text collate "C" not null,
  "decided_at" text collate "C",
  "decided_by" text collate "C",
  "one_identity" text collate "C",
  "other_identity" text collate "C",
  constraint duplicate_pair_once UNIQUE (one_id, other_id),
  constraint duplicate_pair_one_id_fkey FOREIGN KEY (one_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint duplicate_pair_other_id_fkey FOREIGN KEY (other_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint duplicate_pair_pkey PRIMARY KEY (id)
);
CREATE INDEX duplicate_pair_by_other ON duplicate_pair USING btree (other_id);
CREATE INDEX duplicate_pair_by_score ON duplicate_pair USING btree (state, score, id);

create table "duplicate_scan" (
  "id" text collate "C" not null,
  "started_at" text collate "C" not null,
  "finished_at" text collate "C",
  "started_by" text collate "C" not null,
  "import_id" text collate "C",
  "state" text collate "C" not null,
  "rules_version" text collate "C" not null,
  "people" bigint not null default 0,
  "compared" bigint not null default 0,
  "found" bigint not null default 0,
  "skipped" text collate "C" not null default '[]'::text,
  constraint duplicate_scan_pkey PRIMARY KEY (id)
);
CREATE INDEX duplicate_scan_by_time ON duplicate_scan USING btree (started_at, id);

create table "emergency_call" (
  "id" text collate "C" not null,
  "referral_id" text collate "C" not null,
  "called_at" text collate "C" not null,
  "called_whom" text collate "C" not null,
  "recorded_by" text collate "C" not null,
  "recorded_at" text collate "C" not null,
  "note" text collate "C",
  constraint emergency_call_pkey PRIMARY KEY (id),
  constraint emergency_call_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX emergency_call_by_referral ON emergency_call USING btree (referral_id, called_at);

create table "escalation" (
  "id" text collate "C" not null,
  "enrolment_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "dose_id" text collate "C",
  "call_id" text collate "C",
  "kind" text collate "C" not null,
  "level" text collate "C",
  "grade" bigint,
  "reasons" text collate "C" not null,
  "items" text collate "C" not null,
  "roles" text collate "C" not null,
  "opened_at" text collate "C" not null,
  "opened_by" text collate "C" not null,
  "answer_by" text collate "C" not null,
  "acknowledged_at" text collate "C",
  "acknowledged_by" text collate "C",
  "action" text collate "C",
  "words" text collate "C",
  constraint escalation_call_id_fkey FOREIGN KEY (call_id) REFERENCES toxicity_call(id) ON DELETE SET NULL,
  constraint escalation_dose_id_fkey FOREIGN KEY (dose_id) REFERENCES pathway_dose(id) ON DELETE SET NULL,
  constraint escalation_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES pathway_enrolment(id) ON DELETE CASCADE,
  constraint escalation_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint escalation_pkey PRIMARY KEY (id)
);
CREATE INDEX escalation_by_dose ON escalation USING btree (dose_id);
CREATE INDEX escalation_by_enrolment ON escalation USING btree (enrolment_id);
CREATE INDEX escalation_by_patient ON escalation USING btree (patient_id);
CREATE INDEX escalation_open ON escalation USING btree (acknowledged_at, answer_by, id);

create table "follow_up_departure" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "reason" text collate "C" not null,
  "since_on" text collate "C" not null,
  "words" text collate "C",
  "noted_at" text collate "C" not null,
  "noted_by" text collate "C" not null,
  "ended_at" text collate "C",
  "ended_by" text collate "C",
  constraint follow_up_departure_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint follow_up_departure_pkey PRIMARY KEY (id)
);
CREATE INDEX follow_up_departure_by_patient ON follow_up_departure USING btree (patient_id, ended_at);

create table "follow_up_plan" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "template_id" text collate "C" not null,
  "anchors" text collate "C" not null,
  "put_off_days" bigint not null default 0,
  "options" text collate "C" not null,
  "left_out" text collate "C" not null,
  "practitioner_id" text collate "C",
  "state" text collate "C" not null,
  "state_since" text collate "C" not null,
  "state_reason" text collate "C",
  "state_note" text collate "C",
  "created_at" text collate "C" not null,
  "created_by" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "version" bigint not null,
  constraint follow_up_plan_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint follow_up_plan_pkey PRIMARY KEY (id),
  constraint follow_up_plan_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  constraint follow_up_plan_template_id_fkey FOREIGN KEY (template_id) REFERENCES content_version(id)
);
CREATE INDEX follow_up_plan_by_patient ON follow_up_plan USING btree (patient_id, state);

create table "follow_up_step" (
  "id" text collate "C" not null,
  "plan_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "template_id" text collate "C" not null,
  "code" text collate "C" not null,
  "occurrence" bigint not null,
  "kind" text collate "C" not null,
  "roles" text collate "C" not null,
  "practitioner_id" text collate "C",
  "ideal_on" text collate "C" not null,
  "from_on" text collate "C" not null,
  "until_on" text collate "C" not null,
  "due_on" text collate "C" not null,
  "reasons" text collate "C" not null,
  "merged_with" text collate "C",
  "state" text collate "C" not null,
  "done_on" text collate "C",
  "words" text collate "C",
  "appointment_id" text collate "C",
  "assessment_id" text collate "C",
  "kept_reason" text collate "C",
  "closed_at" text collate "C",
  "closed_by" text collate "C",
  "version" bigint not null,
  "fact_kind" text collate "C",
  "fact_id" text collate "C",
  "performed_by" text collate "C",
  "competence" text collate "C",
  constraint follow_up_step_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id) ON DELETE SET NULL,
  constraint follow_up_step_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES assessment(id) ON DELETE SET NULL,
  constraint follow_up_step_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint follow_up_step_pkey PRIMARY KEY (id),
  constraint follow_up_step_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES follow_up_plan(id) ON DELETE CASCADE,
  constraint follow_up_step_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  constraint follow_up_step_template_id_fkey FOREIGN KEY (template_id) REFERENCES content_version(id)
);
CREATE INDEX follow_up_step_by_date ON follow_up_step USING btree (state, due_on, id);
CREATE INDEX follow_up_step_by_patient ON follow_up_step USING btree (patient_id, state, due_on);
CREATE INDEX follow_up_step_by_stated_competence ON follow_up_step USING btree (done_on, competence) WHERE (competence IS NOT NULL);
CREATE INDEX follow_up_step_by_visit ON follow_up_step USING btree (appointment_id);
CREATE UNIQUE INDEX follow_up_step_once ON follow_up_step USING btree (plan_id, code, occurrence);

create table "follow_up_template" (
  "id" text collate "C" not null,
  "based_on" text collate "C",
  "note" text collate "C" not null,
  "made_by" text collate "C" not null,
  constraint follow_up_template_based_on_fkey FOREIGN KEY (based_on) REFERENCES content_version(id),
  constraint follow_up_template_id_fkey FOREIGN KEY (id) REFERENCES content_version(id),
  constraint follow_up_template_pkey PRIMARY KEY (id)
);

create table "hold_plan" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "event" text collate "C" not null,
  "happens_on" text collate "C" not null,
  "plan" text collate "C" not null,
  "note" text collate "C" not null,
  "recorded_at" text collate "C" not null,
  "recorded_by" text collate "C" not null,
  "withdrawn_at" text collate "C",
  "withdrawn_by" text collate "C",
  "withdrawn_reason" text collate "C",
  constraint hold_plan_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint hold_plan_pkey PRIMARY KEY (id)
);
CREATE INDEX hold_plan_by_patient ON hold_plan USING btree (patient_id, recorded_at);

create table "import_batch" (
  "id" text collate "C" not null,
  "started_at" text collate "C" not null,
  "finished_at" text collate "C",
  "started_by" text collate "C" not null,
  "files" text collate "C" not null,
  "state" text collate "C" not null,
  "report" text collate "C",
  "kind" text collate "C" not null default 'fhir'::text,
  "undoes" text collate "C",
  constraint import_batch_pkey PRIMARY KEY (id)
);
CREATE INDEX import_batch_by_time ON import_batch USING btree (started_at, id);

create table "import_before" (
  "id" text collate "C" not null,
  "import_id" text collate "C" not null,
  "entity" text collate "C" not null,
  "entity_id" text collate "C" not null,
  "earlier_import_id" text collate "C",
  "before" text collate "C" not null,
  "after_digest" text collate "C" not null,
  constraint import_before_pkey PRIMARY KEY (id)
);
CREATE INDEX import_before_by_earlier ON import_before USING btree (earlier_import_id, entity, id);
CREATE UNIQUE INDEX import_before_by_row ON import_before USING btree (import_id, entity, entity_id);

create table "import_mapping" (
  "id" text collate "C" not null,
  "name" text collate "C" not null,
  "signature" text collate "C" not null,
  "body" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  constraint import_mapping_name_key UNIQUE (name),
  constraint import_mapping_pkey PRIMARY KEY (id)
);
CREATE INDEX import_mapping_by_signature ON import_mapping USING btree (signature, updated_at);

create table "import_row" (
  "import_id" text collate "C" not null,
  "line" bigint not null,
  "state" text collate "C" not null,
  "name" text collate "C" not null,
  "birth_date" text collate "C",
  "cells" text collate "C" not null,
  "problems" text collate "C" not null,
  "problem_codes" text collate "C" not null,
  "candidates" text collate "C" not null,
  "decision" text collate "C",
  "patient_id" text collate "C",
  constraint import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES table_import(id) ON DELETE CASCADE,
  constraint import_row_key PRIMARY KEY (import_id, line)
);
CREATE INDEX import_row_by_outcome ON import_row USING btree (import_id, state, problem_codes, decision);
CREATE INDEX import_row_by_state ON import_row USING btree (import_id, state, line);

create table "information_request" (
  "id" text collate "C" not null,
  "referral_id" text collate "C" not null,
  "asked_at" text collate "C" not null,
  "asked_by" text collate "C" not null,
  "items" text collate "C" not null,
  "message" text collate "C" not null,
  "ended_at" text collate "C",
  "ended_by" text collate "C",
  "outcome" text collate "C",
  constraint information_request_pkey PRIMARY KEY (id),
  constraint information_request_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX information_request_by_referral ON information_request USING btree (referral_id, asked_at);

create table "ledger_line" (
  "id" text collate "C" not null,
  "practitioner_id" text collate "C",
  "kind" text collate "C" not null,
  "fee_code" text collate "C" not null,
  "origin" text collate "C" not null,
  "quantity" double precision not null,
  "cents" bigint not null,
  "currency" text collate "C" not null,
  "on_date" text collate "C" not null,
  "state" text collate "C" not null,
  "paid_on" text collate "C",
  "corrects" text collate "C",
  "reason" text collate "C",
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "version" bigint not null,
  constraint ledger_line_pkey PRIMARY KEY (id),
  constraint ledger_line_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);
CREATE INDEX ledger_line_by_day ON ledger_line USING btree (on_date, id);
CREATE UNIQUE INDEX ledger_line_once ON ledger_line USING btree (origin);

create table "letter_template" (
  "kind" text collate "C" not null,
  "language" text collate "C" not null,
  "version" bigint not null,
  "body" text collate "C",
  "saved_at" text collate "C" not null,
  "saved_by" text collate "C" not null,
  constraint letter_template_key PRIMARY KEY (kind, language, version)
);

create table "medication" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "code_system" text collate "C",
  "code" text collate "C",
  "text" text collate "C" not null,
  "other_codings" text collate "C",
  "source_system" text collate "C",
  "source_id" text collate "C",
  "source_hash" text collate "C",
  "import_id" text collate "C",
  "version" bigint not null default 1,
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "kind" text collate "C" not null,
  "status" text collate "C" not null,
  "intent" text collate "C",
  "authored_on" text collate "C",
  "started_on" text collate "C",
  "ended_on" text collate "C",
  "dosage" text collate "C",
  "reason_text" text collate "C",
  "practitioner_id" text collate "C",
  "stop_reason" text collate "C",
  "stop_note" text collate "C",
  constraint medication_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint medication_pkey PRIMARY KEY (id),
  constraint medication_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);
CREATE INDEX medication_by_import ON medication USING btree (import_id, id);
CREATE INDEX medication_by_patient ON medication USING btree (patient_id, authored_on);
CREATE UNIQUE INDEX medication_by_source ON medication USING btree (source_system, source_id);

create table "message" (
  "id" text collate "C" not null,
  "key" text collate "C" not null,
  "rule_code" text collate "C" not null,
  "rule_version" bigint not null,
  "occasion" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "appointment_id" text collate "C",
  "step_id" text collate "C",
  "visit_starts_at" text collate "C",
  "language" text collate "C" not null,
  "channel" text collate "C" not null,
  "subject" text collate "C" not null,
  "body" text collate "C" not null,
  "state" text collate "C" not null,
  "cause" text collate "C",
  "due_at" text collate "C" not null,
  "expires_at" text collate "C",
  "prepared_at" text collate "C" not null,
  "edited_at" text collate "C",
  "edited_by" text collate "C",
  "attempts" bigint not null default 0,
  "version" bigint not null default 1,
  "updated_at" text collate "C" not null,
  "automatic_at" text collate "C",
  constraint message_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id),
  constraint message_key_key UNIQUE (key),
  constraint message_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id),
  constraint message_pkey PRIMARY KEY (id)
);
CREATE INDEX message_by_appointment ON message USING btree (appointment_id);
CREATE INDEX message_by_automatic ON message USING btree (automatic_at);
CREATE INDEX message_by_patient ON message USING btree (patient_id, prepared_at, id);
CREATE INDEX message_by_state ON message USING btree (state, due_at, id);

create table "message_attempt" (
  "id" text collate "C" not null,
  "message_id" text collate "C" not null,
  "at" text collate "C" not null,
  "by_user" text collate "C" not null,
  "channel" text collate "C" not null,
  "address" text collate "C" not null,
  "outcome" text collate "C" not null,
  "detail" text collate "C" not null,
  "ended_at" text collate "C",
  constraint message_attempt_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint message_attempt_pkey PRIMARY KEY (id)
);
CREATE INDEX message_attempt_by_message ON message_attempt USING btree (message_id, at);

create table "message_automation" (
  "id" text collate "C" not null,
  "is_on" integer not null,
  "daily_limit" bigint not null,
  "from_time" text collate "C" not null,
  "until_time" text collate "C" not null,
  "version" bigint not null,
  "saved_at" text collate "C" not null,
  "saved_by" text collate "C" not null,
  constraint message_automation_pkey PRIMARY KEY (id)
);

create table "message_channel" (
  "channel" text collate "C" not null,
  "is_on" integer not null default 0,
  "settings" text collate "C" not null,
  "sealed" text collate "C",
  "tested_at" text collate "C",
  "version" bigint not null default 1,
  "saved_at" text collate "C" not null,
  "saved_by" text collate "C" not null,
  constraint message_channel_pkey PRIMARY KEY (channel)
);

create table "message_rule" (
  "code" text collate "C" not null,
  "version" bigint not null,
  "body" text collate "C" not null,
  "on_since" text collate "C",
  "saved_at" text collate "C" not null,
  "saved_by" text collate "C" not null,
  constraint message_rule_key PRIMARY KEY (code, version)
);

create table "monitoring_due" (
  "patient_id" text collate "C" not null,
  "due_on" text collate "C",
  "checks" text collate "C" not null default '[]'::text,
  "treatments" text collate "C" not null default '[]'::text,
  "severity" bigint,
  "quiet_until" text collate "C",
  "worked_out_on" text collate "C" not null default ''::text,
  constraint monitoring_due_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint monitoring_due_pkey PRIMARY KEY (patient_id)
);
CREATE INDEX monitoring_due_by_date ON monitoring_due USING btree (due_on, patient_id);
CREATE INDEX monitoring_due_by_reckoning ON monitoring_due USING btree (worked_out_on, patient_id);

create table "monitoring_outcome" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "outcome" text collate "C" not null,
  "until_on" text collate "C",
  "words" text collate "C" not null,
  "noted_at" text collate "C" not null,
  "noted_by" text collate "C" not null,
  constraint monitoring_outcome_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint monitoring_outcome_pkey PRIMARY KEY (id)
);
CREATE INDEX monitoring_outcome_by_patient ON monitoring_outcome USING btree (patient_id, noted_at, id);

create table "nurse_assignment" (
  "id" text collate "C" not null,
  "enrolment_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "part" text collate "C" not null,
  "reasons" text collate "C" not null,
  "note" text collate "C" not null,
  "from_on" text collate "C" not null,
  "assigned_at" text collate "C" not null,
  "assigned_by" text collate "C" not null,
  "ended_on" text collate "C",
  "ended_reason" text collate "C",
  "ended_at" text collate "C",
  "ended_by" text collate "C",
  "version" bigint not null,
  constraint nurse_assignment_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES pathway_enrolment(id) ON DELETE CASCADE,
  constraint nurse_assignment_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint nurse_assignment_pkey PRIMARY KEY (id),
  constraint nurse_assignment_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);
CREATE INDEX nurse_assignment_by_enrolment ON nurse_assignment USING btree (enrolment_id, part, from_on);
CREATE INDEX nurse_assignment_by_nurse ON nurse_assignment USING btree (practitioner_id, ended_on);
CREATE INDEX nurse_assignment_by_patient ON nurse_assignment USING btree (patient_id);
CREATE UNIQUE INDEX nurse_assignment_live ON nurse_assignment USING btree (enrolment_id, part) WHERE (ended_on IS NULL);

create table "observation" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "code_system" text collate "C",
  "code" text collate "C",
  "text" text collate "C" not null,
  "other_codings" text collate "C",
  "source_system" text collate "C",
  "source_id" text collate "C",
  "source_hash" text collate "C",
  "import_id" text collate "C",
  "version" bigint not null default 1,
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "status" text collate "C" not null,
  "category" text collate "C",
  "effective_at" text collate "C",
  "issued_at" text collate "C",
  "value_kind" text collate "C",
  "value_number" double precision,
  "value_unit" text collate "C",
  "value_unit_code" text collate "C",
  "value_code_system" text collate "C",
  "value_code" text collate "C",
  "value_text" text collate "C",
  "interpretation" text collate "C",
  "reference_low" double precision,
  "reference_high" double precision,
  constraint observation_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint observation_pkey PRIMARY KEY (id)
);
CREATE INDEX observation_by_import ON observation USING btree (import_id, id);
CREATE INDEX observation_by_patient ON observation USING btree (patient_id, effective_at, id);
CREATE UNIQUE INDEX observation_by_source ON observation USING btree (source_system, source_id);

create table "observation_component" (
  "observation_id" text collate "C" not null,
  "position" bigint not null,
  "code_system" text collate "C",
  "code" text collate "C",
  "text" text collate "C" not null,
  "other_codings" text collate "C",
  "value_kind" text collate "C",
  "value_number" double precision,
  "value_unit" text collate "C",
  "value_unit_code" text collate "C",
  "value_code_system" text collate "C",
  "value_code" text collate "C",
  "value_text" text collate "C",
  constraint observation_component_key PRIMARY KEY (observation_id, "position"),
  constraint observation_component_observation_id_fkey FOREIGN KEY (observation_id) REFERENCES observation(id) ON DELETE CASCADE
);

create table "pathway_definition" (
  "id" text collate "C" not null,
  "based_on" text collate "C",
  "note" text collate "C" not null,
  "made_by" text collate "C" not null,
  constraint pathway_definition_based_on_fkey FOREIGN KEY (based_on) REFERENCES content_version(id),
  constraint pathway_definition_id_fkey FOREIGN KEY (id) REFERENCES content_version(id),
  constraint pathway_definition_pkey PRIMARY KEY (id)
);

create table "pathway_dose" (
  "id" text collate "C" not null,
  "enrolment_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "number" bigint not null,
  "schedule" text collate "C" not null,
  "ideal_on" text collate "C" not null,
  "due_on" text collate "C" not null,
  "site" text collate "C",
  "state" text collate "C" not null,
  "reason" text collate "C",
  "words" text collate "C",
  "given_on" text collate "C",
  "given_site" text collate "C",
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "version" bigint not null,
  constraint pathway_dose_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES pathway_enrolment(id) ON DELETE CASCADE,
  constraint pathway_dose_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint pathway_dose_pkey PRIMARY KEY (id)
);
CREATE INDEX pathway_dose_by_date ON pathway_dose USING btree (state, due_on, id);
CREATE INDEX pathway_dose_by_patient ON pathway_dose USING btree (patient_id, state);
CREATE UNIQUE INDEX pathway_dose_once ON pathway_dose USING btree (enrolment_id, number);

create table "pathway_enrolment" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "pathway_code" text collate "C" not null,
  "definition_id" text collate "C" not null,
  "state" text collate "C" not null,
  "phase" text collate "C",
  "state_since" text collate "C" not null,
  "reason" text collate "C",
  "note" text collate "C",
  "included_on" text collate "C",
  "schedule" text collate "C",
  "plan_id" text collate "C",
  "created_at" text collate "C" not null,
  "created_by" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "version" bigint not null,
  constraint pathway_enrolment_definition_id_fkey FOREIGN KEY (definition_id) REFERENCES content_version(id),
  constraint pathway_enrolment_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint pathway_enrolment_pkey PRIMARY KEY (id),
  constraint pathway_enrolment_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES follow_up_plan(id) ON DELETE SET NULL
);
CREATE INDEX pathway_enrolment_board ON pathway_enrolment USING btree (pathway_code, state, phase, state_since, id);
CREATE INDEX pathway_enrolment_by_patient ON pathway_enrolment USING btree (patient_id, state);

create table "pathway_event" (
  "id" text collate "C" not null,
  "enrolment_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "move" text collate "C" not null,
  "phase" text collate "C",
  "on_date" text collate "C" not null,
  "reason" text collate "C",
  "note" text collate "C",
  "judged" text collate "C",
  "made_at" text collate "C" not null,
  "made_by" text collate "C" not null,
  "before" text collate "C",
  "undone_at" text collate "C",
  "undone_by" text collate "C",
  "undone_reason" text collate "C",
  constraint pathway_event_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES pathway_enrolment(id) ON DELETE CASCADE,
  constraint pathway_event_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint pathway_event_pkey PRIMARY KEY (id)
);
CREATE INDEX pathway_event_by_enrolment ON pathway_event USING btree (enrolment_id, made_at);
CREATE INDEX pathway_event_by_patient ON pathway_event USING btree (patient_id);

create table "pathway_fact" (
  "id" text collate "C" not null,
  "enrolment_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "code" text collate "C" not null,
  "value" text collate "C",
  "noted_on" text collate "C" not null,
  "noted_at" text collate "C" not null,
  "noted_by" text collate "C" not null,
  "rested_on" text collate "C",
  constraint pathway_fact_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES pathway_enrolment(id) ON DELETE CASCADE,
  constraint pathway_fact_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint pathway_fact_pkey PRIMARY KEY (id)
);
CREATE INDEX pathway_fact_by_enrolment ON pathway_fact USING btree (enrolment_id, code, noted_at);
CREATE INDEX pathway_fact_by_patient ON pathway_fact USING btree (patient_id);

create table "pathway_retirement" (
  "pathway_code" text collate "C" not null,
  "reason" text collate "C" not null,
  "retired_at" text collate "C" not null,
  "retired_by" text collate "C" not null,
  constraint pathway_retirement_pkey PRIMARY KEY (pathway_code)
);

create table "patient" (
  "id" text collate "C" not null,
  "family_name" text collate "C" not null,
  "given_name" text collate "C" not null,
  "birth_family_name" text collate "C",
  "prefix" text collate "C",
  "sort_key" text collate "C" not null,
  "birth_date" text collate "C",
  "administrative_sex" text collate "C" not null,
  "gender" text collate "C",
  "language" text collate "C",
  "phone" text collate "C",
  "email" text collate "C",
  "address_line" text collate "C",
  "city" text collate "C",
  "postal_code" text collate "C",
  "region_code" text collate "C",
  "country" text collate "C",
  "mobility" text collate "C" not null default 'unknown'::text,
  "tele_suitability" text collate "C" not null default 'unknown'::text,
  "deceased" integer not null default 0,
  "deceased_on" text collate "C",
  "marital_status" text collate "C",
  "source_system" text collate "C",
  "source_id" text collate "C",
  "source_hash" text collate "C",
  "import_id" text collate "C",
  "version" bigint not null default 1,
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "identity_document" text collate "C",
  "identity_verified_on" text collate "C",
  "birth_place_code" text collate "C",
  "merged_into" text collate "C",
  constraint patient_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES patient(id),
  constraint patient_pkey PRIMARY KEY (id)
);
CREATE INDEX patient_by_birth_date ON patient USING btree (birth_date, id);
CREATE INDEX patient_by_import ON patient USING btree (import_id, id);
CREATE INDEX patient_by_name ON patient USING btree (sort_key, id);
CREATE UNIQUE INDEX patient_by_source ON patient USING btree (source_system, source_id);
CREATE INDEX patient_merged ON patient USING btree (merged_into) WHERE (merged_into IS NOT NULL);

create table "patient_identifier" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "system" text collate "C" not null,
  "value" text collate "C" not null,
  "use" text collate "C",
  "valid_from" text collate "C",
  "issuer" text collate "C",
  "valid_to" text collate "C",
  "ins_qualified" integer not null default 0,
  constraint patient_identifier_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint patient_identifier_pkey PRIMARY KEY (id)
);
CREATE INDEX patient_identifier_by_patient ON patient_identifier USING btree (patient_id, system);
CREATE INDEX patient_identifier_by_value ON patient_identifier USING btree (system, value);
CREATE UNIQUE INDEX patient_identifier_file_number ON patient_identifier USING btree (value) WHERE (system = 'urn:relais:identifier:clinic-file'::text);

create table "patient_merge" (
  "id" text collate "C" not null,
  "survivor_id" text collate "C" not null,
  "retired_id" text collate "C" not null,
  "merged_at" text collate "C" not null,
  "merged_by" text collate "C" not null,
  "taken" text collate "C" not null,
  "moved" text collate "C" not null,
  "before" text collate "C" not null,
  "survivor_version" bigint not null,
  "undone_at" text collate "C",
  "undone_by" text collate "C",
  constraint patient_merge_pkey PRIMARY KEY (id),
  constraint patient_merge_retired_id_fkey FOREIGN KEY (retired_id) REFERENCES patient(id),
  constraint patient_merge_survivor_id_fkey FOREIGN KEY (survivor_id) REFERENCES patient(id)
);
CREATE INDEX patient_merge_by_retired ON patient_merge USING btree (retired_id, merged_at);
CREATE INDEX patient_merge_by_survivor ON patient_merge USING btree (survivor_id, merged_at);
CREATE INDEX patient_merge_by_time ON patient_merge USING btree (merged_at, id);

create table "patient_responsible" (
  "patient_id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "assigned_at" text collate "C" not null,
  "assigned_by" text collate "C" not null,
  constraint patient_responsible_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint patient_responsible_pkey PRIMARY KEY (patient_id),
  constraint patient_responsible_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);
CREATE INDEX patient_responsible_by_professional ON patient_responsible USING btree (practitioner_id, patient_id);

create table "patient_restriction" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "reason" text collate "C" not null,
  "words" text collate "C" not null,
  "restricted_at" text collate "C" not null,
  "restricted_by" text collate "C" not null,
  "lifted_at" text collate "C",
  "lifted_by" text collate "C",
  "lifted_words" text collate "C",
  constraint patient_restriction_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint patient_restriction_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX patient_restriction_in_force ON patient_restriction USING btree (patient_id) WHERE (lifted_at IS NULL);

create table "patient_search" (
  "search_id" bigint not null generated as identity,
  "patient_id" text collate "C" not null,
  "sort_key" text collate "C" not null,
  "terms" text collate "C" not null,
  "words" tsvector generated always as (array_to_tsvector(string_to_array(terms, ' '::text))) stored,
  constraint patient_search_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint patient_search_patient_id_key UNIQUE (patient_id),
  constraint patient_search_pkey PRIMARY KEY (search_id)
);
CREATE INDEX patient_search_by_name ON patient_search USING btree (sort_key, patient_id);
CREATE INDEX patient_search_words ON patient_search USING gin (words) WITH (fastupdate=off);

create table "practitioner" (
  "id" text collate "C" not null,
  "family_name" text collate "C" not null,
  "given_name" text collate "C" not null,
  "prefix" text collate "C",
  "sort_key" text collate "C" not null,
  "search_terms" text collate "C" not null,
  "administrative_sex" text collate "C",
  "organization" text collate "C",
  "phone" text collate "C",
  "fax" text collate "C",
  "email" text collate "C",
  "address_line" text collate "C",
  "city" text collate "C",
  "postal_code" text collate "C",
  "region_code" text collate "C",
  "country" text collate "C",
  "clinic_role" text collate "C",
  "slot_minutes" bigint not null default 30,
  "availability_version" bigint not null default 0,
  "availability_changed_at" text collate "C",
  "availability_changed_by" text collate "C",
  "active" integer not null default 1,
  "source_system" text collate "C",
  "source_id" text collate "C",
  "source_hash" text collate "C",
  "import_id" text collate "C",
  "version" bigint not null default 1,
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "languages" text collate "C" not null default '[]'::text,
  constraint practitioner_pkey PRIMARY KEY (id)
);
CREATE INDEX practitioner_by_import ON practitioner USING btree (import_id, id);
CREATE INDEX practitioner_by_name ON practitioner USING btree (sort_key, id);
CREATE INDEX practitioner_by_role ON practitioner USING btree (clinic_role, sort_key);
CREATE UNIQUE INDEX practitioner_by_source ON practitioner USING btree (source_system, source_id);

create table "practitioner_identifier" (
  "practitioner_id" text collate "C" not null,
  "system" text collate "C" not null,
  "value" text collate "C" not null,
  constraint practitioner_identifier_key PRIMARY KEY (practitioner_id, system, value),
  constraint practitioner_identifier_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id) ON DELETE CASCADE
);

create table "prevention_check" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "item" text collate "C" not null,
  "outcome" text collate "C" not null,
  "checked_on" text collate "C" not null,
  "note" text collate "C" not null,
  "recorded_at" text collate "C" not null,
  "recorded_by" text collate "C" not null,
  "withdrawn_at" text collate "C",
  "withdrawn_by" text collate "C",
  constraint prevention_check_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint prevention_check_pkey PRIMARY KEY (id)
);
CREATE INDEX prevention_check_by_patient ON prevention_check USING btree (patient_id, item, checked_on);

create table "quality_verdict" (
  "id" text collate "C" not null,
  "check_code" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "subject" text collate "C" not null,
  "facts" text collate "C" not null,
  "reason" text collate "C" not null,
  "verified_at" text collate "C" not null,
  "verified_by" text collate "C" not null,
  "withdrawn_at" text collate "C",
  "withdrawn_by" text collate "C",
  constraint quality_verdict_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint quality_verdict_pkey PRIMARY KEY (id)
);
CREATE INDEX quality_verdict_by_check ON quality_verdict USING btree (check_code, patient_id, subject);

create table "rating_sample" (
  "id" text collate "C" not null,
  "from_on" text collate "C" not null,
  "until_on" text collate "C" not null,
  "wanted" bigint not null,
  "seed" text collate "C" not null,
  "drawn_from" bigint not null,
  "rater_id" text collate "C" not null,
  "drawn_at" text collate "C" not null,
  "drawn_by" text collate "C" not null,
  "over_at" text collate "C",
  "ended_by" text collate "C",
  constraint rating_sample_pkey PRIMARY KEY (id),
  constraint rating_sample_rater_id_fkey FOREIGN KEY (rater_id) REFERENCES user_account(id)
);
CREATE INDEX rating_sample_by_rater ON rating_sample USING btree (rater_id, over_at);

create table "recall" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "due_on" text collate "C" not null,
  "reason" text collate "C" not null,
  "cohort_id" text collate "C",
  "created_at" text collate "C" not null,
  "created_by" text collate "C" not null,
  "state" text collate "C" not null,
  "outcome" text collate "C",
  "closed_at" text collate "C",
  "closed_by" text collate "C",
  "version" bigint not null,
  constraint recall_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint recall_pkey PRIMARY KEY (id)
);
CREATE INDEX recall_by_date ON recall USING btree (state, due_on, id);
CREATE INDEX recall_by_patient ON recall USING btree (patient_id, state);

create table "recall_contact" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "way" text collate "C" not null,
  "outcome" text collate "C" not null,
  "words" text collate "C",
  "noted_at" text collate "C" not null,
  "noted_by" text collate "C" not null,
  "withdrawn_at" text collate "C",
  "withdrawn_by" text collate "C",
  constraint recall_contact_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint recall_contact_pkey PRIMARY KEY (id)
);
CREATE INDEX recall_contact_by_patient ON recall_contact USING btree (patient_id, noted_at, id);

create table "record_change" (
  "id" text collate "C" not null,
  "entity" text collate "C" not null,
  "entity_id" text collate "C" not null,
  "patient_id" text collate "C",
  "version" bigint not null,
  "at" text collate "C" not null,
  "user_id" text collate "C" not null,
  "origin" text collate "C" not null,
  "reason" text collate "C",
  "import_id" text collate "C",
  "undoes" text collate "C",
  "changes" text collate "C" not null,
  constraint record_change_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint record_change_pkey PRIMARY KEY (id)
);
CREATE INDEX record_change_by_entity ON record_change USING btree (entity, entity_id, version);
CREATE INDEX record_change_by_import ON record_change USING btree (import_id);
CREATE INDEX record_change_by_patient ON record_change USING btree (patient_id, at, id);

create table "record_copy" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "made_at" text collate "C" not null,
  "made_by" text collate "C" not null,
  "requester" text collate "C" not null,
  "relationship" text collate "C" not null,
  "purpose" text collate "C" not null,
  "language" text collate "C" not null,
  "with_accesses" integer not null,
  constraint record_copy_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint record_copy_pkey PRIMARY KEY (id)
);
CREATE INDEX record_copy_by_patient ON record_copy USING btree (patient_id, made_at);

create table "record_opening" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "user_id" text collate "C" not null,
  "reason" text collate "C" not null,
  "words" text collate "C" not null,
  "opened_at" text collate "C" not null,
  "open_until" text collate "C" not null,
  "reviewed_at" text collate "C",
  "reviewed_by" text collate "C",
  "review_words" text collate "C",
  constraint record_opening_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint record_opening_pkey PRIMARY KEY (id)
);
CREATE INDEX record_opening_by_patient ON record_opening USING btree (patient_id, user_id, open_until);
CREATE INDEX record_opening_by_time ON record_opening USING btree (opened_at, id);
CREATE INDEX record_opening_unreviewed ON record_opening USING btree (opened_at, id) WHERE (reviewed_at IS NULL);

create table "referral" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "referrer_id" text collate "C",
  "reason_code" text collate "C",
  "requested_cls" text collate "C",
  "free_text" text collate "C" not null,
  "findings" text collate "C" not null,
  "prerequisites_provided" text collate "C" not null,
  "state" text collate "C" not null,
  "received_at" text collate "C" not null,
  "completed_on" text collate "C" not null,
  "entered_at" text collate "C" not null,
  "entered_by" text collate "C" not null,
  "proposed_cls" text collate "C",
  "decided_cls" text collate "C",
  "due_on" text collate "C",
  "queue_role" text collate "C",
  "modality" text collate "C",
  "leading_findings" text collate "C" not null default '[]'::text,
  "emergency_call_pending" integer not null default 0,
  "source_system" text collate "C",
  "source_id" text collate "C",
  "source_hash" text collate "C",
  "import_id" text collate "C",
  "version" bigint not null default 1,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "claimed_by" text collate "C",
  "claimed_at" text collate "C",
  "returned_at" text collate "C",
  "returned_by" text collate "C",
  "returned_from" text collate "C",
  "return_reason" text collate "C",
  "asked_at" text collate "C",
  "request_codings" text collate "C",
  "finding_words" text collate "C",
  "original_due_on" text collate "C",
  "paused_as_of" text collate "C",
  "advice_pending" integer not null default 0,
  "ended_elsewhere" text collate "C",
  "opinion_of" text collate "C",
  "opinion_question" text collate "C",
  "opinion_asked_by" text collate "C",
  "opinion_asked_at" text collate "C",
  constraint referral_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id),
  constraint referral_pkey PRIMARY KEY (id),
  constraint referral_referrer_id_fkey FOREIGN KEY (referrer_id) REFERENCES practitioner(id)
);
CREATE INDEX referral_by_change ON referral USING btree (updated_at, id);
CREATE INDEX referral_by_opinion ON referral USING btree (opinion_of) WHERE (opinion_of IS NOT NULL);
CREATE INDEX referral_by_patient ON referral USING btree (patient_id, received_at);
CREATE UNIQUE INDEX referral_by_source ON referral USING btree (source_system, source_id);
CREATE INDEX referral_counts ON referral USING btree (state, emergency_call_pending, advice_pending, due_on, queue_role, claimed_by);
CREATE INDEX referral_done_queue ON referral USING btree ((
CASE
    WHEN ((state = ANY (ARRAY['booked'::text, 'emergency'::text, 'redirected'::text, 'advised'::text, 'declined'::text, 'cancelled'::text, 'closed'::text])) AND (emergency_call_pending = 0) AND (advice_pending = 0)) THEN 1
    ELSE 0
END), updated_at, id);
CREATE INDEX referral_incomplete_queue ON referral USING btree ((
CASE
    WHEN (((asked_at IS NOT NULL) AND (state = ANY (ARRAY['received'::text, 'accepted'::text]))) OR ((state = 'received'::text) AND (proposed_cls IS NULL))) THEN 1
    ELSE 0
END), (
CASE
    WHEN ((emergency_call_pending = 1) OR (COALESCE(decided_cls, proposed_cls) = 'URG'::text)) THEN 0
    ELSE 1
END), COALESCE(due_on, ''::text), received_at, id);
CREATE INDEX referral_open_queue ON referral USING btree ((
CASE
    WHEN (state = ANY (ARRAY['received'::text, 'accepted'::text, 'emergency'::text, 'advised'::text])) THEN 1
    ELSE 0
END), (
CASE
    WHEN ((emergency_call_pending = 1) OR (COALESCE(decided_cls, proposed_cls) = 'URG'::text)) THEN 0
    ELSE 1
END), COALESCE(due_on, ''::text), received_at, id);
CREATE INDEX referral_paused ON referral USING btree (paused_as_of);
CREATE INDEX referral_paused_open ON referral USING btree ((
CASE
    WHEN ((paused_as_of IS NOT NULL) AND (state = ANY (ARRAY['received'::text, 'accepted'::text]))) THEN 1
    ELSE 0
END), paused_as_of);
CREATE INDEX referral_queue ON referral USING btree (state, due_on, received_at, id);
CREATE INDEX referral_queue_by_role ON referral USING btree (queue_role, state, due_on, id);
CREATE INDEX referral_role_queue ON referral USING btree (queue_role, (
CASE
    WHEN (state = ANY (ARRAY['received'::text, 'accepted'::text, 'emergency'::text, 'advised'::text])) THEN 1
    ELSE 0
END), (
CASE
    WHEN ((emergency_call_pending = 1) OR (COALESCE(decided_cls, proposed_cls) = 'URG'::text)) THEN 0
    ELSE 1
END), COALESCE(due_on, ''::text), received_at, id);

create table "referral_letter" (
  "id" text collate "C" not null,
  "referral_id" text collate "C" not null,
  "decision_id" text collate "C",
  "kind" text collate "C" not null,
  "language" text collate "C" not null,
  "addressee" text collate "C" not null,
  "body" text collate "C" not null,
  "written_at" text collate "C" not null,
  "written_by" text collate "C" not null,
  "pdf" bytea,
  "withdrawn_at" text collate "C",
  "withdrawn_by" text collate "C",
  constraint referral_letter_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES triage_decision(id),
  constraint referral_letter_pkey PRIMARY KEY (id),
  constraint referral_letter_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX referral_letter_by_referral ON referral_letter USING btree (referral_id, written_at);

create table "referral_pause" (
  "id" text collate "C" not null,
  "referral_id" text collate "C" not null,
  "cause" text collate "C" not null,
  "reason" text collate "C" not null,
  "from_date" text collate "C" not null,
  "until_date" text collate "C",
  "started_at" text collate "C" not null,
  "started_by" text collate "C" not null,
  "ended_at" text collate "C",
  "ended_by" text collate "C",
  constraint referral_pause_pkey PRIMARY KEY (id),
  constraint referral_pause_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX referral_pause_by_referral ON referral_pause USING btree (referral_id, from_date);

create table "referral_step" (
  "id" text collate "C" not null,
  "referral_id" text collate "C" not null,
  "at" text collate "C" not null,
  "by" text collate "C" not null,
  "action" text collate "C" not null,
  "from_state" text collate "C" not null,
  "to_state" text collate "C" not null,
  "reason" text collate "C",
  constraint referral_step_pkey PRIMARY KEY (id),
  constraint referral_step_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX referral_step_by_referral ON referral_step USING btree (referral_id, at);

create table "registry_entry" (
  "patient_id" text collate "C" not null,
  "sort_key" text collate "C" not null,
  "birth_date" text collate "C",
  "administrative_sex" text collate "C" not null,
  "language" text collate "C",
  "region_code" text collate "C",
  "mobility" text collate "C" not null,
  "tele_suitability" text collate "C" not null,
  "deceased" integer not null,
  "problem_key" text collate "C",
  "problem_text" text collate "C",
  "class_rank" bigint,
  "last_visit_on" text collate "C",
  "next_visit_at" text collate "C",
  "phone_key" text collate "C",
  "stale_from" text collate "C",
  constraint registry_entry_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint registry_entry_pkey PRIMARY KEY (patient_id)
);
CREATE INDEX registry_entry_by_birth_date ON registry_entry USING btree (birth_date, sort_key, patient_id);
CREATE INDEX registry_entry_by_class_rank ON registry_entry USING btree (class_rank, sort_key, patient_id);
CREATE INDEX registry_entry_by_last_visit_on ON registry_entry USING btree (last_visit_on, sort_key, patient_id);
CREATE INDEX registry_entry_by_name ON registry_entry USING btree (sort_key, patient_id);
CREATE INDEX registry_entry_by_next_visit_at ON registry_entry USING btree (next_visit_at, sort_key, patient_id);
CREATE INDEX registry_entry_by_phone ON registry_entry USING btree (phone_key) WHERE (phone_key IS NOT NULL);
CREATE INDEX registry_entry_by_problem_key ON registry_entry USING btree (problem_key, sort_key, patient_id);
CREATE INDEX registry_entry_by_region_code ON registry_entry USING btree (region_code, sort_key, patient_id);
CREATE INDEX registry_entry_facets ON registry_entry USING btree (deceased, administrative_sex, language, mobility, tele_suitability, region_code, class_rank, birth_date, last_visit_on, next_visit_at, problem_key);
CREATE INDEX registry_entry_stale ON registry_entry USING btree (stale_from) WHERE (stale_from IS NOT NULL);

create table "remote_visit" (
  "appointment_id" text collate "C" not null,
  "checklist" text collate "C",
  "checked_at" text collate "C",
  "checked_by" text collate "C",
  "fallback_reason" text collate "C",
  "fallback_at" text collate "C",
  "fallback_by" text collate "C",
  "exam_limits" text collate "C",
  "outcome_at" text collate "C",
  "outcome_by" text collate "C",
  "convert_until" text collate "C",
  "convert_reason" text collate "C",
  "dropped_at" text collate "C",
  "dropped_by" text collate "C",
  "drop_reason" text collate "C",
  "version" bigint not null default 1,
  constraint remote_visit_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id) ON DELETE CASCADE,
  constraint remote_visit_pkey PRIMARY KEY (appointment_id)
);
CREATE INDEX remote_visit_to_book ON remote_visit USING btree (convert_until, appointment_id);

create table "research_consent" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "decision" text collate "C" not null,
  "decided_on" text collate "C" not null,
  "way" text collate "C" not null,
  "giver" text collate "C" not null,
  "note" text collate "C" not null,
  "recorded_at" text collate "C" not null,
  "recorded_by" text collate "C" not null,
  constraint research_consent_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id),
  constraint research_consent_pkey PRIMARY KEY (id)
);
CREATE INDEX research_consent_by_patient ON research_consent USING btree (patient_id, decided_on);

create table "rule_replay" (
  "id" text collate "C" not null,
  "version_id" text collate "C" not null,
  "against_id" text collate "C" not null,
  "started_at" text collate "C" not null,
  "started_by" text collate "C" not null,
  "finished_at" text collate "C",
  "state" text collate "C" not null,
  "requests" bigint not null,
  "without_age" bigint not null,
  "other_class" bigint not null,
  "otherwise" bigint not null,
  "matrix" text collate "C" not null,
  constraint rule_replay_against_id_fkey FOREIGN KEY (against_id) REFERENCES content_version(id),
  constraint rule_replay_pkey PRIMARY KEY (id),
  constraint rule_replay_version_id_fkey FOREIGN KEY (version_id) REFERENCES content_version(id)
);
CREATE INDEX rule_replay_by_version ON rule_replay USING btree (version_id, started_at);

create table "rule_replay_case" (
  "id" text collate "C" not null,
  "replay_id" text collate "C" not null,
  "referral_id" text collate "C" not null,
  "from_cls" text collate "C" not null,
  "to_cls" text collate "C" not null,
  "place" bigint not null,
  "detail" text collate "C" not null,
  constraint rule_replay_case_pkey PRIMARY KEY (id),
  constraint rule_replay_case_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id) ON DELETE CASCADE,
  constraint rule_replay_case_replay_id_fkey FOREIGN KEY (replay_id) REFERENCES rule_replay(id) ON DELETE CASCADE
);
CREATE INDEX rule_replay_case_by_place ON rule_replay_case USING btree (replay_id, place, id);
CREATE INDEX rule_replay_case_by_referral ON rule_replay_case USING btree (referral_id);

create table "ruleset_signature" (
  "id" text collate "C" not null,
  "version_id" text collate "C" not null,
  "replaced_id" text collate "C" not null,
  "signed_at" text collate "C" not null,
  "signed_by" text collate "C" not null,
  "note" text collate "C" not null,
  constraint ruleset_signature_pkey PRIMARY KEY (id),
  constraint ruleset_signature_replaced_id_fkey FOREIGN KEY (replaced_id) REFERENCES content_version(id),
  constraint ruleset_signature_version_id_fkey FOREIGN KEY (version_id) REFERENCES content_version(id)
);
CREATE INDEX ruleset_signature_by_version ON ruleset_signature USING btree (version_id, signed_at);

create table "ruleset_version" (
  "id" text collate "C" not null,
  "based_on" text collate "C" not null,
  "change" text collate "C" not null,
  "rule_id" text collate "C" not null,
  "note" text collate "C" not null,
  "made_by" text collate "C" not null,
  constraint ruleset_version_based_on_fkey FOREIGN KEY (based_on) REFERENCES content_version(id),
  constraint ruleset_version_id_fkey FOREIGN KEY (id) REFERENCES content_version(id),
  constraint ruleset_version_pkey PRIMARY KEY (id)
);

create table "search_word" (
  "id" bigint not null generated as identity,
  "word" text collate "C" not null,
  constraint search_word_pkey PRIMARY KEY (id)
);
CREATE INDEX search_word_by_word ON search_word USING btree (word);

create table "second_rating" (
  "id" text collate "C" not null,
  "sample_id" text collate "C" not null,
  "referral_id" text collate "C" not null,
  "decision_id" text collate "C" not null,
  "place" bigint not null,
  "cls" text collate "C",
  "primary_professional" text collate "C",
  "disposition" text collate "C",
  "note" text collate "C",
  "rated_at" text collate "C",
  "had_opened" integer,
  constraint second_rating_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES triage_decision(id),
  constraint second_rating_pkey PRIMARY KEY (id),
  constraint second_rating_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint second_rating_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES rating_sample(id)
);
CREATE INDEX second_rating_by_referral ON second_rating USING btree (referral_id);
CREATE UNIQUE INDEX second_rating_by_sample ON second_rating USING btree (sample_id, place);

create table "site" (
  "id" text collate "C" not null,
  "name" text collate "C" not null,
  "sort_key" text collate "C" not null,
  "address" text collate "C",
  "city" text collate "C",
  "postal_code" text collate "C",
  "phone" text collate "C",
  "zone" text collate "C" not null,
  "holiday_calendar" text collate "C",
  "easter_holiday" text collate "C",
  "latitude" double precision,
  "longitude" double precision,
  "retired_at" text collate "C",
  "version" bigint not null,
  "changed_at" text collate "C" not null,
  "changed_by" text collate "C" not null,
  constraint site_pkey PRIMARY KEY (id)
);

create table "site_resource" (
  "id" text collate "C" not null,
  "site_id" text collate "C",
  "kind" text collate "C" not null,
  "name" text collate "C" not null,
  "sort_key" text collate "C" not null,
  "retired_at" text collate "C",
  "version" bigint not null,
  "changed_at" text collate "C" not null,
  "changed_by" text collate "C" not null,
  constraint site_resource_pkey PRIMARY KEY (id),
  constraint site_resource_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id)
);
CREATE INDEX site_resource_by_site ON site_resource USING btree (site_id, kind);

create table "slot_hold" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "starts_at" text collate "C" not null,
  "ends_at" text collate "C" not null,
  "modality" text collate "C" not null,
  "referral_id" text collate "C",
  "entry_id" text collate "C",
  "held_at" text collate "C" not null,
  "held_by" text collate "C" not null,
  "until" text collate "C" not null,
  "ended_at" text collate "C",
  "ended_by" text collate "C",
  "outcome" text collate "C",
  "purpose" text collate "C",
  "busy_from" text collate "C",
  "busy_until" text collate "C",
  "resource_ids" text collate "C" not null default '[]'::text,
  constraint slot_hold_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES waiting_entry(id) ON DELETE CASCADE,
  constraint slot_hold_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint slot_hold_pkey PRIMARY KEY (id),
  constraint slot_hold_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id) ON DELETE CASCADE,
  constraint slot_hold_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id)
);
CREATE INDEX slot_hold_by_patient ON slot_hold USING btree (patient_id);
CREATE INDEX slot_hold_by_practitioner ON slot_hold USING btree (practitioner_id, until);

create table "study" (
  "id" text collate "C" not null,
  "name" text collate "C" not null,
  "name_key" text collate "C" not null,
  "approval" text collate "C" not null,
  "smallest_cell" bigint not null,
  "created_at" text collate "C" not null,
  "created_by" text collate "C" not null,
  constraint study_name_key_key UNIQUE (name_key),
  constraint study_pkey PRIMARY KEY (id)
);

create table "study_extract" (
  "id" text collate "C" not null,
  "study_id" text collate "C" not null,
  "started_at" text collate "C" not null,
  "finished_at" text collate "C",
  "started_by" text collate "C" not null,
  "scope" text collate "C" not null,
  "groups" text collate "C" not null,
  "encrypted" integer not null,
  "state" text collate "C" not null,
  "people" text collate "C",
  constraint study_extract_pkey PRIMARY KEY (id),
  constraint study_extract_study_id_fkey FOREIGN KEY (study_id) REFERENCES study(id)
);
CREATE INDEX study_extract_by_study ON study_extract USING btree (study_id, started_at);

create table "study_key" (
  "id" text collate "C" not null,
  "study_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "sealed" text collate "C" not null,
  constraint study_key_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id),
  constraint study_key_pkey PRIMARY KEY (id),
  constraint study_key_study_id_fkey FOREIGN KEY (study_id) REFERENCES study(id)
);
CREATE INDEX study_key_by_patient ON study_key USING btree (study_id, patient_id);
CREATE INDEX study_key_of_patient ON study_key USING btree (patient_id);

create table "table_import" (
  "id" text collate "C" not null,
  "stage" text collate "C" not null,
  "file_id" text collate "C",
  "file_name" text collate "C" not null,
  "bytes" bigint not null,
  "sha256" text collate "C" not null,
  "sealed" text collate "C" not null,
  "started_by" text collate "C" not null,
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  constraint table_import_pkey PRIMARY KEY (id)
);
CREATE INDEX table_import_by_time ON table_import USING btree (updated_at, id);

create table "toxicity_call" (
  "id" text collate "C" not null,
  "enrolment_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "dose_id" text collate "C",
  "kind" text collate "C" not null,
  "code" text collate "C",
  "due_on" text collate "C",
  "state" text collate "C" not null,
  "answers" text collate "C",
  "found" text collate "C",
  "grade" bigint,
  "action" text collate "C",
  "words" text collate "C",
  "called_on" text collate "C",
  "called_at" text collate "C",
  "called_by" text collate "C",
  "symptom_on" text collate "C",
  constraint toxicity_call_dose_id_fkey FOREIGN KEY (dose_id) REFERENCES pathway_dose(id) ON DELETE SET NULL,
  constraint toxicity_call_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES pathway_enrolment(id) ON DELETE CASCADE,
  constraint toxicity_call_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint toxicity_call_pkey PRIMARY KEY (id)
);
CREATE INDEX toxicity_call_by_date ON toxicity_call USING btree (state, due_on, id);
CREATE INDEX toxicity_call_by_dose ON toxicity_call USING btree (dose_id);
CREATE INDEX toxicity_call_by_enrolment ON toxicity_call USING btree (enrolment_id, state, called_at);
CREATE INDEX toxicity_call_by_patient ON toxicity_call USING btree (patient_id);

create table "treatment_confirmation" (
  "id" text collate "C" not null,
  "medication_id" text collate "C" not null,
  "guard" text collate "C" not null,
  "reason" text collate "C" not null,
  "confirmed_at" text collate "C" not null,
  "confirmed_by" text collate "C" not null,
  "detail" text collate "C",
  constraint treatment_confirmation_medication_id_fkey FOREIGN KEY (medication_id) REFERENCES medication(id) ON DELETE CASCADE,
  constraint treatment_confirmation_pkey PRIMARY KEY (id)
);
CREATE INDEX treatment_confirmation_by_line ON treatment_confirmation USING btree (medication_id, confirmed_at);

create table "treatment_coverage" (
  "id" text collate "C" not null,
  "medication_id" text collate "C" not null,
  "payer" text collate "C" not null,
  "sent_on" text collate "C",
  "approved_on" text collate "C",
  "renews_on" text collate "C",
  "note" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "import_id" text collate "C",
  constraint treatment_coverage_medication_id_fkey FOREIGN KEY (medication_id) REFERENCES medication(id) ON DELETE CASCADE,
  constraint treatment_coverage_once UNIQUE (medication_id),
  constraint treatment_coverage_pkey PRIMARY KEY (id)
);
CREATE INDEX treatment_coverage_by_import ON treatment_coverage USING btree (import_id);
CREATE INDEX treatment_coverage_by_renewal ON treatment_coverage USING btree (renews_on);

create table "treatment_event" (
  "id" text collate "C" not null,
  "medication_id" text collate "C" not null,
  "happened_on" text collate "C" not null,
  "term" text collate "C" not null,
  "grade" bigint not null,
  "serious" integer not null,
  "outcome" text collate "C" not null,
  "note" text collate "C" not null,
  "recorded_at" text collate "C" not null,
  "recorded_by" text collate "C" not null,
  "withdrawn_at" text collate "C",
  "withdrawn_by" text collate "C",
  "import_id" text collate "C",
  constraint treatment_event_medication_id_fkey FOREIGN KEY (medication_id) REFERENCES medication(id) ON DELETE CASCADE,
  constraint treatment_event_pkey PRIMARY KEY (id)
);
CREATE INDEX treatment_event_by_import ON treatment_event USING btree (import_id);
CREATE INDEX treatment_event_by_line ON treatment_event USING btree (medication_id, happened_on);

create table "triage_decision" (
  "id" text collate "C" not null,
  "referral_id" text collate "C" not null,
  "decided_at" text collate "C" not null,
  "decided_by" text collate "C" not null,
  "overridden" integer not null,
  "override_reason" text collate "C",
  "cls" text collate "C" not null,
  "primary_professional" text collate "C" not null,
  "modality" text collate "C" not null,
  "due_on" text collate "C" not null,
  "disposition" text collate "C" not null,
  "redirect_to" text collate "C",
  "note" text collate "C",
  "proposal" text collate "C" not null,
  "findings" text collate "C" not null,
  "ruleset_version_id" text collate "C" not null,
  "reasons_version_id" text collate "C" not null,
  "referral_version" bigint,
  "before" text collate "C",
  "undone_at" text collate "C",
  "undone_by" text collate "C",
  "route" text collate "C",
  constraint triage_decision_pkey PRIMARY KEY (id),
  constraint triage_decision_reasons_version_id_fkey FOREIGN KEY (reasons_version_id) REFERENCES content_version(id),
  constraint triage_decision_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id),
  constraint triage_decision_ruleset_version_id_fkey FOREIGN KEY (ruleset_version_id) REFERENCES content_version(id)
);
CREATE INDEX triage_decision_by_referral ON triage_decision USING btree (referral_id, decided_at);
CREATE INDEX triage_decision_by_time ON triage_decision USING btree (decided_at);

create table "user_account" (
  "id" text collate "C" not null,
  "login" text collate "C" not null,
  "display_name" text collate "C" not null,
  "practitioner_id" text collate "C",
  "language" text collate "C" not null,
  "theme" text collate "C" not null,
  "disabled_at" text collate "C",
  "version" bigint not null default 1,
  "created_at" text collate "C" not null,
  "must_change_password" integer not null default 0,
  "last_signed_in_at" text collate "C",
  constraint user_account_login_key UNIQUE (login),
  constraint user_account_pkey PRIMARY KEY (id),
  constraint user_account_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);

create table "user_role" (
  "user_id" text collate "C" not null,
  "role" text collate "C" not null,
  constraint user_role_key PRIMARY KEY (user_id, role),
  constraint user_role_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE
);

create table "user_setting" (
  "user_id" text collate "C" not null,
  "key" text collate "C" not null,
  "value" text collate "C" not null,
  "updated_at" text collate "C" not null,
  constraint user_setting_key PRIMARY KEY (user_id, key),
  constraint user_setting_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE
);

create table "vaccination" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "code_system" text collate "C",
  "code" text collate "C",
  "text" text collate "C" not null,
  "other_codings" text collate "C",
  "source_system" text collate "C",
  "source_id" text collate "C",
  "source_hash" text collate "C",
  "import_id" text collate "C",
  "version" bigint not null default 1,
  "created_at" text collate "C" not null,
  "updated_at" text collate "C" not null,
  "status" text collate "C" not null,
  "status_reason" text collate "C",
  "status_note" text collate "C",
  "given_on" text collate "C",
  "given_words" text collate "C",
  "lot_number" text collate "C",
  "expires_on" text collate "C",
  "site" text collate "C",
  "route" text collate "C",
  "dose_number" bigint,
  "primary_source" integer,
  "report_origin" text collate "C",
  "note" text collate "C",
  "recorded_on" text collate "C",
  "recorded_by" text collate "C",
  constraint vaccination_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint vaccination_pkey PRIMARY KEY (id)
);
CREATE INDEX vaccination_by_import ON vaccination USING btree (import_id, id);
CREATE INDEX vaccination_by_patient ON vaccination USING btree (patient_id, given_on);
CREATE UNIQUE INDEX vaccination_by_source ON vaccination USING btree (source_system, source_id);

create table "visit_exception" (
  "id" text collate "C" not null,
  "appointment_id" text collate "C" not null,
  "kind" text collate "C" not null,
  "reason" text collate "C" not null,
  "facts" text collate "C" not null,
  "professional_id" text collate "C" not null,
  "starts_at" text collate "C" not null,
  "at" text collate "C" not null,
  "by_user" text collate "C" not null,
  constraint visit_exception_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id) ON DELETE CASCADE,
  constraint visit_exception_pkey PRIMARY KEY (id)
);
CREATE INDEX visit_exception_by_appointment ON visit_exception USING btree (appointment_id, at);

create table "visit_preference" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "weekdays" text collate "C" not null,
  "half_days" text collate "C" not null,
  "modalities" text collate "C" not null,
  "notice_hours" bigint,
  "travel_km" bigint,
  "travel_minutes" bigint,
  "words" text collate "C",
  "version" bigint not null,
  "set_at" text collate "C" not null,
  "set_by" text collate "C" not null,
  "replaced_at" text collate "C",
  constraint visit_preference_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint visit_preference_pkey PRIMARY KEY (id)
);
CREATE INDEX visit_preference_by_patient ON visit_preference USING btree (patient_id, replaced_at);

create table "visit_type" (
  "code" text collate "C" not null,
  "label_fr" text collate "C",
  "label_en" text collate "C",
  "minutes" bigint,
  "buffer_before" bigint not null,
  "buffer_after" bigint not null,
  "roles" text collate "C" not null,
  "classes" text collate "C" not null,
  "modalities" text collate "C" not null,
  "retired_at" text collate "C",
  "version" bigint not null,
  "changed_at" text collate "C" not null,
  "changed_by" text collate "C" not null,
  "needs_room" integer not null default 0,
  "equipment" text collate "C",
  constraint visit_type_pkey PRIMARY KEY (code)
);

create table "waiting_entry" (
  "id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "appointment_id" text collate "C",
  "role" text collate "C" not null,
  "modality" text collate "C",
  "due_on" text collate "C",
  "words" text collate "C",
  "added_at" text collate "C" not null,
  "added_by" text collate "C" not null,
  "ended_at" text collate "C",
  "ended_by" text collate "C",
  "outcome" text collate "C",
  "placed_appointment_id" text collate "C",
  constraint waiting_entry_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id) ON DELETE CASCADE,
  constraint waiting_entry_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint waiting_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX waiting_entry_by_patient ON waiting_entry USING btree (patient_id);
CREATE INDEX waiting_entry_by_role ON waiting_entry USING btree (ended_at, role, due_on);

create table "weekly_hours_before" (
  "id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "openings" text collate "C" not null,
  "slot_minutes" bigint not null,
  "since_at" text collate "C",
  "until_at" text collate "C" not null,
  constraint weekly_hours_before_pkey PRIMARY KEY (id),
  constraint weekly_hours_before_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id) ON DELETE CASCADE
);
CREATE INDEX weekly_hours_before_by_practitioner ON weekly_hours_before USING btree (practitioner_id, until_at);

create table "weekly_opening" (
  "id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "weekday" bigint not null,
  "starts_at" text collate "C" not null,
  "ends_at" text collate "C" not null,
  "modalities" text collate "C" not null,
  "site_id" text collate "C",
  "room_id" text collate "C",
  constraint weekly_opening_pkey PRIMARY KEY (id),
  constraint weekly_opening_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id) ON DELETE CASCADE,
  constraint weekly_opening_room_id_fkey FOREIGN KEY (room_id) REFERENCES site_resource(id),
  constraint weekly_opening_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id)
);
CREATE INDEX weekly_opening_by_practitioner ON weekly_opening USING btree (practitioner_id, weekday, starts_at);
CREATE INDEX weekly_opening_by_site ON weekly_opening USING btree (site_id);

create table "worked_holiday" (
  "date" text collate "C" not null,
  "decided_at" text collate "C" not null,
  "decided_by" text collate "C" not null,
  constraint worked_holiday_pkey PRIMARY KEY (date)
);

create table "worked_holiday_place" (
  "id" text collate "C" not null,
  "date" text collate "C" not null,
  "site_id" text collate "C",
  "decided_at" text collate "C" not null,
  "decided_by" text collate "C" not null,
  constraint worked_holiday_place_pkey PRIMARY KEY (id),
  constraint worked_holiday_place_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id)
);
CREATE INDEX worked_holiday_place_by_date ON worked_holiday_place USING btree (date);

create table "workshop" (
  "id" text collate "C" not null,
  "practitioner_id" text collate "C" not null,
  "pathway_code" text collate "C" not null,
  "act" text collate "C" not null,
  "theme" text collate "C" not null,
  "place" text collate "C" not null,
  "planned_on" text collate "C" not null,
  "state" text collate "C" not null,
  "held_on" text collate "C",
  "kilometres" double precision,
  "reason" text collate "C",
  "updated_at" text collate "C" not null,
  "updated_by" text collate "C" not null,
  "version" bigint not null,
  constraint workshop_pkey PRIMARY KEY (id),
  constraint workshop_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);
CREATE INDEX workshop_by_day ON workshop USING btree (planned_on, id);
CREATE INDEX workshop_by_nurse ON workshop USING btree (practitioner_id, held_on, id);

create table "workshop_person" (
  "id" text collate "C" not null,
  "workshop_id" text collate "C" not null,
  "enrolment_id" text collate "C" not null,
  "patient_id" text collate "C" not null,
  "attended" integer,
  "score_before" bigint,
  "score_after" bigint,
  "satisfaction" bigint,
  "note" text collate "C" not null,
  constraint workshop_person_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES pathway_enrolment(id) ON DELETE CASCADE,
  constraint workshop_person_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE CASCADE,
  constraint workshop_person_pkey PRIMARY KEY (id),
  constraint workshop_person_workshop_id_fkey FOREIGN KEY (workshop_id) REFERENCES workshop(id) ON DELETE CASCADE
);
CREATE INDEX workshop_person_by_enrolment ON workshop_person USING btree (enrolment_id);
CREATE INDEX workshop_person_by_patient ON workshop_person USING btree (patient_id);
CREATE UNIQUE INDEX workshop_person_once ON workshop_person USING btree (workshop_id, enrolment_id);

