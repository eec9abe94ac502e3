-- Written for PostgreSQL; SQLite reads the same text (type names there only set an affinity; CLUSTERED becomes WITHOUT ROWID).
-- county_key leads every key. 0 is the office above the counties: it owns prefectures, provinces, batches and files handed over.
-- Days are DATE, instants microseconds since 1970 (UTC), money whole fen. A version's known_from and known_to are journal heights.

CREATE TABLE chain (
    county_key  INT    NOT NULL PRIMARY KEY,
    height      BIGINT NOT NULL,
    head        BYTEA  NOT NULL,
    next_id     BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    seal        BYTEA
);

-- sheet is a name that a sender gave, and may be erased; sheet_mark, a keyed hash of it, is what the chain covers. true_on is the day that an act speaks of, changed_from the first day on which anything holds otherwise than was known before: a correction reaches further back.
CREATE TABLE journal (
    county_key   INT    NOT NULL,
    height       BIGINT NOT NULL,
    act          TEXT   NOT NULL,
    household_id BIGINT,
    area_id      BIGINT,
    actor        TEXT   NOT NULL,
    recorded_at  BIGINT NOT NULL,
    true_on      DATE   NOT NULL,
    changed_from DATE   NOT NULL,
    batch_id     BIGINT,
    file_id      BIGINT,
    sheet        TEXT,
    sheet_mark   BYTEA,
    source_row   INT,
    content_hash BYTEA  NOT NULL,
    salt         BYTEA,
    checks       BYTEA  NOT NULL,
    hash         BYTEA  NOT NULL,
    PRIMARY KEY (county_key, height)
) CLUSTERED;
CREATE INDEX journal_household ON journal (county_key, household_id) WHERE household_id IS NOT NULL;
CREATE INDEX journal_batch ON journal (county_key, batch_id) WHERE batch_id IS NOT NULL;

-- Why somebody made an entry, in their words: apart from the entry, so that it can be erased. Its id is the entry's height; household_id the household that the entry is about.
CREATE TABLE entry_reason (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT,
    words        BYTEA,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE TABLE entry_reason_history (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT,
    words        BYTEA,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    true_to      DATE,
    known_to     BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- Only for entries of which a part was erased: the salts, encrypted, of the parts that stay; the hashes of all.
CREATE TABLE journal_part (
    county_key INT    NOT NULL,
    height     BIGINT NOT NULL,
    owner_kind TEXT   NOT NULL,
    owner_id   BIGINT NOT NULL,
    salt       BYTEA,
    hash       BYTEA  NOT NULL,
    remains    BYTEA,
    PRIMARY KEY (county_key, height, owner_kind, owner_id)
) CLUSTERED;

-- That the content about somebody was destroyed, and on which legal ground. It holds nothing of them but their id; the ground goes where it names somebody who is erased later.
CREATE TABLE erasure (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    owner_kind TEXT   NOT NULL,
    owner_id   BIGINT NOT NULL,
    ground     TEXT,
    scope      TEXT,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
-- Each card, list and act asks whether somebody of it was erased.
CREATE INDEX erasure_owner ON erasure (county_key, owner_kind, owner_id);
CREATE TABLE erasure_history (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    owner_kind TEXT   NOT NULL,
    owner_id   BIGINT NOT NULL,
    ground     TEXT,
    scope      TEXT,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    true_to    DATE,
    known_to   BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- What areas counted on past days of what was erased since: added to what is still there, so that totals of past days stay. It holds nobody's id.
CREATE TABLE erased_total (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    area_id    BIGINT NOT NULL,
    indicator  TEXT   NOT NULL,
    value      BIGINT NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE TABLE erased_total_history (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    area_id    BIGINT NOT NULL,
    indicator  TEXT   NOT NULL,
    value      BIGINT NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    true_to    DATE,
    known_to   BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- The seal of a row that no journal entry writes: a keyed hash of its other columns.
CREATE TABLE batch (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    actor      TEXT   NOT NULL,
    started_at BIGINT NOT NULL,
    true_on    DATE   NOT NULL,
    undone_at  BIGINT,
    seal       BYTEA,
    PRIMARY KEY (county_key, id)
) CLUSTERED;

CREATE TABLE handed_file (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    batch_id     BIGINT NOT NULL,
    name         TEXT   NOT NULL,
    fingerprint  BYTEA  NOT NULL,
    bytes        BIGINT NOT NULL,
    kind         TEXT,
    source       TEXT,
    period_from  DATE,
    period_to    DATE,
    columns_read TEXT,
    state        TEXT   NOT NULL,
    report       TEXT,
    erased_at    BIGINT,
    seal         BYTEA,
    PRIMARY KEY (county_key, id),
    FOREIGN KEY (county_key, batch_id) REFERENCES batch (county_key, id)
) CLUSTERED;

-- The file as it came, in encrypted pieces.
CREATE TABLE file_piece (
    county_key INT    NOT NULL,
    file_id    BIGINT NOT NULL,
    piece      INT    NOT NULL,
    content    BYTEA  NOT NULL,
    PRIMARY KEY (county_key, file_id, piece)
);

CREATE TABLE area (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    parent_id  BIGINT,
    level      TEXT   NOT NULL,
    code       TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    kind       TEXT,
    edition    BIGINT NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX area_code ON area (code);
CREATE TABLE area_history (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    parent_id  BIGINT,
    level      TEXT   NOT NULL,
    code       TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    kind       TEXT,
    edition    BIGINT NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    true_to    DATE,
    known_to   BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;
CREATE INDEX area_history_code ON area_history (code);

-- What became of an area that ended: joined to another, or divided; kept in the county of the area that went.
CREATE TABLE area_succession (
    county_key       INT    NOT NULL,
    id               BIGINT NOT NULL,
    area_id          BIGINT NOT NULL,
    successor_county BIGINT NOT NULL,
    successor_id     BIGINT NOT NULL,
    edition          BIGINT NOT NULL,
    true_from        DATE   NOT NULL,
    known_from       BIGINT NOT NULL,
    source_row       INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX area_succession_area ON area_succession (county_key, area_id);
CREATE TABLE area_succession_history (
    county_key       INT    NOT NULL,
    id               BIGINT NOT NULL,
    area_id          BIGINT NOT NULL,
    successor_county BIGINT NOT NULL,
    successor_id     BIGINT NOT NULL,
    edition          BIGINT NOT NULL,
    true_from        DATE   NOT NULL,
    known_from       BIGINT NOT NULL,
    source_row       INT,
    true_to          DATE,
    known_to         BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- What a person said an unknown written place is.
CREATE TABLE place_alias (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    within_id  BIGINT NOT NULL,
    written    TEXT   NOT NULL,
    area_id    BIGINT NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE UNIQUE INDEX place_alias_written ON place_alias (county_key, within_id, written);
CREATE TABLE place_alias_history (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    within_id  BIGINT NOT NULL,
    written    TEXT   NOT NULL,
    area_id    BIGINT NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    true_to    DATE,
    known_to   BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- A household's village is unknown while it is held: then place_id is the lowest area that is known and written_place what was written.
CREATE TABLE household (
    county_key        INT    NOT NULL,
    id                BIGINT NOT NULL,
    number            TEXT,
    village_id        BIGINT,
    place_id          BIGINT NOT NULL,
    written_place     TEXT,
    living_village_id BIGINT,
    natural_village   TEXT,
    phone             BYTEA,
    phone_hash        BYTEA,
    phone_last_four   BYTEA,
    former_county     BIGINT,
    former_id         BIGINT,
    true_from         DATE   NOT NULL,
    known_from        BIGINT NOT NULL,
    source_row        INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE UNIQUE INDEX household_number ON household (county_key, number) WHERE number IS NOT NULL;
CREATE INDEX household_village ON household (county_key, village_id);
CREATE INDEX household_former ON household (former_county, former_id) WHERE former_id IS NOT NULL;
CREATE TABLE household_history (
    county_key        INT    NOT NULL,
    id                BIGINT NOT NULL,
    number            TEXT,
    village_id        BIGINT,
    place_id          BIGINT NOT NULL,
    written_place     TEXT,
    living_village_id BIGINT,
    natural_village   TEXT,
    phone             BYTEA,
    phone_hash        BYTEA,
    phone_last_four   BYTEA,
    former_county     BIGINT,
    former_id         BIGINT,
    true_from         DATE   NOT NULL,
    known_from        BIGINT NOT NULL,
    source_row        INT,
    true_to           DATE,
    known_to          BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;
CREATE INDEX household_history_former ON household_history (former_county, former_id) WHERE former_id IS NOT NULL;

CREATE TABLE person (
    county_key       INT    NOT NULL,
    id               BIGINT NOT NULL,
    name             TEXT,
    name_key         TEXT,
    sex              TEXT,
    birth_date       DATE,
    document_kind    TEXT   NOT NULL,
    number           BYTEA,
    number_hash      BYTEA,
    number_last_four BYTEA,
    number_verified  BOOLEAN NOT NULL,
    died_on          DATE,
    true_from        DATE   NOT NULL,
    known_from       BIGINT NOT NULL,
    source_row       INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX person_number ON person (number_hash) WHERE number_verified;
CREATE INDEX person_unverified ON person (name_key) WHERE NOT number_verified;
CREATE TABLE person_history (
    county_key       INT    NOT NULL,
    id               BIGINT NOT NULL,
    name             TEXT,
    name_key         TEXT,
    sex              TEXT,
    birth_date       DATE,
    document_kind    TEXT   NOT NULL,
    number           BYTEA,
    number_hash      BYTEA,
    number_last_four BYTEA,
    number_verified  BOOLEAN NOT NULL,
    died_on          DATE,
    true_from        DATE   NOT NULL,
    known_from       BIGINT NOT NULL,
    source_row       INT,
    true_to          DATE,
    known_to         BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

CREATE TABLE membership (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    person_id    BIGINT NOT NULL,
    relation     TEXT,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE UNIQUE INDEX membership_once ON membership (county_key, household_id, person_id);
-- With the household in it: else SQLite prefers membership_once, and reads a county for every person.
CREATE INDEX membership_person ON membership (county_key, person_id, household_id);
CREATE TABLE membership_history (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    person_id    BIGINT NOT NULL,
    relation     TEXT,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    true_to      DATE,
    known_to     BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;
CREATE INDEX membership_history_household ON membership_history (county_key, household_id);
CREATE INDEX membership_history_person ON membership_history (county_key, person_id);

-- What was written where we keep something else: the cell's own text.
CREATE TABLE original (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    owner_kind TEXT   NOT NULL,
    owner_id   BIGINT NOT NULL,
    field      TEXT   NOT NULL,
    written    BYTEA,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX original_owner ON original (county_key, owner_id);
CREATE TABLE original_history (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    owner_kind TEXT   NOT NULL,
    owner_id   BIGINT NOT NULL,
    field      TEXT   NOT NULL,
    written    BYTEA,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    true_to    DATE,
    known_to   BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;
CREATE INDEX original_history_owner ON original_history (county_key, owner_id);

CREATE TABLE finding (
    county_key    INT    NOT NULL,
    id            BIGINT NOT NULL,
    kind          TEXT   NOT NULL,
    household_id  BIGINT,
    person_id     BIGINT,
    area_id       BIGINT,
    file_id       BIGINT,
    sheet         TEXT,
    column_letter TEXT,
    field         TEXT,
    written       BYTEA,
    details       TEXT,
    true_from     DATE   NOT NULL,
    known_from    BIGINT NOT NULL,
    source_row    INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX finding_household ON finding (county_key, household_id);
CREATE INDEX finding_person ON finding (county_key, person_id) WHERE person_id IS NOT NULL;
CREATE TABLE finding_history (
    county_key    INT    NOT NULL,
    id            BIGINT NOT NULL,
    kind          TEXT   NOT NULL,
    household_id  BIGINT,
    person_id     BIGINT,
    area_id       BIGINT,
    file_id       BIGINT,
    sheet         TEXT,
    column_letter TEXT,
    field         TEXT,
    written       BYTEA,
    details       TEXT,
    true_from     DATE   NOT NULL,
    known_from    BIGINT NOT NULL,
    source_row    INT,
    true_to       DATE,
    known_to      BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;
CREATE INDEX finding_history_household ON finding_history (county_key, household_id);
CREATE INDEX finding_history_person ON finding_history (county_key, person_id) WHERE person_id IS NOT NULL;

CREATE TABLE warning (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    rule         TEXT   NOT NULL,
    policy       TEXT   NOT NULL,
    first_seen   DATE   NOT NULL,
    figures      TEXT   NOT NULL,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE UNIQUE INDEX warning_once ON warning (county_key, household_id, policy, rule);
CREATE TABLE warning_history (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    rule         TEXT   NOT NULL,
    policy       TEXT   NOT NULL,
    first_seen   DATE   NOT NULL,
    figures      TEXT   NOT NULL,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    true_to      DATE,
    known_to     BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;
CREATE INDEX warning_history_household ON warning_history (county_key, household_id);

-- What somebody who looked at a warning said of it; why, who and when stand in the journal entry.
CREATE TABLE warning_answer (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    warning_id   BIGINT NOT NULL,
    answer       TEXT   NOT NULL,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX warning_answer_warning ON warning_answer (county_key, warning_id);
CREATE TABLE warning_answer_history (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    warning_id   BIGINT NOT NULL,
    answer       TEXT   NOT NULL,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    true_to      DATE,
    known_to     BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- Corrections that make a warning go, and events in force that made one go: they wait for a second person, and stay to say what became of them.
CREATE TABLE waiting_correction (
    county_key     INT    NOT NULL,
    id             BIGINT NOT NULL,
    owner_kind     TEXT   NOT NULL,
    owner_id       BIGINT NOT NULL,
    household_id   BIGINT NOT NULL,
    state          TEXT   NOT NULL,
    correction     BYTEA,
    clears         TEXT   NOT NULL,
    proposed_by    TEXT   NOT NULL,
    seen_height    BIGINT NOT NULL,
    evidence       BYTEA,
    file_hash      TEXT,
    decided_by     TEXT,
    decided_reason BYTEA,
    event_batch    BIGINT,
    true_from      DATE   NOT NULL,
    known_from     BIGINT NOT NULL,
    source_row     INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX waiting_correction_household ON waiting_correction (county_key, household_id);
CREATE TABLE waiting_correction_history (
    county_key     INT    NOT NULL,
    id             BIGINT NOT NULL,
    owner_kind     TEXT   NOT NULL,
    owner_id       BIGINT NOT NULL,
    household_id   BIGINT NOT NULL,
    state          TEXT   NOT NULL,
    correction     BYTEA,
    clears         TEXT   NOT NULL,
    proposed_by    TEXT   NOT NULL,
    seen_height    BIGINT NOT NULL,
    evidence       BYTEA,
    file_hash      TEXT,
    decided_by     TEXT,
    decided_reason BYTEA,
    event_batch    BIGINT,
    true_from      DATE   NOT NULL,
    known_from     BIGINT NOT NULL,
    source_row     INT,
    true_to        DATE,
    known_to       BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- The photo or PDF handed in with a correction, encrypted; its hash stands in the correction.
CREATE TABLE evidence (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    content    BYTEA  NOT NULL,
    PRIMARY KEY (county_key, id)
);

-- The day a county was last screened for, the journal height its warnings reflect, and what was counted.
CREATE TABLE screening (
    county_key INT    NOT NULL,
    policy     TEXT   NOT NULL,
    day        DATE   NOT NULL,
    height     BIGINT NOT NULL,
    report     TEXT   NOT NULL,
    seal       BYTEA,
    PRIMARY KEY (county_key, policy)
) CLUSTERED;

-- Who looked at what the registry holds of a household, by which role (or in an emergency), when, on what kind of page (purpose), whether sensitive values were shown there, and what they were asked for, and the mark of the export of which it was part.
-- Reading changes nothing, so it is no journal entry.
CREATE TABLE look (
    county_key   INT    NOT NULL,
    household_id BIGINT NOT NULL,
    looked_at    BIGINT NOT NULL,
    actor        TEXT   NOT NULL,
    purpose      TEXT   NOT NULL,
    sensitive    BOOLEAN NOT NULL,
    asked_for    TEXT,
    words        BYTEA,
    export       TEXT,
    role         TEXT,
    seal         BYTEA,
    PRIMARY KEY (county_key, household_id, looked_at, actor)
);
-- Few have words; an erasure reads all of those.
CREATE INDEX look_words ON look (county_key, household_id) WHERE words IS NOT NULL;

-- What left the registry about many households, as a file or on paper; each bears its mark. The looks of its households name it.
CREATE TABLE export (
    county_key INT    NOT NULL,
    mark       TEXT   NOT NULL,
    made_at    BIGINT NOT NULL,
    actor      TEXT   NOT NULL,
    what       TEXT   NOT NULL,
    area       TEXT,
    households INT    NOT NULL,
    purpose    TEXT   NOT NULL,
    seal       BYTEA,
    PRIMARY KEY (county_key, mark)
) CLUSTERED;
CREATE INDEX export_of_day ON export (actor, made_at);

-- How much somebody did on a day of what there is a limit to, with the counties in which they read anybody (none: everywhere), and what they said it was for. What their lists named of numbers lies there that day.
CREATE TABLE daily_use (
    county_key INT    NOT NULL,
    actor      TEXT   NOT NULL,
    day_began  BIGINT NOT NULL,
    what       TEXT   NOT NULL,
    times      BIGINT NOT NULL,
    counties   TEXT   NOT NULL,
    asked_for  TEXT,
    listed     BYTEA,
    seal       BYTEA,
    PRIMARY KEY (county_key, actor, day_began, what)
) CLUSTERED;

-- What senders who read no household had compared or applied, and when; for the county to see.
CREATE TABLE sent_list (
    county_key INT     NOT NULL,
    sent_at    BIGINT  NOT NULL,
    actor      TEXT    NOT NULL,
    list       TEXT    NOT NULL,
    rows_read  INT     NOT NULL,
    applied    BOOLEAN NOT NULL,
    batch_id   BIGINT,
    seal       BYTEA,
    PRIMARY KEY (county_key, sent_at, actor)
) CLUSTERED;

-- What households, or somebody for them, asked about what is kept of them, by when it is to be answered, and what was answered.
CREATE TABLE privacy_request (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    owner_kind   TEXT   NOT NULL,
    owner_id     BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    kind         TEXT   NOT NULL,
    asked_by     TEXT   NOT NULL,
    what         BYTEA,
    received_on  DATE   NOT NULL,
    due_on       DATE   NOT NULL,
    entered_by   TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    answered_on  DATE,
    answered_by  TEXT,
    answer       BYTEA,
    late_because BYTEA,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX privacy_request_household ON privacy_request (county_key, household_id);
CREATE TABLE privacy_request_history (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    owner_kind   TEXT   NOT NULL,
    owner_id     BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    kind         TEXT   NOT NULL,
    asked_by     TEXT   NOT NULL,
    what         BYTEA,
    received_on  DATE   NOT NULL,
    due_on       DATE   NOT NULL,
    entered_by   TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    answered_on  DATE,
    answered_by  TEXT,
    answer       BYTEA,
    late_because BYTEA,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    true_to      DATE,
    known_to     BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- What a household signed about comparing its data with departments' lists; id is the household's. Without a row they are compared as a public duty.
CREATE TABLE comparison (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    allowed    BOOLEAN NOT NULL,
    signed_by  TEXT   NOT NULL,
    paper      BYTEA,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE TABLE comparison_history (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    allowed    BOOLEAN NOT NULL,
    signed_by  TEXT   NOT NULL,
    paper      BYTEA,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    true_to    DATE,
    known_to   BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- Facts of a county's households for one day, by column; reflects the journal up to height.
CREATE TABLE fact_snapshot (
    county_key INT    NOT NULL,
    day        DATE   NOT NULL,
    height     BIGINT NOT NULL,
    shape      TEXT   NOT NULL,
    content    BYTEA  NOT NULL,
    PRIMARY KEY (county_key)
);

-- Who signs in, kept by the office above the counties; how they prove who they are stands apart.
CREATE TABLE app_user (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    name       TEXT   NOT NULL,
    full_name  TEXT,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE UNIQUE INDEX app_user_name ON app_user (county_key, name);
CREATE TABLE app_user_history (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    name       TEXT   NOT NULL,
    full_name  TEXT,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    true_to    DATE,
    known_to   BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- The roles that a user has, where and from when until when; in_county is null for everywhere, area_id for the whole county, stands_in_for when it is their own; household_id and list for roles
-- that are given for one household or one department's list of the county.
CREATE TABLE role_grant (
    county_key    INT    NOT NULL,
    id            BIGINT NOT NULL,
    user_id       BIGINT NOT NULL,
    role          TEXT   NOT NULL,
    in_county     BIGINT,
    area_id       BIGINT,
    stands_in_for BIGINT,
    household_id  BIGINT,
    list          TEXT,
    true_from     DATE   NOT NULL,
    known_from    BIGINT NOT NULL,
    source_row    INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX role_grant_user ON role_grant (county_key, user_id);
CREATE TABLE role_grant_history (
    county_key    INT    NOT NULL,
    id            BIGINT NOT NULL,
    user_id       BIGINT NOT NULL,
    role          TEXT   NOT NULL,
    in_county     BIGINT,
    area_id       BIGINT,
    stands_in_for BIGINT,
    household_id  BIGINT,
    list          TEXT,
    true_from     DATE   NOT NULL,
    known_from    BIGINT NOT NULL,
    source_row    INT,
    true_to       DATE,
    known_to      BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- How users prove who they are: of the office above the counties, and in no journal. Passwords and secrets are encrypted together with the user's id, tokens and codes are kept as keyed hashes only:
-- whoever reads these rows cannot sign in with them, and whoever writes them without the keys cannot make one user's proof another's. Instants are microseconds.
CREATE TABLE sign_in_secret (
    county_key   INT    NOT NULL,
    user_id      BIGINT NOT NULL,
    password     BYTEA,
    totp         BYTEA,
    totp_step    BIGINT,
    totp_pending BYTEA,
    PRIMARY KEY (county_key, user_id)
) CLUSTERED;
CREATE TABLE sign_in_invitation (
    county_key INT    NOT NULL,
    user_id    BIGINT NOT NULL,
    code       BYTEA  NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (county_key, user_id)
) CLUSTERED;
CREATE TABLE sign_in_recovery (
    county_key INT    NOT NULL,
    user_id    BIGINT NOT NULL,
    code       BYTEA  NOT NULL,
    PRIMARY KEY (county_key, user_id, code)
) CLUSTERED;
CREATE TABLE sign_in_passkey (
    county_key INT    NOT NULL,
    credential BYTEA  NOT NULL,
    user_id    BIGINT NOT NULL,
    name       TEXT   NOT NULL,
    content    BYTEA  NOT NULL,
    made_at    BIGINT NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (county_key, credential)
) CLUSTERED;
CREATE INDEX sign_in_passkey_user ON sign_in_passkey (county_key, user_id);
-- Who somebody is to an office's own sign-in service.
CREATE TABLE sign_in_link (
    county_key INT    NOT NULL,
    issuer     TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    user_id    BIGINT NOT NULL,
    seal       BYTEA,
    PRIMARY KEY (county_key, issuer, subject)
) CLUSTERED;
-- Browsers in which somebody has signed in before; in one that is their own (is_own) no name is offered to the next.
CREATE TABLE sign_in_device (
    county_key INT     NOT NULL,
    user_id    BIGINT  NOT NULL,
    device     BYTEA   NOT NULL,
    is_own     BOOLEAN NOT NULL,
    used_at    BIGINT  NOT NULL,
    PRIMARY KEY (county_key, user_id, device)
) CLUSTERED;
CREATE INDEX sign_in_device_device ON sign_in_device (county_key, device);
CREATE TABLE sign_in_session (
    county_key    INT     NOT NULL,
    token         BYTEA   NOT NULL,
    user_id       BIGINT  NOT NULL,
    device        BYTEA   NOT NULL,
    browser       TEXT    NOT NULL,
    second_passed BOOLEAN NOT NULL,
    began_at      BIGINT  NOT NULL,
    used_at       BIGINT  NOT NULL,
    PRIMARY KEY (county_key, token)
) CLUSTERED;
CREATE INDEX sign_in_session_user ON sign_in_session (county_key, user_id);
-- Failed tries, by a keyed hash of what was tried from where.
CREATE TABLE sign_in_try (
    county_key INT    NOT NULL,
    what       BYTEA  NOT NULL,
    failures   INT    NOT NULL,
    last_at    BIGINT NOT NULL,
    PRIMARY KEY (county_key, what)
) CLUSTERED;
-- What happened to how somebody signs in, shown to them.
CREATE TABLE sign_in_event (
    county_key  INT    NOT NULL,
    user_id     BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    event       TEXT   NOT NULL,
    actor       TEXT   NOT NULL,
    browser     TEXT,
    seal        BYTEA,
    PRIMARY KEY (county_key, user_id, happened_at, event)
) CLUSTERED;
-- The keys that protect everything else, each encrypted with the key file's. The highest number is written; in_rows says which may stand in rows, so that look-ups ask for their hashes too. The fingerprint
-- tells a key from any other that was ever given its number, and nothing of what it is.
CREATE TABLE data_key (
    county_key INT     NOT NULL,
    number     INT     NOT NULL,
    content    BYTEA   NOT NULL,
    fingerprint BYTEA  NOT NULL,
    in_rows    BOOLEAN NOT NULL,
    PRIMARY KEY (county_key, number)
) CLUSTERED;
-- The keys that protect forms and cookies, encrypted: they outlive the process, and several processes share them.
CREATE TABLE form_key (
    county_key INT    NOT NULL,
    name       TEXT   NOT NULL,
    content    BYTEA  NOT NULL,
    PRIMARY KEY (county_key, name)
) CLUSTERED;

-- That somebody opened a household out of their reach, kept by its county; household_id is 0 for an attempt on a number that is nobody's there.
CREATE TABLE emergency_access (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    user_name    TEXT   NOT NULL,
    opened_at    BIGINT NOT NULL,
    reason       BYTEA,
    seen_by      TEXT,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE INDEX emergency_access_household ON emergency_access (county_key, household_id);
-- Each request of whoever may open asks for theirs, in whichever county.
CREATE INDEX emergency_access_user ON emergency_access (user_name, opened_at);
CREATE TABLE emergency_access_history (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    user_name    TEXT   NOT NULL,
    opened_at    BIGINT NOT NULL,
    reason       BYTEA,
    seen_by      TEXT,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    true_to      DATE,
    known_to     BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;
CREATE INDEX emergency_access_history_household ON emergency_access_history (county_key, household_id);

-- What a county's stored totals of a day reflect: the journal up to height, counted by these definitions.
CREATE TABLE total_state (
    county_key  INT    NOT NULL,
    day         DATE   NOT NULL,
    height      BIGINT NOT NULL,
    definitions TEXT   NOT NULL,
    PRIMARY KEY (county_key, day)
) CLUSTERED;
-- Only totals that are not zero.
CREATE TABLE area_total (
    county_key INT    NOT NULL,
    area_id    BIGINT NOT NULL,
    day        DATE   NOT NULL,
    indicator  TEXT   NOT NULL,
    value      BIGINT NOT NULL,
    PRIMARY KEY (county_key, day, area_id, indicator)
) CLUSTERED;

-- What somebody said a heading means, or that it is not wanted.
CREATE TABLE remembered_heading (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    heading    TEXT   NOT NULL,
    field      TEXT   NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE TABLE remembered_heading_history (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    heading    TEXT   NOT NULL,
    field      TEXT   NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    true_to    DATE,
    known_to   BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- Definitions in force: the database, not the shipped folder, decides.
CREATE TABLE definition (
    county_key INT    NOT NULL,
    name       TEXT   NOT NULL,
    version    INT    NOT NULL,
    content    TEXT   NOT NULL,
    known_at   BIGINT NOT NULL,
    seal       BYTEA,
    PRIMARY KEY (county_key, name, version)
) CLUSTERED;

-- Somebody whom no household's list knows but whose loss or cost is large: kept as little as can be, until the day it expires.
CREATE TABLE lead (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    name       TEXT,
    place      TEXT,
    list       TEXT   NOT NULL,
    source     TEXT   NOT NULL,
    period     TEXT   NOT NULL,
    amount     BIGINT NOT NULL,
    expires_on DATE   NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE TABLE lead_history (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    name       TEXT,
    place      TEXT,
    list       TEXT   NOT NULL,
    source     TEXT   NOT NULL,
    period     TEXT   NOT NULL,
    amount     BIGINT NOT NULL,
    expires_on DATE   NOT NULL,
    true_from  DATE   NOT NULL,
    known_from BIGINT NOT NULL,
    source_row INT,
    true_to    DATE,
    known_to   BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- Whom a person said a row of a department's list means; household_id is null when nobody of the registry.
CREATE TABLE match_answer (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    list         TEXT   NOT NULL,
    row_key      TEXT   NOT NULL,
    household_id BIGINT,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE UNIQUE INDEX match_answer_row ON match_answer (county_key, list, row_key);
CREATE TABLE match_answer_history (
    county_key   INT    NOT NULL,
    id           BIGINT NOT NULL,
    list         TEXT   NOT NULL,
    row_key      TEXT   NOT NULL,
    household_id BIGINT,
    true_from    DATE   NOT NULL,
    known_from   BIGINT NOT NULL,
    source_row   INT,
    true_to      DATE,
    known_to     BIGINT,
    PRIMARY KEY (county_key, id, known_from, true_from)
) CLUSTERED;

-- What somebody has uploaded and not yet applied: it waits, encrypted, until it is applied or discarded, or for some days. answers and preview are encrypted JSON;
-- counties are the keys of those it speaks of, once that is known; work is what is, or was when the program stopped, being done with it.
CREATE TABLE staged_upload (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    actor      TEXT   NOT NULL,
    staged_at  BIGINT NOT NULL,
    state      TEXT   NOT NULL,
    work       TEXT,
    counties   TEXT,
    answers    BYTEA,
    preview    BYTEA,
    batch_id   BIGINT,
    PRIMARY KEY (county_key, id)
) CLUSTERED;
CREATE TABLE staged_file (
    county_key INT    NOT NULL,
    id         BIGINT NOT NULL,
    upload_id  BIGINT NOT NULL,
    name       TEXT   NOT NULL,
    bytes      BIGINT NOT NULL,
    PRIMARY KEY (county_key, id),
    FOREIGN KEY (county_key, upload_id) REFERENCES staged_upload (county_key, id)
) CLUSTERED;
CREATE TABLE staged_piece (
    county_key INT    NOT NULL,
    file_id    BIGINT NOT NULL,
    piece      INT    NOT NULL,
    content    BYTEA  NOT NULL,
    PRIMARY KEY (county_key, file_id, piece)
);
