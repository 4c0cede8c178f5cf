create temp table gained (unit bigint not null, month bigint not null, primary key (unit, month))
