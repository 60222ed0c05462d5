-- The index over the snapshots. Sort order is the index: (period, indicator, unit_id) for questions about a month.
create table units (
    unit_id varchar not null, name varchar not null, unit varchar not null, kind varchar not null,
    level varchar not null, parent varchar, code varchar, valid_from date, valid_to date,
    children_complete boolean not null, name_order integer
);
create table indicators (
    indicator varchar not null, label varchar not null, short varchar not null, kind varchar not null,
    direction integer not null, noun varchar not null, axis varchar, maximum decimal(18, 6), maximum_decimals integer,
    whole varchar, indicator_order integer not null
);
create table bands (label varchar not null, lower_bound decimal(18, 6) not null);
create table documents (
    document varchar not null, citation varchar not null, title varchar not null, issuer varchar not null,
    period varchar not null, compared_period varchar, published date, "window" varchar, look_ups varchar,
    based_on varchar, basis varchar not null, revision integer not null, recorded_by varchar not null,
    recorded_on date not null, reason varchar not null, digest varchar not null
);
create table complete_lists (document varchar not null, parent varchar not null, indicator varchar not null);
create table figures (
    document varchar not null, figure integer not null, unit_id varchar not null, unit_raw varchar not null,
    period varchar not null, period_kind varchar not null, period_start date not null, period_end date not null,
    scope varchar not null, basis varchar not null, looked_up date, indicator varchar not null,
    value decimal(18, 6), value_decimals integer, text varchar,
    numerator decimal(18, 6), numerator_decimals integer, denominator decimal(18, 6), denominator_decimals integer,
    status varchar not null, position integer, raw varchar not null, locator varchar not null, part varchar not null,
    prose boolean not null, note varchar not null, section varchar, provisional boolean not null,
    flags varchar not null
);
create table changes (
    document varchar not null, change integer not null, unit_id varchar not null, indicator varchar,
    period varchar not null, base_period varchar not null, value decimal(18, 6) not null,
    value_decimals integer not null, printed_unit varchar not null, raw varchar not null, locator varchar not null,
    part varchar not null, flags varchar not null
);
create table flags (
    rule varchar not null, severity varchar not null, title varchar not null, message varchar not null,
    document varchar not null, unit_id varchar, period varchar, indicator varchar, figure integer,
    raw varchar not null, locator varchar not null, flag_order integer not null,
    accepted_reason varchar, accepted_by varchar
);
